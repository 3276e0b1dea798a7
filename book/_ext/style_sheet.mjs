/**
 * Makes one style sheet of many, without the rules that no page uses.
 *
 * Reads from standard input `{"sheets": [path], "pages": [path], "scripts": [path], "folder": path}` and writes the
 * style sheet that is to lie in `folder`. A rule stays if the pages' mark-up has its elements, classes and attributes,
 * or if a word of the scripts is their name: scripts make elements too.
 */
import { readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { json } from "node:stream/consumers";
import { build, transform } from "esbuild";
import { PurgeCSS } from "purgecss";
import fromMarkUp from "purgecss-from-html";

const { sheets, pages, scripts, folder } = await json(process.stdin);

/** What a sheet names by `url(...)` is named from the folder of the new one; `data:` stays. */
const names = {
  name: "names",
  setup({ onResolve }) {
    onResolve({ filter: /^[^#]/ }, ({ kind, path, resolveDir }) => {
      if (kind !== "url-token" || path.startsWith("data:")) return undefined;
      return { path: relative(folder, resolve(resolveDir, path)), external: true };
    });
  },
};

async function joined() {
  const contents = sheets.map((sheet) => `@import ${JSON.stringify(sheet)};`).join("\n");
  const stdin = { contents, loader: "css", resolveDir: dirname(sheets[0]) };
  const { outputFiles } = await build({ stdin, bundle: true, charset: "utf8", plugins: [names], write: false });
  return outputFiles[0].text;
}

/** The icons that the pages show are drawn in icons.css. */
const withoutIconFonts = (css) =>
  css.replace(/@font-face\s*\{[^}]*\}/g, (font) => (/font-?awesome/i.test(font) ? "" : font));

/** Classes that scripts put together of a prefix and a word. */
const COMPOSED = [/^noUi-/, /^relu-/, /^u-/];

const words = (text) => text.match(/[\w-]+/g) ?? [];

const content = [...pages, ...scripts];
const texts = await Promise.all(content.map((path) => readFile(path, "utf8")));
const [{ css }] = await new PurgeCSS().purge({
  content,
  css: [{ raw: withoutIconFonts(await joined()) }],
  defaultExtractor: words,
  extractors: [{ extractor: fromMarkUp, extensions: ["html"] }],
  fontFace: true,
  keyframes: true,
  safelist: {
    standard: COMPOSED,
    variables: [...new Set(texts.flatMap((text) => text.match(/--[\w-]+/g) ?? []))],
  },
  variables: true,
});
const { code } = await transform(css, { charset: "utf8", legalComments: "none", loader: "css", minify: true });
process.stdout.write(code);
