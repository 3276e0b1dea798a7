// What a saved probe says of itself, its numbers as a table, and how to read them.
import { make } from "../view/elements.js";
import { tableOf } from "./rows.mjs";
import { factsOf, notesOf } from "./words.mjs";

const OPEN = 3; // so many notes are shown at once

const facts = (probe) =>
  make(
    "dl",
    "relu-probe-facts",
    ...factsOf(probe).map(([term, told]) => make("div", "", make("dt", "", term), make("dd", "", told))),
  );

/** Files side by side; what they say of their numbers is the first one's. */
export function factsElement({ first, second }) {
  const both = second ? [facts(first), make("p", "relu-probe-with", "compared with"), facts(second)] : [facts(first)];
  const about = Object.entries(first.about).map(([topic, words]) =>
    make("p", "", make("strong", "", topic), `: ${words}`),
  );
  const folded = make("details", "relu-probe-about", make("summary", "", "How to read the numbers"), ...about);
  return [...both, folded, ...notesElement(notesOf(first))];
}

/** Why some numbers are not known; folded where there are many such records. */
function notesElement(notes) {
  const lines = notes.map((note) => make("p", "relu-probe-note", note));
  if (lines.length <= OPEN) return lines;
  const summary = make("summary", "", `? Some numbers of ${lines.length} records are not known`);
  return [make("details", "relu-probe-about", summary, ...lines)];
}

/** The table, which scrolls as those of the book do; a press on a name shows the spectrum of that record. */
export function tableElement({ first, second }, pick) {
  const { header, rows } = tableOf(first, second);
  const head = make("tr", "", ...header.map((name) => Object.assign(make("th", "", name), { scope: "col" })));
  const body = rows.map(([name, ...cells], at) => {
    const button = make("button", "", name);
    button.type = "button";
    button.addEventListener("click", () => pick(at));
    const row = make("tr", "", Object.assign(make("th", "", button), { scope: "row" }));
    row.append(...cells.map((cell) => make("td", "", cell)));
    return row;
  });
  const region = make(
    "div",
    "relu-probe-table pst-scrollable-table-container",
    make("table", "", make("thead", "", head), make("tbody", "", ...body)),
  );
  Object.assign(region, { tabIndex: 0, role: "region", ariaLabel: "What each activation function does" });
  return {
    element: region,
    choose: (at) =>
      body.forEach((row, n) => {
        row.firstChild.firstChild.setAttribute("aria-pressed", String(n === at));
      }),
  };
}
