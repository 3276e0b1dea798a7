// Where the reader's own signal comes from: a file that is chosen or dropped, or the microphone; and what is said of it.
import { make } from "../view/elements.js";
import { filePicker, takeDrops } from "../view/files.js";

const HINT = "or drop one here: WAV, CSV, NPY, NPZ, or a sound that your browser plays. It stays on your machine.";

/**
 * @param {{open: (file: File) => void, choose: (channel: number) => void}} actions
 * @param {{element: HTMLElement}} recorder a button of its own, see microphone.js
 */
export function createSourceBar({ open, choose }, recorder) {
  const { button: pick, input } = filePicker("Choose a file", open);
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
