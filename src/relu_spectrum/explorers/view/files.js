// Files that a reader chooses or drops.
import { make } from "./elements.js";

/** A button that asks for a file, and the field behind it, which must be in the page, too. */
export function filePicker(text, take) {
  const button = make("button", "relu-reset", text);
  button.type = "button";
  const input = make("input", "");
  Object.assign(input, { type: "file", hidden: true });
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    if (input.files.length > 0) take(input.files[0]);
    input.value = ""; // the same file again is a choice, too
  });
  return { button, input };
}

/** A file that is dropped anywhere on the panel; while one hovers there, the panel shows it. */
export function takeDrops(panel, take) {
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
