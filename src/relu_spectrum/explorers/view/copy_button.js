// A button that copies a text and says so.
import { make } from "./elements.js";

const SAID = 2000; // ms

/** Where the page may not use the clipboard (some browsers, from the disk): the older way, by a selection. */
function copySelected(text) {
  const area = make("textarea", "");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  const before = document.activeElement;
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before?.focus({ preventScroll: true });
  return done;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

/**
 * @param {string} label
 * @param {() => string} text what to copy, asked for when the button is pressed
 * @returns {HTMLButtonElement}
 */
export function copyButton(label, text) {
  const button = make("button", "relu-reset relu-copy", label);
  button.type = "button";
  button.setAttribute("aria-live", "polite");
  let timer = 0;
  button.addEventListener("click", async () => {
    const done = await copy(text());
    button.textContent = done ? "Copied" : "Not copied";
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = label;
    }, SAID);
  });
  return button;
}
