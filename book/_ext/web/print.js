/**
 * On paper nothing unfolds, nothing scrolls, and nothing is dark: before a page is printed all that the screen folds opens,
 * but the code, wide formulas get smaller, and the theme is light. Afterwards the page is as it was.
 */
const ROOM = 590; // CSS pixels for a formula beside its number, or in a box, on A4 with wide margins
const FOLDED = "details:not([open], .relu-fold, .relu-numbers, .relu-state-code)";
const root = document.documentElement;
const undo = [];

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
  undo.push(() => {
    for (const formula of formulas) formula.style.fontSize = "";
    if (theme) root.dataset.theme = theme;
    for (const fold of closed) fold.open = false;
  });
});
addEventListener("afterprint", () => {
  while (undo.length) undo.pop()();
});
