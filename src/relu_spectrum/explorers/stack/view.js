// The StackExplorer's view: ReLUs with filters between them, in time and as lines.
import { band, decibels, inside, marks, remark, stems } from "../view/marks.js";
import { createRender } from "../view/view.js";
import { fixed, hertz, percent, sized } from "../view/words.mjs";
import { stackCode } from "./code.mjs";
import { stackPicture } from "./picture.mjs";

const FLOOR = -60; // dB
const TOP = 5; // dB

const NOTHING = 1e-9; // of the strongest line: rounding noise

const filterName = ({ differencing, kernel_size: k }) => `${differencing ? "difference" : "mean"} over ${k} samples`;

/** The network in words. */
function network(settings) {
  const { depth } = settings;
  const layers =
    depth === 0 ? "" : `, then ${depth} ${depth === 1 ? "layer" : "layers"} of [${filterName(settings)}, ReLU]`;
  return `A first ReLU${layers}`;
}

/** The input in words. */
function tones({ readouts: r }) {
  if (r.tones.length === 1) return `one tone of ${hertz(r.tones[0])}`;
  return `four tones of ${r.tones.slice(0, -1).map(Number).join(", ")} and ${hertz(r.tones.at(-1))}`;
}

const share = (values, peak) => (peak > 0 ? values.map((value) => value / peak) : values);

function silence(u, { axes }, colours) {
  if (axes.peak === 0) remark(u, "nothing is left", colours);
}

const timeFigure = {
  title: "In time",
  legend: [
    { text: "first ReLU", role: "model", shape: "thick" },
    { text: "last ReLU", role: "output", shape: "line" },
  ],
  x: "Time (s)",
  y: "Share of peak",
  series: (colours) => [
    { stroke: () => colours().model, width: 4, alpha: 0.7, pxAlign: 0, points: { show: false } },
    { stroke: () => colours().output, width: 2, pxAlign: 0, points: { size: 5 } },
  ],
  data({ time, first, output, axes }) {
    const beyond = time.findIndex((t) => t > axes.time);
    const [x, a, b] = [time, first, output].map((values) => (beyond > 0 ? values.subarray(0, beyond) : values));
    return [x, share(a, axes.firstPeak), share(b, axes.peak)];
  },
  ranges: ({ axes }) => ({ x: [0, axes.time], y: [-0.08, axes.peak > 0 ? 1.12 : 1.4] }),
  paint: silence,
  alternative: (picture) =>
    `Chart of what the first and the last ReLU give over ${picture.axes.time} seconds, each as a share of its peak. ` +
    `${network(picture.settings)}; the input is ${tones(picture)}. The peaks are ${sized(picture.axes.firstPeak)} and ` +
    `${sized(picture.axes.peak)}.`,
};

/** A curve over the stems, set off from them. */
function curve(u, frequency, level, { muted, paper }) {
  inside(u, (ctx, ratio, toX, toY) => {
    ctx.beginPath();
    for (let k = 0; k < frequency.length; k++) ctx.lineTo(toX(frequency[k]), toY(Math.max(level[k], 2 * FLOOR)));
    for (const [style, width] of [
      [paper, 4],
      [muted, 1.75],
    ]) {
      ctx.strokeStyle = style;
      ctx.lineWidth = width * ratio;
      ctx.stroke();
    }
  });
}

const linesFigure = {
  title: "Lines",
  legend: [
    { text: "input", role: "input", shape: "wide" },
    { text: "last ReLU", role: "output", shape: "stem" },
    { text: "folded", role: "alias", shape: "diamond" },
    { text: "filters alone", role: "accent", shape: "circle" },
    { text: "|H|", role: "muted", shape: "line" },
  ],
  x: "Frequency (Hz)",
  y: "dB re strongest",
  series: () => [{ show: false }],
  data: ({ frequency, response }) => [frequency, response],
  ranges: ({ axes }) => ({ x: band(axes.frequency), y: [FLOOR, axes.peak > 0 ? TOP : 3 * TOP] }),
  paint(u, picture, colours) {
    const { inputAmplitude, outputAmplitude, filtersAlone, response, kinds, axes } = picture;
    const beyond = picture.frequency.findIndex((f) => f > u.scales.x.max);
    const frequency = picture.frequency.subarray(0, beyond < 0 ? undefined : beyond + 1); // what is shown
    const level = (amplitude, top) => decibels(amplitude.subarray(0, frequency.length), NOTHING, top);
    const folds = (k) => kinds[k] === "folded";
    const staysOnHarmonics = (k) => !folds(k);
    const output = level(outputAmplitude, axes.strongest);
    stems(u, frequency, level(inputAmplitude), { colour: colours.input, width: 6, alpha: 0.7 });
    stems(u, frequency, output, { colour: colours.alias, width: 1.25, keep: folds });
    stems(u, frequency, output, { colour: colours.output, width: 2.25, keep: staysOnHarmonics });
    curve(u, frequency, level(response), colours);
    const mark = { halo: colours.paper, size: 3 };
    marks(u, frequency, output, { ...mark, colour: colours.alias, shape: "diamond", most: 24, keep: folds });
    const alone = { ...mark, colour: colours.accent, shape: "circle", keep: staysOnHarmonics };
    if (axes.peak > 0) marks(u, frequency, level(filtersAlone, axes.strongestAlone), alone);
    silence(u, picture, colours);
  },
  alternative: (picture) =>
    `Line spectrum of the last ReLU's output from 0 to ${hertz(picture.axes.frequency)}, in decibels of its strongest ` +
    `line, with the input's lines, the relative response of one ${filterName(picture.settings)}, and what the filters alone ` +
    `would make of the first ReLU's lines. ${strongestWords(picture)}`,
};

function strongestWords({ readouts: r, axes }) {
  if (r.strongest === 0) return "No new line is left.";
  const level = fixed(20 * Math.log10(r.strongestAmplitude / axes.strongest), 1);
  return `The strongest new line is at ${hertz(r.strongest)}, ${level} dB.`;
}

/** One ReLU's split of power as a row of the readouts. */
function split(term, { fresh, dc, tones: kept, rms }) {
  if (rms === 0) return [term, "none", "the output is zero"];
  return [term, `${percent(fresh)} of power`, `DC ${percent(dc)}, tones ${percent(kept)}`];
}

function strongestRow({ readouts: r, axes }) {
  if (r.strongest === 0) return ["Strongest new line", "none", "beside DC"];
  const level = fixed(20 * Math.log10(r.strongestAmplitude / axes.strongest), 1);
  const origin =
    r.strongestKind === "folded" ? "folded from above Nyquist" : `${r.strongest / r.common} × ${hertz(r.common)}`;
  const folded = r.foldsOnHarmonics ? "folds fall on harmonics" : `folded lines ${percent(r.shares.at(-1).folded)}`;
  return ["Strongest new line", `${hertz(r.strongest)}, ${level} dB`, `${origin}; ${folded}`];
}

function readouts(picture) {
  const { shares } = picture.readouts;
  return [
    split("New lines after the first ReLU", shares[0]),
    split("New lines after the last ReLU", shares.at(-1)),
    strongestRow(picture),
  ];
}

/** DC from ReLU to ReLU, and what the last of them had to do. */
function note({ readouts: r, axes, settings: s }) {
  const dc = r.dc.map((share) => (100 * share).toFixed(1));
  const chain = `DC’s share of the power, ReLU by ReLU: ${dc.join(", ")} %.`;
  if (s.depth === 0) return `${chain} Without a filter between them, more ReLUs change nothing.`;
  if (!s.differencing)
    return `${chain} The ReLUs after the means cut nothing: a mean of what is not negative is not negative.`;
  if (axes.peak === 0) {
    return `Nothing is left: the ${s.kernel_size - 1} samples from one value to the other are whole periods, so the difference is zero.`;
  }
  return `${chain} The last ReLU cut ${percent(r.cut)} of its values; its peak is ${sized(axes.peak)}.`;
}

export default {
  render: createRender({
    picture: stackPicture,
    code: stackCode,
    figures: [timeFigure, linesFigure],
    subject: (picture) => `${network(picture.settings)}; ${tones(picture)}`,
    readouts,
    note,
    longest: {
      readouts: { dc: [0.4, 1, 1, 1, 1, 1, 1, 1, 1] },
      settings: { depth: 8, differencing: false },
    },
  }),
};
