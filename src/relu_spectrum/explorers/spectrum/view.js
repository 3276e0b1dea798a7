// The SpectrumExplorer's view: a biased sum of two tones and its ReLU, in time and as lines.
import { band, decibels, marks, stems } from "../view/marks.js";
import { withSound } from "../view/sound.js";
import { createRender } from "../view/view.js";
import { fixed, hertz, percent, sized } from "../view/words.mjs";
import { spectrumCode } from "./code.mjs";
import { NOTHING, spectrumPicture, WINDOW } from "./picture.mjs";

const FLOOR = -100; // dB
const TOP = 20; // dB

const timeFigure = {
  title: "In time",
  legend: [
    { text: "input x", role: "input", shape: "thick" },
    { text: "ReLU(x)", role: "output", shape: "line" },
  ],
  x: "Time (s)",
  y: "Value",
  series: (colours) => [
    { stroke: () => colours().input, width: 4, alpha: 0.7, pxAlign: 0, points: { show: false } },
    { stroke: () => colours().output, width: 2, pxAlign: 0, points: { size: 5 } },
  ],
  data: ({ time, input, output }) => [time, input, output],
  ranges: ({ axes }) => ({ x: [0, axes.time], y: [-1.1 * axes.value, 1.1 * axes.value] }),
  alternative: ({ axes, settings: s }) =>
    `Chart of the input and of ReLU's output over ${axes.time} seconds. The input is ${tones(s)}; ` +
    "the output follows it where it is positive and is zero elsewhere.",
};

const linesFigure = {
  title: "Lines",
  legend: [
    { text: "input", role: "input", shape: "wide" },
    { text: "ReLU", role: "output", shape: "stem" },
    { text: "exact", role: "accent", shape: "circle" },
    { text: "folded", role: "alias", shape: "diamond" },
  ],
  x: "Frequency (Hz)",
  y: (picture) => (picture?.settings.decibels ? "Amplitude (dB)" : "Amplitude"),
  series: () => [{ show: false }],
  data: ({ frequency, outputAmplitude }) => [frequency, outputAmplitude],
  ranges({ axes, settings: s }) {
    const y = s.decibels ? [FLOOR, TOP] : [0, 1.1 * axes.amplitude];
    return { x: band(axes.frequency), y };
  },
  paint(u, { frequency, inputAmplitude, outputAmplitude, exact, aliases, settings: s }, colours) {
    const level = (amplitude) => (s.decibels ? decibels(amplitude, NOTHING) : amplitude);
    stems(u, frequency, level(inputAmplitude), { colour: colours.input, width: 7, alpha: 0.7 });
    stems(u, frequency, level(outputAmplitude), { colour: colours.output, width: 2.25 });
    marks(u, aliases.frequency, level(aliases.amplitude), {
      colour: colours.alias,
      halo: colours.paper,
      shape: "diamond",
    });
    marks(u, exact.frequency, level(exact.amplitude), { colour: colours.accent, halo: colours.paper, shape: "circle" });
  },
  alternative: ({ axes, readouts: r, aliases, settings: s }) =>
    `Line spectrum of input and output from 0 to ${hertz(axes.frequency)}, ` +
    `${s.decibels ? "in decibels" : "as amplitudes"}. DC ${fixed(r.dcMeasured)}` +
    (r.fundamental > 0 ? `, line at ${hertz(r.fundamental)} ${fixed(r.fundamentalMeasured)}` : "") +
    `. ${aliases.frequency.length} exact lines above ${hertz(s.sample_rate / 2)} are marked where they fold to.`,
};

/** The input in words. */
function tones({ frequency, amplitude, frequency_2, amplitude_2, bias }) {
  const parts = [];
  if (amplitude > 0) parts.push(`a tone of ${hertz(frequency)} and amplitude ${fixed(amplitude, 2)}`);
  if (amplitude_2 > 0) {
    parts.push(`a tone of ${hertz(frequency_2)} and amplitude ${fixed(amplitude_2, 2)}`);
  }
  if (bias !== 0) parts.push(`a bias of ${fixed(bias, 2)}`);
  return parts.length > 0 ? parts.join(", plus ") : "zero";
}

/** What sampling adds to DC, in words. */
function foldingWords(folding) {
  return Math.abs(folding) < NOTHING ? "folding adds nothing" : `folding adds ${sized(folding, 2)}`;
}

function readouts({ readouts: r }) {
  return [
    ["DC", `${fixed(r.dcMeasured)} measured`, `${fixed(r.dcExact)} exact, ${foldingWords(r.folding)}`],
    r.fundamental > 0
      ? [
          `Fundamental, ${hertz(r.fundamental)}`,
          `${fixed(r.fundamentalMeasured)} measured`,
          `${fixed(r.fundamentalExact)} exact`,
        ]
      : ["Fundamental", "none", "no tone sounds"],
    r.power > 0
      ? [
          "New lines",
          `${percent(r.newShare)} of output power`,
          r.newShareDc > 0 ? `${percent(r.newShareDc)} of that is DC` : "none of that is DC",
        ]
      : ["New lines", "none", "the output is zero throughout"],
  ];
}

const render = createRender({
  picture: spectrumPicture,
  idle: ({ amplitude, amplitude_2, decibels }) => ({
    ...(amplitude === 0 && { frequency: "silent: a₁ is 0" }),
    ...(amplitude_2 === 0 && { frequency_2: "silent: a₂ is 0" }),
    ...(amplitude + amplitude_2 === 0 && !decibels && { sample_rate: "no tone sounds" }),
  }),
  code: spectrumCode,
  figures: [timeFigure, linesFigure],
  subject: ({ settings }) => `ReLU of ${tones(settings)}`,
  readouts,
});

export default {
  render: withSound(render, {
    names: ["the input", "ReLU\u2019s output"],
    records: ({ input, output }) => [input, output],
    window: WINDOW,
  }),
};
