// What `node build.mjs explorers` bundles: one ES module per explorer, and the style sheet of all; the viewer of saved
// probes with its own.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * uPlot makes a formatter of numbers for the browser's language as soon as it is loaded, which fails where that names
 * none ("C"). Our charts speak the language of our text.
 */
export const steadyLanguage = {
  name: "steady-language",
  setup({ onLoad }) {
    onLoad({ filter: /uPlot\.esm\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text.replace("domEnv ? nav.language : 'en-US'", "'en-GB'");
      if (contents === text) throw new Error(`${path} asks for the browser's language in another way than it did`);
      return { contents };
    });
  },
};

/** A page that was opened from the disk may not load a worker's file: its text comes with the explorer. */
const workers = {
  name: "workers",
  setup({ onLoad }) {
    onLoad({ filter: /worker\.mjs$/ }, async ({ path }) => {
      const made = await build({
        ...options,
        entryPoints: [path],
        format: "iife",
        legalComments: "none",
        write: false,
      });
      return { contents: made.outputFiles[0].text, loader: "text" };
    });
  },
};

const options = { bundle: true, target: "es2020", minify: true, charset: "utf8" };

/** The viewer of saved probes is a script of its own, for pages of the book and for reports. */
export const viewer = {
  entryPoints: [
    { in: here("probe_viewer/mount.js"), out: "probe_viewer" },
    { in: here("probe_viewer/viewer.css"), out: "probe_viewer" },
  ],
  outdir: here("static"),
  ...options,
  format: "iife", // a page that was opened from the disk loads no modules
  legalComments: "inline",
  plugins: [steadyLanguage],
};

export const builds = [
  {
    entryPoints: [
      ...["arms", "heart_rate", "own_signal", "phases", "readout", "spectrum", "stack", "taylor", "training"].map(
        (name) => ({
          in: here(`${name}/view.js`),
          out: name,
        }),
      ),
      { in: here("view/explorers.css"), out: "explorers" },
    ],
    outdir: here("static"),
    ...options,
    format: "esm",
    legalComments: "inline",
    plugins: [steadyLanguage, workers],
  },
  viewer,
];
