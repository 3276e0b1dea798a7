// The view of an explorer: figures, readouts and Reset, from mounting to clean-up.
import { nameControls } from "./accessibility.js";
import { afterFrame } from "./after_frame.js";
import { createAnnouncer } from "./announcer.js";
import { createChart } from "./chart.js";
import { codeBlock } from "./code_block.js";
import { figure, make, readouts, write } from "./elements.js";
import { nextTask } from "./next_task.mjs";
import { createPlayer } from "./player.js";
import { schedule } from "./schedule.js";
import { allowed } from "./settings.mjs";
import { createSupply } from "./supply.js";
import { lit, paintElement, watchTheme } from "./theme.js";

const ROWS = 3; // of readouts

/** All that a picture says, for those who do not see it. */
function sentence({ subject, readouts, note }, picture) {
  const rows = readouts(picture).map(([term, ...said]) => `${term}: ${said.filter(Boolean).join(", ")}.`);
  return [subject && `${subject(picture)}.`, ...rows, note?.(picture)].filter(Boolean).join(" ");
}

/** What one explorer shows: its elements, how a picture is put into them, and how it is put into words. */
function build(explorer, colours) {
  const figures = explorer.figures.map(({ title, legend }) => figure(title, legend));
  const rows = readouts(ROWS);
  const said = make("span", "");
  const note = make("p", "relu-note", said);
  if (explorer.longest) note.dataset.longest = explorer.note(explorer.longest);
  const announcer = createAnnouncer();
  const reset = make("button", "relu-reset", "Reset");
  reset.type = "button";
  const charts = make("div", "relu-view-charts", ...figures.map(({ element }) => element));
  const root = make("div", "relu-explorer-view", charts, rows.element, note, announcer.element, reset);
  const code = explorer.code && codeBlock(explorer.code);
  const foot = make("div", "relu-foot", ...(code ? [code.element] : []));
  root.append(foot);
  if (explorer.credit) root.append(make("p", "relu-credit", ...explorer.credit()));
  const plots = explorer.figures.map((spec, i) => createChart(figures[i].chart, spec, colours));
  const show = (picture) => {
    for (const plot of plots) plot.show(picture);
    rows.show(explorer.readouts(picture));
    write(said, explorer.note?.(picture) ?? "");
    code?.show(picture);
  };
  const say = (picture) => {
    figures.forEach(({ chart }, i) => {
      chart.setAttribute("aria-label", explorer.figures[i].alternative(picture));
    });
    announcer.say(sentence(explorer, picture));
  };
  const hosts = figures.map(({ chart }) => chart);
  return { root, reset, foot, charts, plots, hosts, show, say, announcer };
}

/**
 * What an explorer declares. A "picture" is what its `picture` gave, with the `settings` that it shows.
 *
 * - picture(settings, supply): all that is drawn and said, computed; needs no page. Or a promise of it, which is kept if
 *   the settings are still the same then; null keeps the last picture
 * - figures: [{title, legend: [{text, role, shape}], alternative(picture): words for the chart, and what chart.js takes}]
 * - readouts(picture): three rows [term, value, detail]
 * - perhaps code(settings, readouts): Python that computes these with the package
 * - perhaps subject(picture), what is shown, and note(picture), what follows from it: with the readouts they are
 *   announced to screen readers; longest, as much of a picture as gives the longest note, for which there is room: what
 *   stands below does not move
 * - perhaps idle(settings): {name: reason} of the settings that cannot change the picture as the others stand, in words
 *   short enough to stand under the slider: "silent: a₂ is 0"
 * - perhaps needs (what must be there before: see supply.js), play (see player.js), settle(settings) -> those that go
 *   together, follow(settings) -> other values of the model that depend on them, credit() -> words at the end
 *
 * @param {object} explorer
 * @returns {(context: {model: object, el: HTMLElement}) => () => void} anywidget's `render`
 */
export function createRender(explorer) {
  return ({ model, el }) => {
    const settings = model.get("_settings");
    const names = Object.keys(settings);
    let [palette, themeName, asked, picture, panel, controls] = [{}, "", null, null, null, null];
    let [promised, inLight] = [null, palette];
    const undo = [];
    const view = build(explorer, () => inLight);
    const restyle = (roles) => {
      inLight = lit(palette, roles);
      if (picture) for (const plot of view.plots) plot.restyle();
    };
    const { root, reset } = view;
    const current = (name) => allowed(model.get(name), settings[name]);
    const settle = explorer.settle ?? ((values) => values);
    const state = () => settle(Object.fromEntries(names.map((name) => [name, current(name)])));
    const withFollowers = (values) => ({ ...explorer.follow?.(values), ...values });

    const set = (values) => {
      const changed = Object.keys(values).filter((name) => model.get(name) !== values[name]);
      for (const name of changed) model.set(name, values[name]);
      if (changed.length > 0) model.save_changes();
    };
    const rest = afterFrame(() => {
      set(withFollowers(state())); // a typed value that is not allowed gives way to the nearest one that is
      if (picture) view.say(picture);
      controls?.tend();
    });
    const redraw = schedule(() => {
      const now = state();
      rest.request();
      if (supply && !supply.value()) return;
      if (asked && names.every((name) => now[name] === asked[name])) return;
      asked = now;
      const made = explorer.picture(now, supply?.value());
      promised = made instanceof Promise && made.then((found) => found && asked === now && present(found, now));
      if (!promised) present(made, now);
    });
    const present = (made, now) => {
      picture = { ...made, settings: now };
      view.show(picture);
      rest.request();
      root.dispatchEvent(new CustomEvent("relu:drawn", { bubbles: true, detail: now }));
    };
    for (const name of names) {
      model.on(`change:${name}`, redraw.request);
      undo.push(() => model.off(`change:${name}`, redraw.request));
    }
    const restore = () => {
      set(withFollowers(Object.fromEntries(names.map((name) => [name, settings[name].initial]))));
    };
    const supply =
      explorer.needs && createSupply(explorer.needs, { model, root, place: view.charts, arrived: redraw.request });
    reset.addEventListener("click", restore);
    const player =
      explorer.play &&
      createPlayer(explorer.play, {
        value: () => current(explorer.play.setting),
        set: (value) => set(withFollowers({ [explorer.play.setting]: value })),
      });
    const buttons = player ? [player.element, reset] : [reset];
    if (player) {
      reset.before(player.element);
      reset.addEventListener("click", player.pause);
    }

    const join = () => {
      panel = root.closest(".relu-explorer");
      if (!panel) return;
      paintElement(panel, palette, themeName);
      const box = panel.querySelector(".relu-controls");
      box?.append(...buttons);
      box?.setAttribute("data-lm-suppress-shortcuts", ""); // Jupyter leaves arrow keys to our sliders
      controls = nameControls(panel, settings, current, () => explorer.idle?.(state()) ?? {});
      undo.push(...buttons.map((button) => () => button.remove()), controls.stop);
      root.dispatchEvent(new CustomEvent("relu:ready", { bubbles: true })); // the page may give it a state
    };
    const resizes = new ResizeObserver(() => {
      if (!panel) join();
      view.hosts.forEach((host, i) => {
        const { clientWidth: width, clientHeight: height } = host;
        if (width > 0 && height > 0) view.plots[i].resize({ width, height });
      });
    });
    const unwatch = watchTheme((colours, name) => {
      [palette, themeName] = [colours, name];
      paintElement(root, palette, name);
      if (panel) paintElement(panel, palette, name);
      restyle([]);
    });

    root.explorer = {
      ...{ name: model.get("_name"), settings, foot: view.foot, state },
      drawn: () => (view.plots.every((plot) => plot.made()) ? picture : null),
      set: (values) => set(withFollowers(values)),
      refresh() {
        asked = null;
        redraw.request();
      },
      settled: async () => void (await promised),
      columns: () => explorer.figures.map(({ data }) => data(picture)),
      redrawCharts() {
        for (const plot of view.plots) plot.show(picture);
      },
      say: view.announcer.lead,
      light: restyle,
    };
    el.append(root);
    nextTask().then(redraw.request);
    for (const host of [root, ...view.hosts]) resizes.observe(host);
    return () => {
      redraw.stop();
      rest.stop();
      asked = null; // a promised picture comes to nobody
      supply?.stop();
      player?.stop();
      view.announcer.stop();
      unwatch();
      resizes.disconnect();
      reset.removeEventListener("click", restore);
      for (const step of undo) step();
      for (const plot of view.plots) plot.destroy();
      root.remove();
    };
  };
}
