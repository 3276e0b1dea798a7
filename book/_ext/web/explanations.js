/**
 * Words and symbols explain themselves: on hover, on focus and on tap, in a small box beside them.
 *
 * What they mean stands hidden in the page (explanations.py). Links to the glossary, the marked symbols of formulas and
 * the labels of controls have an explanation; a formula on the way of the Tab key tells of all its symbols. While a
 * symbol is explained its controls are lit, and the legend of its curve. Esc, or a tap elsewhere, closes the box.
 */

import { light } from "./lights.js";
import { createPopover } from "./popover.js";

const TERM = 'a.reference.internal[href*="#term-"]';
const SYMBOL = "mjx-math [data-symbol]";
const FORMULA = "mjx-container[data-explained]";
const LABEL = ".widget-label[data-explained]";
const ANY = [TERM, SYMBOL, LABEL].join(", ");

const explained = (name) => document.getElementById(`explained-${name}`);

/** The explanations of a word, a symbol, a label or a whole formula. */
function explanationsOf(place) {
  if (place.matches(TERM)) return [explained(place.hash.slice(1))];
  const names = place.dataset.symbol ?? place.dataset.explained;
  return names.split(" ").map(explained);
}

function start() {
  const unlight = { now: () => {} };
  const popover = createPopover(() => unlight.now());
  const show = (place) => {
    const found = explanationsOf(place).filter(Boolean);
    if (found.length === 0) return;
    popover.show(place, found);
    unlight.now = light(found);
  };

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    const place = target.closest(ANY);
    if (place && place !== popover.place()) show(place);
    else if (place || popover.element.contains(target)) popover.keep();
    else popover.leave();
  });
  document.addEventListener("focusin", ({ target }) => {
    const place = target.closest(`${TERM}, ${FORMULA}`);
    if (place && target.matches(":focus-visible")) show(place);
  });
  document.addEventListener("focusout", () => popover.hide());
  document.addEventListener("keydown", ({ key }) => key === "Escape" && popover.hide());
  document.addEventListener("click", (event) => {
    const place = event.target.closest(ANY);
    if (popover.element.contains(event.target)) return;
    if (!place) popover.hide();
    else if (event.pointerType === "touch" && place !== popover.place()) {
      if (place.matches(TERM)) event.preventDefault(); // the second tap follows the link
      show(place);
    }
  });
}

/** The first formula with each symbol, and every equation with any, can be reached by keyboard. */
function makeReachable() {
  const met = new Set();
  for (const formula of document.querySelectorAll("article mjx-container")) {
    const names = [...new Set([...formula.querySelectorAll(SYMBOL)].map((symbol) => symbol.dataset.symbol))];
    if (names.length === 0) continue;
    if (!formula.hasAttribute("display") && names.every((name) => met.has(name))) continue;
    for (const name of names) met.add(name);
    formula.dataset.explained = names.join(" ");
    formula.tabIndex = 0;
    formula.setAttribute("role", "group");
    describe(formula, names);
  }
  for (const link of document.querySelectorAll(TERM)) {
    if (explained(link.hash.slice(1))) describe(link, [link.hash.slice(1)]);
  }
}

const describe = (element, names) =>
  element.setAttribute("aria-describedby", names.map((name) => `explained-${name}`).join(" "));

/** The labels of controls tell what their symbol means. */
function explainLabels() {
  for (const { id, dataset } of document.querySelectorAll(".relu-explanations [data-labels]")) {
    for (const setting of dataset.labels.split(" ").filter(Boolean)) {
      const [explorer, name] = setting.split(".");
      const control = `[data-explorer="${explorer}"] .relu-setting-${name.replaceAll("_", "-")}`;
      for (const label of document.querySelectorAll(`${control} .widget-label`)) {
        label.dataset.explained = id.replace("explained-", "");
      }
      for (const handle of document.querySelectorAll(`${control} .noUi-handle`)) {
        handle.setAttribute("aria-describedby", id);
      }
    }
  }
}

makeReachable();
start();
// the controls come with a script that runs before or after this one
document.addEventListener("DOMContentLoaded", () => Promise.resolve(window.reluWidgets).then(explainLabels));
