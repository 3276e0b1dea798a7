// Code that computes the numbers of the present state with the package: folded, and copied by a button.
import { copyButton } from "./copy_button.js";
import { make } from "./elements.js";

/**
 * @param {(settings: object, readouts: object) => string} written Python for these settings, which give these readouts
 * @returns {{element: HTMLElement, show: (picture: object) => void}}
 */
export function codeBlock(written) {
  let picture;
  const write = () => written(picture.settings, picture.readouts);
  const code = make("code", "");
  const summary = make("summary", "", "Code for this state");
  const copy = copyButton("Copy code", write);
  const element = make("details", "relu-state-code", summary, make("pre", "", code), copy);
  const update = () => {
    if (element.open && picture) code.textContent = write();
  };
  element.addEventListener("toggle", update);
  return {
    element,
    show(now) {
      picture = now;
      update();
    },
  };
}
