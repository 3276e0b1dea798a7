/**
 * On paper nothing unfolds, nothing scrolls, and nothing is dark: before a page is printed all that the screen folds opens,
 * but the code, wide formulas get smaller, and the theme is light. Afterwards the page is as it was.
 */
const ROOM = 590; // CSS pixels for a formula beside its number, or in a box, on A4 with wide margins
const FOLDED = "details:not([open], .relu-fold, .relu-numbers, .relu-state-code)";
const root = document.documentElement;
const undo = [];

/** Where a formula has never been seen its fonts are not there: it is printed in another rather than not at all. */
let plain = [];
function undress() {
  for (const glyph of plain) glyph.style.fontFamily = "";
  plain = [];
}
function dress() {
  undress();
  const there = new Map();
  plain = [...document.querySelectorAll("article mjx-c")].filter((glyph) => {
    const font = `16px ${getComputedStyle(glyph).fontFamily}`;
    if (!there.has(font)) {
      there.set(font, document.fonts.check(font));
      document.fonts.load(font).catch(() => {});
    }
    return !there.get(font);
  });
  for (const glyph of plain) glyph.style.fontFamily = "serif";
}

addEventListener("beforeprint", () => {
  const { theme } = root.dataset;
  root.dataset.theme = "light";
  const closed = document.querySelectorAll(`article ${FOLDED}, main ${FOLDED}`);
  for (const fold of closed) fold.open = true;
  const formulas = document.querySelectorAll("mjx-container[display=true]");
  const sizes = Array.from(formulas, (formula) => {
    const { width } = formula.firstElementChild.getBoundingClientRect();
    return width > ROOM ? `${(parseFloat(getComputedStyle(formula).fontSize) * ROOM) / width}px` : "";
  });
  formulas.forEach((formula, i) => {
    formula.style.fontSize ||= sizes[i];
  });
  dress();
  undo.push(() => {
    undress();
    for (const formula of formulas) formula.style.fontSize = "";
    if (theme) root.dataset.theme = theme;
    for (const fold of closed) fold.open = false;
  });
});
addEventListener("afterprint", () => {
  while (undo.length) undo.pop()();
});
