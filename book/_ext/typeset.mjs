/**
 * Typesets TeX when the book is built, so that no page needs MathJax to run.
 *
 * Reads from standard input `[{"fonts": url, "formulas": [{"tex": ..., "display": true}], "symbols": {name: tex}}]`,
 * one entry a page, and writes `[{"css": ..., "html": [...], "symbols": [name]}]`: the mark-up of each formula, with
 * MathML for screen readers, the style sheet of just the glyphs that the page uses, and which of the symbols it has,
 * marked with `data-symbol`. A formula that is wrong ends the program with a message.
 */
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { mark, shape } from "./mark_symbols.mjs";

const MathJax = await createRequire(import.meta.url)("mathjax").init({
  chtml: { adaptiveCSS: true, fontURL: "{fonts}" },
  loader: {
    load: [
      "input/tex-base",
      "[tex]/ams",
      "[tex]/newcommand",
      "[tex]/configmacros",
      "output/chtml",
      "a11y/assistive-mml",
    ],
  },
  options: { enableAssistiveMml: true },
  startup: { typeset: false },
  tex: {
    formatError: (_, error) => {
      throw error;
    },
    macros: { relu: "\\operatorname{ReLU}" },
    packages: { "[+]": ["ams", "newcommand", "configmacros"] },
  },
});

const { adaptor, input, output } = MathJax.startup;
let visit = () => {};
input[0].postFilters.add(({ data }) => visit(data.root), 100); // after the filters that tidy the tree

function typeset({ tex, display }) {
  try {
    return adaptor.outerHTML(MathJax.tex2chtml(tex, { display }));
  } catch (error) {
    console.error(`${error.message}: ${tex}`);
    return process.exit(1);
  }
}

/** The shape of each symbol, as MathJax makes it, and its name. */
function shapes(symbols) {
  const known = new Map();
  for (const [name, tex] of Object.entries(symbols)) {
    visit = (root) => known.set(shape(root), name);
    typeset({ tex, display: false });
  }
  return known;
}

/** Screen readers' MathML needs no marks. */
const unmarked = (html) =>
  html.replace(/<mjx-assistive-mml.*?<\/mjx-assistive-mml>/gs, (part) => part.replace(/ data-symbol="[^"]*"/g, ""));

const pages = JSON.parse(await text(process.stdin)).map(({ fonts, formulas, symbols }) => {
  const known = shapes(symbols);
  const found = new Set();
  visit = (root) => mark(root, known, found);
  output.clearCache();
  const html = formulas.map(typeset).map(unmarked);
  const css = adaptor.textContent(MathJax.chtmlStylesheet()).replaceAll("{fonts}", fonts);
  return { css, html, symbols: [...found] };
});
process.stdout.write(JSON.stringify(pages));
