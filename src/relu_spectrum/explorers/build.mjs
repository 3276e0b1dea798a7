// What `node build.mjs explorers` bundles: one ES module per explorer, and the style sheet of all; the viewer of saved
// probes with its own.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * uPlot asks the browser for its language and its time zone as soon as it is loaded. That takes as long as two redraws,
 * and fails where the language names none ("C"). Our charts speak the language of our text, and know no dates.
 */
const ASKED = [
  ["new Intl.NumberFormat(domEnv ? nav.language : 'en-US')", "{ format: grouped }"],
  ["new Intl.DateTimeFormat().resolvedOptions().timeZone", "undefined"],
];

export const steadyLanguage = {
  name: "steady-language",
  setup({ onLoad }) {
    onLoad({ filter: /uPlot\.esm\.js$/ }, async ({ path }) => {
      const words = JSON.stringify(here("view/words.mjs"));
      let contents = `import { grouped } from ${words};\n${await readFile(path, "utf8")}`;
      for (const [asked, answer] of ASKED) {
        if (!contents.includes(`= ${asked};`))
          throw new Error(`${path} asks for the browser's language in another way`);
        contents = contents.replace(`= ${asked};`, `= ${answer};`);
      }
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
