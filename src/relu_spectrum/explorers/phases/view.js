// The PhaseExplorer's view: ReLU's lines and its model's, with the error of each; DC against the phase of one tone.
import { level } from "../view/channel_marks.js";
import { dots } from "../view/cloud_marks.js";
import { band, decibels, marks, remark, stems } from "../view/marks.js";
import { createRender } from "../view/view.js";
import { fixed, hertz, percent, sized } from "../view/words.mjs";
import { phaseCode } from "./code.mjs";
import { phasePicture } from "./picture.mjs";

const NOTHING = 1e-12;
const FLOOR = -65; // dB; what is folded from above 512 Hz lies below
const TOP = 10; // dB

const linesFigure = {
  title: "Line by line",
  legend: [
    { text: "ReLU, measured", role: "output", shape: "wide" },
    { text: "model", role: "model", shape: "stem" },
    { text: "error", role: "alias", shape: "dot" },
  ],
  x: "Frequency (Hz)",
  y: "Amplitude (dB)",
  series: () => [{ show: false }],
  data: ({ frequency, outputAmplitude }) => [frequency, outputAmplitude],
  ranges: ({ axes }) => ({ x: band(axes.frequency), y: [FLOOR, TOP] }),
  paint(u, { frequency, outputAmplitude, modelAmplitude, error }, colours) {
    const at = (amplitude) => decibels(amplitude, NOTHING);
    stems(u, frequency, at(outputAmplitude), { colour: colours.output, width: 5, alpha: 0.7 });
    stems(u, frequency, at(modelAmplitude), { colour: colours.model, width: 2 });
    dots(u, frequency, at(error), colours.alias, 2.25);
  },
  alternative: ({ axes, readouts: r, settings: s }) =>
    `Line spectrum of ReLU and of its model with ${s.n_terms} terms from 0 to ${hertz(axes.frequency)}, in decibels, ` +
    `and how far the two are apart at each line: at most ${sized(r.worstError)}, at ${hertz(r.worst)}.`,
};

const phaseFigure = {
  title: "DC against the phase",
  legend: [
    { text: "DC of ReLU", role: "output", shape: "line" },
    { text: "now", role: "output", shape: "circle" },
    { text: "model", role: "model", shape: "diamond" },
    { text: "mean", role: "muted", shape: "dashed" },
  ],
  x: "Phase φ (°)",
  xAxis: { incrs: [45, 90, 180] },
  y: "DC",
  series: (colours) => [{ stroke: () => colours().output, width: 2, pxAlign: 0, points: { show: false } }],
  data: ({ phase, dc }) => [phase, dc],
  ranges: ({ axes }) => ({ x: [-10, 370], y: axes.dc }),
  paint(u, { axes, readouts: r, settings: s }, colours) {
    const look = { halo: colours.paper, size: 5 };
    level(u, r.mean, colours.muted);
    marks(u, [s.phase], [r.dcModel], { ...look, colour: colours.model, shape: "diamond" });
    marks(u, [s.phase], [r.dcExact], { ...look, colour: colours.output, shape: "circle" });
    if (r.dcModel > axes.dc[1]) remark(u, `↑ model: ${fixed(r.dcModel, 3)}, off the chart`, colours);
  },
  alternative: ({ readouts: r, settings: s }) =>
    `DC of ReLU against the phase of the ${hertz(s.frequency)} tone: from ${fixed(r.least)} to ${fixed(r.most)}, ` +
    `${fixed(r.dcExact)} at ${s.phase} degrees.`,
};

/** One side of a relation: "2 × 5 + 10". */
function side(multiples, frequencies, sign) {
  const terms = frequencies.flatMap((f, i) => {
    const times = sign * multiples[i];
    return times > 0 ? [times === 1 ? `${f}` : `${times}\u00a0×\u00a0${f}`] : [];
  });
  return terms.join(" + ");
}

/** A relation as an equation, the moved tone on its right: "3 × 5 = 15". */
function equation({ multiples }, frequencies) {
  return `${side(multiples, frequencies, -1)} = ${side(multiples, frequencies, 1)}`;
}

/** Which relation ties the tone's phase to DC, and how strongly. */
function note({ readouts: r, settings: s }) {
  const holds = `${equation(r.relation, r.frequencies)}, ${r.relation.order} terms`;
  if (s.bias !== 0) return `Lowest relation, odd ones counting too because of the bias: ${holds}.`;
  if (r.oddRelation.order === r.relation.order) return `Lowest even relation: ${holds}.`;
  const odd = `${equation(r.oddRelation, r.frequencies)} has ${r.oddRelation.order} terms, an odd number`;
  return `Lowest even relation: ${holds}. (${odd}: without a bias it does not count.)`;
}

function readouts({ readouts: r, settings: s }) {
  return [
    ["DC", `${fixed(r.dcMeasured)} measured`, `${fixed(r.dcExact)} exact, ${fixed(r.dcModel)} in the model`],
    [
      "DC at all phases",
      `${fixed(r.least)} to ${fixed(r.most)}`,
      `${r.range < 0.0005 ? "less than 0.1 %" : percent(r.range)} of the mean, ${fixed(r.mean)}`,
    ],
    [
      `Model, ${s.n_terms} ${s.n_terms === 1 ? "term" : "terms"}`,
      r.dcMeasured < NOTHING ? "ReLU is zero throughout" : `${percent(r.error, 2)} off ReLU`,
      `a line at most ${sized(r.worstError, 2)}, at ${hertz(r.worst)}`,
    ],
  ];
}

function subject({ settings: s }) {
  const also = s.paper_tones ? "tones of 5, 20 and 40 Hz" : "a tone of 5 Hz";
  const bias = s.bias === 0 ? "" : `, bias ${fixed(s.bias, 2)}`;
  return `ReLU of ${also} and one of ${hertz(s.frequency)}, amplitude ${fixed(s.amplitude, 2)}, phase ${s.phase}°${bias}`;
}

export default {
  render: createRender({
    picture: phasePicture,
    code: phaseCode,
    figures: [linesFigure, phaseFigure],
    subject,
    readouts,
    note,
    longest: {
      settings: { bias: 0 },
      readouts: {
        frequencies: [34, 5, 20, 40],
        relation: { order: 12, multiples: [5, -2, -2, -3] },
        oddRelation: { order: 11, multiples: [5, -2, 0, -4] },
      },
    },
  }),
};
