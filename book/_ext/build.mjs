// What `node build.mjs pages` bundles into `_build/web`: the scripts and styles of the book's pages, each loaded only
// by the pages that need it. `live_pages.py` puts them there.
import { cp } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { viewer } from "../../src/relu_spectrum/explorers/build.mjs";
import { houseColours } from "./web/colours.mjs";
import { plotlyDiet } from "./web/plotly_diet.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("../../_build/web");

const script = {
  bundle: true,
  charset: "utf8",
  define: { global: "window", "define.amd": "false", "process.env.NODE_DEBUG": "false" },
  format: "iife",
  legalComments: "linked",
  loader: { ".css": "empty" },
  minify: true,
  outdir: out,
  target: "es2022",
};

const lighter = {
  "@lumino/widgets": here("web/lumino_widgets.js"),
  "lodash/isEqual": here("web/is_equal.js"),
  jquery: here("web/jquery.js"),
  "sanitize-html": here("web/sanitize.js"),
};

export const builds = [
  {
    ...script,
    entryPoints: [here("web/figures.js"), here("web/page.js"), here("web/predictions.js"), here("web/explanations.js")],
  },
  { ...script, entryPoints: [here("web/plotly.js")], plugins: [plotlyDiet] },
  { ...script, entryPoints: [here("web/widgets.js")], alias: lighter },
  { ...viewer, outdir: out },
  {
    bundle: true,
    charset: "utf8",
    entryPoints: [
      here("web/page.css"),
      here("web/widgets.css"),
      here("web/predictions.css"),
      here("web/explanations.css"),
    ],
    legalComments: "linked",
    loader: { ".woff": "file", ".woff2": "file" },
    minify: true,
    outdir: out,
    plugins: [houseColours],
  },
];

/** The pages' formulas are typeset when the book is built (`typeset.mjs`); the browser fetches the fonts it needs. */
export async function finish() {
  const mathjax = dirname(createRequire(import.meta.url).resolve("mathjax/package.json"));
  await cp(join(mathjax, "es5/output/chtml/fonts/woff-v2"), join(out, "mathjax-fonts"), { recursive: true });
}
