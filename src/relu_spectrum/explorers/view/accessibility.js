// Gives the ipywidgets controls of a panel what they lack: names, values with units, roles, reasons for being idle.
import { excuse } from "./idle.js";
import { spoken, wordsAfter } from "./settings.mjs";

/** One control: its slider handle, its typed value, or its box to tick. */
function nameControl(control, setting, value) {
  for (const element of control.querySelectorAll(".noUi-handle, .widget-readout, input")) {
    element.dataset.lmSuppressShortcuts = "true"; // Jupyter's command mode wants the arrow keys too
  }
  const handle = control.querySelector(".noUi-handle");
  if (handle) {
    const text = spoken(value, setting);
    handle.setAttribute("aria-label", setting.label);
    if (handle.getAttribute("aria-valuetext") !== text) handle.setAttribute("aria-valuetext", text);
  }
  const readout = control.querySelector(".widget-readout");
  if (readout) {
    const unit = setting.unit ? ` in ${setting.unit}` : "";
    readout.setAttribute("role", "textbox");
    readout.setAttribute("aria-label", `${setting.label}, typed${unit}`);
    readout.setAttribute("inputmode", "decimal");
    readout.spellcheck = false;
    const after = wordsAfter(value, setting);
    if (after) readout.dataset.unit = after;
    else delete readout.dataset.unit;
  }
}

/**
 * Names every control of the panel, now and whenever one appears or its slider speaks.
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
      for (const control of panel.querySelectorAll(`.relu-setting-${name.replace("_", "-")}`)) {
        nameControl(control, setting, current(name));
        excuse(control, why[name]);
      }
    }
    observer.takeRecords(); // what we just wrote is no news
  };
  const observer = new MutationObserver(tend);
  observer.observe(panel, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["aria-valuetext"],
  });
  tend();
  return { tend, stop: () => observer.disconnect() };
}
