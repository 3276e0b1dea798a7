// What `node build.mjs explorers` bundles: one ES module per explorer, and the style sheet of both.
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export const builds = [
  {
    entryPoints: [
      ...["heart_rate", "phases", "readout", "spectrum", "stack", "taylor", "training"].map((name) => ({
        in: here(`${name}/view.js`),
        out: name,
      })),
      { in: here("view/explorers.css"), out: "explorers" },
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
