// The two figures of the OwnSignalExplorer, and what is said beside them.
import { band, harmonicMarks } from "../view/marks.js";
import { fixed, hertz, percent, sized } from "../view/words.mjs";

const [FLOOR, TOP] = [-100, 10]; // dB
const NOTHING = 1e-8; // of the tallest line: not drawn

const levels = (amplitude, tallest) =>
  Float64Array.from(amplitude, (a) => 20 * Math.log10(Math.max(tallest > 0 ? a / tallest : 0, NOTHING)));
const line = (role, width, alpha) => (colours) => ({
  ...{ stroke: () => colours()[role], width, alpha, pxAlign: 0 },
  points: { show: false },
});
const series = (colours) => [line("input", 3, 0.6)(colours), line("output", 1.5, 1)(colours)];
const two = [
  { text: "input x", role: "input", shape: "thick" },
  { text: "ReLU(x)", role: "output", shape: "line" },
];
/** Frequencies of a signal whose rate is not known are in cycles per sample. */
const unit = ({ source }) => (source.rate === null ? "cycles per sample" : "Hz");
const at = (f, r) => (source(r) ? hertz(f) : `${sized(f)} ${unit(r)}`);
const source = (r) => r.source.rate !== null;

export const timeFigure = {
  title: "In time",
  legend: two,
  x: (picture) => (picture && !source(picture.readouts) ? "Sample" : "Time (s)"),
  y: "Value",
  series,
  data: ({ time, input, output }) => [time, input, output],
  ranges({ axes: { time, value } }) {
    const [low, high] = [Math.min(value[0], 0), Math.max(value[1], 0)];
    const margin = 0.06 * (high - low) || 1;
    return { x: time, y: [low - margin, high + margin] };
  },
  alternative: ({ axes: { time, value }, settings: s }) =>
    `The ${s.close_up ? "first samples of the part" : "part"} from ${sized(time[0])} to ${sized(time[1])}, between ` +
    `${sized(value[0])} and ${sized(value[1])}; the output follows the input where it is positive and is zero elsewhere.`,
};

export const linesFigure = {
  title: "Spectra",
  legend: [
    { text: "input", role: "input", shape: "thick" },
    { text: "ReLU", role: "output", shape: "line" },
    { text: "harmonic", role: "accent", shape: "circle" },
    { text: "folded", role: "alias", shape: "diamond" },
  ],
  x: (picture) => (picture && !source(picture.readouts) ? "Cycles per sample" : "Frequency (Hz)"),
  y: "Level (dB)",
  series,
  data: ({ frequency, inputAmplitude, outputAmplitude, axes }) => [
    frequency,
    levels(inputAmplitude, axes.tallest),
    levels(outputAmplitude, axes.tallest),
  ],
  ranges: ({ axes }) => ({ x: band(axes.frequency), y: [FLOOR, TOP] }),
  paint: (u, { harmonics, axes }, colours) =>
    harmonicMarks(u, harmonics, ({ amplitude }) => levels([amplitude], axes.tallest)[0], colours),
  alternative: ({ readouts: r, axes, settings: s }) =>
    `${s.welch ? "Welch’s mean" : "Spectrum"} of input and output under a Hann window, 0 to ${at(axes.frequency, r)}, in ` +
    `decibels below the tallest line. ${r.strongest > 0 ? `The strongest line of the input is at ${at(r.strongest, r)}.` : "The input has no line."}`,
};

/** Three even harmonics that fold: where they are seen. */
function foldWords({ harmonics, readouts: r }) {
  if (r.strongest === 0) return "";
  const some = harmonics.filter(({ folds }) => folds).slice(0, 3);
  if (some.length > 0)
    return `even harmonics fold: ${some.map((one) => `${one.order}× to ${at(one.at, r)}`).join(", ")}`;
  return harmonics.length > 0 ? "no even harmonic is seen folded" : "no even harmonic of it stands out";
}

export function readouts(picture) {
  const { readouts: r } = picture;
  const share = r.dcShare === null ? "the output is zero" : `${percent(r.dcShare)} of ReLU’s power`;
  return [
    ["DC", sized(r.dc), `${sized(Math.abs(r.dcBefore) < 1e-12 * r.std ? 0 : r.dcBefore)} before; ${share}`],
    r.newShare === null
      ? ["New power", "none", "nothing beside DC comes out"]
      : ["New power", percent(r.newShare), `of power beside DC; the rest is ${fixed(r.linear, 3)} x`],
    ["Strongest line", r.strongest > 0 ? at(r.strongest, r) : "none", foldWords(picture)],
  ];
}

const samples = (count) => `${count.toLocaleString("en-GB").replaceAll(",", "\u202f")} samples`;

export function note({ readouts: r, settings: s }) {
  const rate = source(r) ? ` at ${hertz(r.rate)}` : "";
  const unnamed = source(r) ? "" : " The file does not tell its sample rate: frequencies are in cycles per sample.";
  const spectra = s.welch
    ? `Welch’s mean of half-overlapping segments of ${samples(r.segment)}`
    : `one spectrum of the first ${samples(r.single)}`;
  return `${samples(r.count)}${rate}. Hann window, ${spectra}; 0 dB is the tallest line, DC apart.${unnamed}`;
}
