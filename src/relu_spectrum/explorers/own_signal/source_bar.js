// Where the reader's own signal comes from: a file that is chosen or dropped, or the microphone; and what is said of it.
import { make } from "../view/elements.js";

const HINT = "or drop one here: WAV, CSV, NPY, or a sound that your browser plays. It stays on your machine.";

function button(text) {
  const element = make("button", "relu-reset", text);
  element.type = "button";
  return element;
}

/** A file that is dropped anywhere on the panel; while one hovers there, the panel shows it. */
function takeDrops(panel, take) {
  const ended = new AbortController();
  const on = (event, heard) => panel.addEventListener(event, heard, { signal: ended.signal });
  const hover = (over) => panel.toggleAttribute("data-drop", over);
  on("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    hover(true);
  });
  on("dragleave", (event) => panel.contains(event.relatedTarget) || hover(false));
  on("drop", (event) => {
    event.preventDefault();
    hover(false);
    if (event.dataTransfer.files.length > 0) take(event.dataTransfer.files[0]);
  });
  return () => ended.abort();
}

/**
 * @param {{open: (file: File) => void, choose: (channel: number) => void}} actions
 * @param {{element: HTMLElement}} recorder a button of its own, see microphone.js
 */
export function createSourceBar({ open, choose }, recorder) {
  const input = make("input", "");
  Object.assign(input, { type: "file", hidden: true });
  const pick = button("Choose a file");
  const select = make("select", "");
  const channels = make("label", "relu-channels", "Channel ", select);
  const words = make("span", "relu-source-words", HINT);
  const progress = make("progress", "");
  Object.assign(progress, { max: 1, value: 0, hidden: true });
  progress.setAttribute("aria-label", "Work on the signal");
  const wrong = make("p", "relu-wrong");
  wrong.setAttribute("role", "alert");
  channels.hidden = true;
  const parts = [pick, recorder.element, channels, words, progress];
  const element = make("div", "relu-source", ...parts, input, wrong);

  pick.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    if (input.files.length > 0) open(input.files[0]);
    input.value = ""; // the same file again is a choice, too
  });
  select.addEventListener("change", () => choose(Number(select.value)));
  return {
    element,
    takeDrops: (panel) => takeDrops(panel, open),
    /** How far the work is, 0 to 1; null when it is done. */
    work(share) {
      progress.hidden = share === null;
      if (share !== null) progress.value = share;
    },
    refuse(message) {
      wrong.textContent = message;
    },
    /** Says which signal is the reader's. */
    name(text, count) {
      words.textContent = text;
      channels.hidden = count < 2;
      select.replaceChildren(...Array.from({ length: count }, (_, i) => new Option(String(i + 1), String(i))));
    },
  };
}
