/**
 * What plotly.js carries and our figures never use, left out of the bundle:
 *
 * - the `description` of every attribute, which nothing reads at run time;
 * - components for menus, animation sliders, range sliders, images and three dimensions;
 * - all colour spaces except RGB and HSL.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const UNUSED =
  /require\('(\.\/components\/(annotations3d|images|updatemenus|sliders|rangeslider|rangeselector)|native-promise-only)'\)[,;]/g;
const colours = fileURLToPath(new URL("plotly_colours.mjs", import.meta.url));

/** The index just after the JavaScript expression that starts at `start` and ends before `,` or `}`. */
function endOfExpression(text, start) {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if ("'\"`".includes(c)) {
      for (i++; text[i] !== c; i++) if (text[i] === "\\") i++;
    } else if (text.startsWith("//", i)) {
      i = text.indexOf("\n", i);
    } else if (text.startsWith("/*", i)) {
      i = text.indexOf("*/", i) + 1;
    } else if (depth === 0 && ",}".includes(c)) {
      return i;
    } else if ("([{".includes(c)) {
      depth++;
    } else if (")]}".includes(c)) {
      depth--;
    }
  }
  throw new Error("an expression does not end");
}

/** The same JavaScript, each `description: <text>` emptied. */
function stripDescriptions(text) {
  let out = "";
  let from = 0;
  for (const match of text.matchAll(/(?<=[{,]\s*)description:\s*/g)) {
    const start = match.index + match[0].length;
    if (match.index < from || !"'\"`[".includes(text[start])) continue;
    out += `${text.slice(from, start)}''`;
    from = endOfExpression(text, start);
  }
  return out + text.slice(from);
}

export const plotlyDiet = {
  name: "plotly-diet",
  setup(build) {
    build.onResolve({ filter: /^culori$/ }, () => ({ path: colours }));
    build.onLoad({ filter: /[\\/]plotly\.js[\\/]src[\\/].*\.js$/ }, async ({ path }) => {
      const text = stripDescriptions(await readFile(path, "utf8"));
      const core = /[\\/]src[\\/]core\.js$/.test(path);
      return { contents: core ? text.replace(UNUSED, "") : text, loader: "js" };
    });
  },
};
