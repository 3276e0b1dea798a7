// The TaylorExplorer's view: ReLU against its N-term Taylor model, in time and as lines, with the error laws.
import { band, decibels, marks, remark, stems } from "../view/marks.js";
import { createRender } from "../view/view.js";
import { fixed, hertz, sized } from "../view/words.mjs";
import { taylorCode } from "./code.mjs";
import { taylorPicture } from "./picture.mjs";

const NOTHING = 1e-12;
const FLOOR = -100; // dB
const TOP = 10; // dB
const OVERSHOOT = 0.15; // share of the peak that the chart leaves above it

/** Values far outside the picture are brought near to it: a canvas cannot draw to 1e180. */
function clipped(values, limit) {
  return values.map((value) => Math.min(Math.max(value, -limit), limit));
}

const leaves = ({ axes, readouts: r }) => r.diverges && r.sup > OVERSHOOT * axes.value;

/** Says on the chart itself that the model has left it. */
function offChart(u, picture, colours) {
  if (leaves(picture)) remark(u, "↑ diverging: model off the chart", colours);
}

const timeFigure = {
  title: "In time",
  legend: [
    { text: "ReLU(x)", role: "output", shape: "thick" },
    { text: "Taylor model", role: "model", shape: "line" },
  ],
  x: "Time (s)",
  y: "Value",
  series: (colours) => [
    { stroke: () => colours().output, width: 5, alpha: 0.7, pxAlign: 0, points: { show: false } },
    { stroke: () => colours().model, width: 1.75, pxAlign: 0, points: { show: false } },
  ],
  data: ({ time, output, model, axes }) => [time, output, clipped(model, 10 * axes.value)],
  ranges: ({ axes }) => ({ x: [0, axes.time], y: [-0.15 * axes.value, (1 + OVERSHOOT) * axes.value] }),
  paint: offChart,
  alternative: (picture) =>
    `Chart of ReLU's output and of its Taylor model with ${picture.readouts.terms} terms over ${picture.axes.time} seconds. ` +
    `They differ by at most ${sized(picture.readouts.sup)}${leaves(picture) ? "; the model leaves the chart at the peaks" : ""}.`,
};

const linesFigure = {
  title: "Lines",
  legend: [
    { text: "ReLU", role: "output", shape: "wide" },
    { text: "model", role: "model", shape: "stem" },
    { text: "exact", role: "accent", shape: "circle" },
  ],
  x: "Frequency (Hz)",
  y: "Amplitude (dB)",
  series: () => [{ show: false }],
  data: ({ frequency, modelAmplitude }) => [frequency, modelAmplitude],
  ranges: ({ axes }) => ({ x: band(axes.frequency), y: [FLOOR, TOP] }),
  paint(u, picture, colours) {
    const { frequency, outputAmplitude, modelAmplitude, exact } = picture;
    const level = (amplitude) => decibels(amplitude, NOTHING);
    stems(u, frequency, level(outputAmplitude), { colour: colours.output, width: 5, alpha: 0.7 });
    stems(u, frequency, clipped(level(modelAmplitude), 200), { colour: colours.model, width: 2 });
    marks(u, exact.frequency, level(exact.amplitude), {
      colour: colours.accent,
      halo: colours.paper,
      shape: "circle",
      size: 3,
      most: 90,
    });
    offChart(u, picture, colours);
  },
  alternative: ({ axes, readouts: r }) =>
    `Line spectrum of ReLU and of its Taylor model with ${r.terms} terms from 0 to ${hertz(axes.frequency)}, ` +
    `in decibels. Their DC lines differ by ${sized(r.dc)}.`,
};

function readouts({ readouts: r }) {
  const law = (value) => `the law says ${sized(value)}`;
  return [
    ["Largest error", sized(r.sup), law(r.supLaw)],
    ["RMS error", sized(r.rms), law(r.rmsLaw)],
    ["DC error", sized(r.dc), law(r.dcLaw)],
  ];
}

/** Whether the series converges with this A, and what that means for the numbers. */
function note({ readouts: r }) {
  const scale = `A = ${fixed(r.units, 2)} M² = ${fixed(r.scale, 2)}`;
  if (!r.diverges) {
    return `Converges: ${scale} is at least M²/2. The largest error is at x = 0.`;
  }
  const consequence =
    r.sup > 1.001 * r.supLaw
      ? `with ${r.terms} terms the model is off by ${sized(r.sup)} at the peaks`
      : `with ${r.terms} terms the peaks do not show it yet`;
  return `Diverges: ${scale} is below M²/2, so in the end the peaks run away; ${consequence}.`;
}

export default {
  render: createRender({
    picture: taylorPicture,
    code: taylorCode,
    figures: [timeFigure, linesFigure],
    subject: ({ readouts: r }) => `Taylor model with ${r.terms} terms`,
    readouts,
    note,
    longest: { readouts: { diverges: true, units: 0.36, scale: 0.36, terms: 497, sup: 4.26e118, supLaw: 1 } },
  }),
};
