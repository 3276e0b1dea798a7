// Where the files come from: the reader's machine or the book's examples; and what is wrong with one.
import { make } from "../view/elements.js";
import { filePicker } from "../view/files.js";

const HINT = "or drop one here. It stays on your machine.";

/**
 * @param {{open: (file: File) => void, compare: (file: File) => void, example: (name: string) => void, alone: () => void}} actions
 * @param {Record<string, string>} examples name -> words; none in a report
 */
export function createSourceBar({ open, compare, example, alone }, examples) {
  const own = filePicker("Choose a saved probe", open);
  const other = filePicker("Compare with another", compare);
  const stop = make("button", "relu-reset", "Compare no more");
  Object.assign(stop, { type: "button", hidden: true });
  stop.addEventListener("click", alone);
  const select = make("select", "");
  select.setAttribute("aria-label", "Example");
  select.append(
    new Option("choose …", ""),
    ...Object.entries(examples).map(([name, words]) => new Option(words, name)),
  );
  select.addEventListener("change", () => select.value && example(select.value));
  const list = make("label", "relu-probe-pick", "Example ", select);
  list.hidden = Object.keys(examples).length === 0;
  const words = make("span", "relu-probe-hint", HINT);
  const wrong = make("p", "relu-probe-wrong");
  wrong.setAttribute("role", "alert");
  const parts = [own.button, words, list, other.button, stop, own.input, other.input, wrong];
  return {
    element: make("div", "relu-probe-source", ...parts),
    refuse(message) {
      wrong.textContent = message;
    },
    /** Says which example is shown, if it is one, and whether two files are. */
    show(name, compared) {
      select.value = name;
      stop.hidden = !compared;
    },
  };
}
