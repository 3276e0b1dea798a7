// Gives the ipywidgets controls of a panel what they lack: names, values with units, roles, reasons for being idle.
import { excuse, PARTS } from "./idle.js";
import { spoken, wordsAfter } from "./settings.mjs";

/** What a part of a control lacks and always has from then on. */
function nameOnce(element, { label, unit }) {
  if (element.dataset.lmSuppressShortcuts) return;
  element.dataset.lmSuppressShortcuts = "true"; // Jupyter's command mode wants the arrow keys too
  if (element.matches(".noUi-handle")) element.setAttribute("aria-label", label);
  if (!element.matches(".widget-readout")) return;
  element.setAttribute("role", "textbox");
  element.setAttribute("aria-label", `${label}, typed${unit ? ` in ${unit}` : ""}`);
  element.setAttribute("inputmode", "decimal");
  element.spellcheck = false;
}

/** What a slider's handle says. */
function speak(handle, setting, value) {
  const text = spoken(value, setting);
  if (handle.getAttribute("aria-valuetext") !== text) handle.setAttribute("aria-valuetext", text);
}

/** One control: its slider handle, its typed value, or its box to tick. */
function nameControl(control, setting, value) {
  for (const element of control.querySelectorAll(PARTS)) {
    nameOnce(element, setting);
    if (element.matches(".noUi-handle")) speak(element, setting, value);
    else if (element.matches(".widget-readout")) {
      const after = wordsAfter(value, setting);
      if ((element.dataset.unit ?? "") === after) continue;
      if (after) element.dataset.unit = after;
      else delete element.dataset.unit;
    }
  }
}

const classOf = (name) => `.relu-setting-${name.replace("_", "-")}`;

const bringsElements = ({ addedNodes }) => {
  for (const { nodeType } of addedNodes) if (nodeType === Node.ELEMENT_NODE) return true;
  return false;
};

/**
 * Names every control of the panel, now and whenever one appears; a slider that speaks, at once.
 * @param {HTMLElement} panel holds each control under the class relu-setting-NAME
 * @param {object} settings name -> description
 * @param {(name: string) => unknown} current
 * @param {() => object} reasons why controls cannot change the picture: name -> words
 * @returns {{tend: () => void, stop: () => void}} tend: now, because the reasons may have changed
 */
export function nameControls(panel, settings, current, reasons) {
  const names = Object.keys(settings);
  const known = new WeakMap(); // handle -> name of its setting
  const tend = () => {
    const why = reasons();
    for (const [name, setting] of Object.entries(settings)) {
      for (const control of panel.querySelectorAll(classOf(name))) {
        nameControl(control, setting, current(name));
        excuse(control, why[name]);
      }
    }
    observer.takeRecords(); // what we just wrote is no news
  };
  const hear = (handle) => {
    if (!known.has(handle))
      known.set(
        handle,
        names.find((name) => handle.closest(classOf(name))),
      );
    const name = known.get(handle);
    if (name) speak(handle, settings[name], current(name));
  };
  const observer = new MutationObserver((news) => {
    for (const { type, target } of news) if (type === "attributes") hear(target);
    if (news.some(bringsElements)) tend();
    observer.takeRecords();
  });
  observer.observe(panel, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["aria-valuetext"],
  });
  tend();
  return { tend, stop: () => observer.disconnect() };
}
