// Words beside a control that cannot change the picture as things stand.
import { make } from "./elements.js";

/** What of a control is reached by the keyboard. */
export const PARTS = ".noUi-handle, .widget-readout, input";

const identity = () => `relu-idle-${Math.random().toString(36).slice(2)}`;

/** Puts the reason beside the control, for eyes and screen readers, and takes it away where there is none. */
export function excuse(control, reason = "") {
  let words = control.querySelector(".relu-idle");
  if ((words?.textContent ?? "") === reason) return;
  if (!words) {
    words = make("span", "relu-idle");
    words.id = identity();
    control.append(words);
  }
  words.textContent = reason;
  control.toggleAttribute("data-idle", reason !== "");
  for (const element of control.querySelectorAll(PARTS)) {
    if (reason) element.setAttribute("aria-describedby", words.id);
    else element.removeAttribute("aria-describedby");
  }
}
