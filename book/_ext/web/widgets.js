/**
 * ipywidgets without a kernel: brings the controls and explorers that a notebook saved to life in its page.
 *
 * Reads the two kinds of <script> that Jupyter writes (widget state, widget view) and needs nothing else: no
 * RequireJS, no other origin. A widget that fails says so in its own place.
 */
import * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import * as anywidget from "./anywidget_module.js";
import * as controls from "./controls.js";
import "./state_links.js";
import { nextTask } from "../../../src/relu_spectrum/explorers/view/next_task.mjs";

const MODULES = { "@jupyter-widgets/base": base, "@jupyter-widgets/controls": controls, anywidget };
const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
const VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]';

class PageManager extends ManagerBase {
  // Labels are plain text: without this, they would be handed to a MathJax 2 that is not there.
  _rendermime = { latexTypesetter: { typeset() {} } };

  // Every model and every view asks for its class first. Each is a task of its own: a touch never waits for all.
  async loadClass(name, module) {
    await nextTask();
    const found = MODULES[module]?.[name];
    if (!found) throw new Error(`${name} of ${module} is not part of this book's pages`);
    return found;
  }

  async create_view(model, options) {
    const view = await super.create_view(model, options);
    if (view instanceof base.ErrorWidgetView) {
      view.el.onclick = view.el.ondblclick = null;
      fail(view.el, view.model.get("error"));
    }
    if (view instanceof anywidget.AnyView) view.el.dataset.anywidget = "";
    nameSliders(view, model);
    return view;
  }

  async _create_comm() {
    throw new Error("there is no kernel behind this page");
  }

  async _get_comm_info() {
    return {};
  }
}

/** A slider's handle is what the keyboard and screen readers meet: it carries the name of its control. */
function nameSliders(view, model) {
  const name = () => model.get("description_tooltip") || model.get("tooltip") || model.get("description");
  for (const handle of view.el.querySelectorAll(".noUi-handle:not([aria-label])")) {
    handle.setAttribute("aria-label", name() || "value");
  }
}

function fail(place, error) {
  console.error(error);
  const message = document.createElement("p");
  message.className = "relu-failed";
  message.textContent = `This control could not be shown (${error.message}). Reloading the page may help.`;
  place.replaceChildren(message);
}

/** When a view has all its parts: put into the page one by one, they would push each other down. */
async function whole(view) {
  const parts = await Promise.all(view.children_views?.views ?? []);
  await Promise.all(parts.map(whole));
}

async function show(script, manager, loaded) {
  const place = script.closest(".relu-widgets");
  try {
    await loaded;
    const model = await manager.get_model(JSON.parse(script.textContent).model_id);
    const view = await manager.create_view(model);
    await whole(view);
    place.replaceChildren();
    base.JupyterLuminoWidget.attach(view.luminoWidget, place);
    place.dataset.alive = "";
  } catch (error) {
    fail(place, error);
  }
}

/**
 * anywidget reports a module that does not load, or a render that throws, only to the console. Say it in the page: in
 * every view that is still empty a moment after an error.
 */
function watchForFailures() {
  const check = ({ reason, error }) =>
    setTimeout(() => {
      for (const view of document.querySelectorAll("[data-anywidget]:empty")) fail(view, reason ?? error);
    }, 1000);
  window.addEventListener("unhandledrejection", check);
  window.addEventListener("error", check);
}

function start() {
  const manager = new PageManager();
  const state = document.querySelector(STATE);
  const loaded = manager.set_state(JSON.parse(state?.textContent ?? '{"version_major": 2, "state": {}}'));
  loaded.catch(() => {});
  watchForFailures();
  return Promise.all([...document.querySelectorAll(VIEW)].map((script) => show(script, manager, loaded)));
}

// Explorers that need more than they carry find it beside this script.
window.reluAssets = new URL(".", document.currentScript.src).href;
window.reluWidgets = start();
