/**
 * Typesets TeX when the book is built, so that no page needs MathJax to run.
 *
 * Reads from standard input `[{"fonts": url, "formulas": [{"tex": ..., "display": true}]}]`, one entry a page, and
 * writes `[{"css": ..., "html": [...]}]`: the mark-up of each formula, with MathML for screen readers, and the style
 * sheet of just the glyphs that the page uses. A formula that is wrong ends the program with a message.
 */
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

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

const { adaptor, output } = MathJax.startup;

function typeset({ tex, display }) {
  try {
    return adaptor.outerHTML(MathJax.tex2chtml(tex, { display }));
  } catch (error) {
    console.error(`${error.message}: ${tex}`);
    return process.exit(1);
  }
}

const pages = JSON.parse(await text(process.stdin)).map(({ fonts, formulas }) => {
  output.clearCache();
  const html = formulas.map(typeset);
  return { css: adaptor.textContent(MathJax.chtmlStylesheet()).replaceAll("{fonts}", fonts), html };
});
process.stdout.write(JSON.stringify(pages));
