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

/** One control: its slider handle, its typed value, or its box to tick. */
function nameControl(control, setting, value) {
  for (const element of control.querySelectorAll(PARTS)) {
    nameOnce(element, setting);
    if (element.matches(".noUi-handle")) {
      const text = spoken(value, setting);
      if (element.getAttribute("aria-valuetext") !== text) element.setAttribute("aria-valuetext", text);
    } else if (element.matches(".widget-readout")) {
      const after = wordsAfter(value, setting);
      if ((element.dataset.unit ?? "") === after) continue;
      if (after) element.dataset.unit = after;
      else delete element.dataset.unit;
    }
  }
}

const classOf = (name) => `.relu-setting-${name.replace("_", "-")}`;

const bringsElements = ({ addedNodes }) => [...addedNodes].some(({ nodeType }) => nodeType === Node.ELEMENT_NODE);

/**
 * Names every control of the panel, now and whenever one appears; a slider that speaks, at once.
 * @param {HTMLElement} panel holds each control under the class relu-setting-NAME
 * @param {object} settings name -> description
 * @param {(name: string) => unknown} current
 * @param {() => object} reasons why controls cannot change the picture: name -> words
 * @returns {{tend: () => void, stop: () => void}} tend: now, because the reasons may have changed
 */
export function nameControls(panel, settings, current, reasons) {
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
  const hear = (slider) => {
    const name = Object.keys(settings).find((one) => slider.closest(classOf(one)));
    if (name) nameControl(slider.closest(classOf(name)), settings[name], current(name));
  };
  const observer = new MutationObserver((news) => {
    if (news.some(bringsElements)) return tend();
    for (const { type, target } of news) if (type === "attributes") hear(target);
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
