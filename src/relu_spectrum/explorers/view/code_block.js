// Code that computes the numbers of the present state with the package: folded, and copied by a button.
import { copyButton } from "./copy_button.js";
import { make } from "./elements.js";

/**
 * @param {(settings: object) => string} write Python for these settings
 * @returns {{element: HTMLElement, show: (settings: object) => void}}
 */
export function codeBlock(write) {
  let settings;
  const code = make("code", "");
  const summary = make("summary", "", "Code for this state");
  const copy = copyButton("Copy code", () => write(settings));
  const element = make("details", "relu-state-code", summary, make("pre", "", code), copy);
  const update = () => {
    if (element.open && settings) code.textContent = write(settings);
  };
  element.addEventListener("toggle", update);
  return {
    element,
    show(now) {
      settings = now;
      update();
    },
  };
}
