// The viewer of saved probes: what is shown of one file, or of two, and what the reader picks in it.
import { createAnnouncer } from "../view/announcer.js";
import { createChart } from "../view/chart.js";
import { figure, make } from "../view/elements.js";
import { takeDrops } from "../view/files.js";
import { paintElement, watchTheme } from "../view/theme.js";
import { factsElement, tableElement } from "./facts.js";
import { createMapFigure, dcFigure, powerFigure, spectrumFigure } from "./figures.js";
import { amplitudes, mapOf, spectrumOf } from "./levels.mjs";
import { readProbe } from "./read_probe.mjs";
import { createSourceBar } from "./source_bar.js";
import { counted, parameterWords } from "./words.mjs";

function picker(text, changed) {
  const select = make("select", "");
  select.setAttribute("aria-label", text); // a label's own name would hold all that can be chosen
  select.addEventListener("change", () => changed(Number(select.value)));
  const fill = (names, at) => {
    select.replaceChildren(...names.map((name, n) => new Option(name, String(n))));
    select.value = String(at);
  };
  return { element: make("label", "relu-probe-pick", `${text} `, select), fill };
}

/** All that is drawn and said of two files (or one), a record, a channel kept (null: all) and a side. */
function pictureOf({ first, second, at, place, side }) {
  const record = first.records[at];
  const none = { why: "The file has no records" };
  if (!record) return { first, second, at, place, side, spectrum: none, map: none, record: { unit: "Hz", kept: [] } };
  const spectrum = spectrumOf(record, place);
  const levels = record.spectra ? amplitudes(record.spectra, place) : null;
  return { first, second, at, place, side, record, spectrum, levels, map: mapOf(record, side) };
}

const SIDES = ["before", "after"];

/**
 * @param {HTMLElement} root
 * @param {{examples: Record<string, string>, load: (name: string) => Promise<object>}} sources the book's examples
 * @returns {{show: (probe: object) => void, example: (name: string) => Promise<void>}}
 */
export function createViewer(root, { examples, load }) {
  let [palette, picture, asked] = [{}, null, 0];
  const state = { first: null, second: null, at: 0, place: null, side: "after", example: "" };
  const specs = [dcFigure, powerFigure, spectrumFigure, createMapFigure()];
  const figures = specs.map(({ title, legend }) => figure(title, legend));
  const scale = make("span", "relu-probe-scale", "−80 dB ", make("i", ""), " tallest");
  figures[3].element.querySelector("ul").replaceWith(scale);
  const whys = figures.slice(2).map(({ element }) => element.appendChild(make("p", "relu-probe-note")));
  const facts = make("div", "");
  const place = make("div", "");
  const words = make("p", "relu-probe-note");
  const announcer = createAnnouncer();
  let table = null;

  const update = (changes) => {
    Object.assign(state, changes);
    draw();
  };
  const records = picker("Activation", (at) => update({ at, place: null }));
  const channels = picker("Channel", (n) => update({ place: n === 0 ? null : n - 1 }));
  const sides = picker("Map", (n) => update({ side: SIDES[n] }));

  function draw() {
    picture = pictureOf(state);
    const { record, spectrum, map } = picture;
    records.fill(
      state.first.records.map(({ name }) => name),
      state.at,
    );
    channels.fill(
      ["all, root mean square", ...Array.from(record.kept, String)],
      state.place === null ? 0 : state.place + 1,
    );
    sides.fill(SIDES, SIDES.indexOf(state.side));
    specs.forEach((spec, n) => {
      charts[n].show(picture);
      figures[n].chart.setAttribute("aria-label", spec.alternative(picture));
    });
    [spectrum, map].forEach(({ why }, n) => {
      whys[n].textContent = why ? `${why}.` : "";
      figures[n + 2].chart.hidden = Boolean(why);
    });
    words.textContent = parameterWords(record);
    table.choose(state.at);
    announcer.say(`${specs[2].alternative(picture)}`);
  }

  /** Shows files from the beginning. */
  function present(changes) {
    Object.assign(state, { at: 0, place: null }, changes);
    const { first, second } = state;
    facts.replaceChildren(...factsElement(state));
    table = tableElement(state, (at) => update({ at, place: null }));
    place.replaceChildren(table.element);
    root.toggleAttribute("data-shown", true);
    bar.show(state.example, Boolean(second));
    draw();
    announcer.lead(`${first.model}: ${counted(first)}${second ? `, compared with ${second.model}` : ""}.`);
  }

  /** What comes last is shown; what is wrong with it is said, and what was shown stays. */
  async function take(found, show) {
    asked += 1;
    const mine = asked;
    bar.refuse("");
    try {
      const probe = await found();
      if (mine === asked) show(probe);
    } catch (error) {
      if (mine === asked) bar.refuse(error.message);
    }
  }
  const open = (file) =>
    take(
      () => readProbe(file),
      (first) => present({ first, second: null, example: "" }),
    );
  const example = (name) =>
    take(
      () => load(name),
      (first) => present({ first, second: null, example: name }),
    );
  const compare = (file) =>
    state.first
      ? take(
          () => readProbe(file),
          (second) => present({ second }),
        )
      : open(file);
  const bar = createSourceBar({ open, compare, example, alone: () => present({ second: null }) }, examples);

  const charts = figures.map(({ chart }, n) => createChart(chart, specs[n], () => palette));
  const pickers = make("div", "relu-probe-pickers", records.element, channels.element, sides.element);
  const pair = (...some) => make("div", "relu-probe-pair", ...some.map(({ element }) => element));
  const shown = make("div", "relu-probe-shown", facts, pair(...figures.slice(0, 2)), place, pickers);
  shown.append(pair(...figures.slice(2)), words);
  root.replaceChildren(bar.element, shown, announcer.element);
  takeDrops(root, open);
  const sizes = new ResizeObserver(() => {
    figures.forEach(({ chart: { clientWidth: width, clientHeight: height } }, n) => {
      if (width > 0 && height > 0) charts[n].resize({ width, height });
    });
  });
  for (const { chart } of figures) sizes.observe(chart);
  watchTheme((colours, name) => {
    palette = colours;
    paintElement(root, colours, name);
    if (picture) for (const chart of charts) chart.restyle();
  });
  root.viewer = { columns: () => specs.map((spec) => spec.data(picture)), picture: () => picture };
  return { show: (first) => present({ first, second: null, example: "" }), example };
}
