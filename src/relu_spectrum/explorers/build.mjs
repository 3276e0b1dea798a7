// What `node build.mjs explorers` bundles: one ES module per explorer, and the style sheet of both.
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export const builds = [
  {
    entryPoints: [
      here("heart_rate_explorer.js"),
      here("readout_explorer.js"),
      here("spectrum_explorer.js"),
      here("stack_explorer.js"),
      here("taylor_explorer.js"),
      here("training_explorer.js"),
      here("explorers.css"),
    ],
    outdir: here("static"),
    bundle: true,
    format: "esm",
    target: "es2020",
    minify: true,
    legalComments: "inline",
    charset: "utf8",
  },
];
