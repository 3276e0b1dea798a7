// The HeartRateExplorer's view: a pulse after one ReLU of KID-PPG, as lines, and the DC of each channel.

import { shapeOf, unpack } from "../maths/kid_ppg.mjs";
import { beyond, level as levelLine, names } from "../view/channel_marks.js";
import { createSource } from "../view/data_source.js";
import { make } from "../view/elements.js";
import { band, decibels, harmonicMarks, marks, remark, stems } from "../view/marks.js";
import { createRender } from "../view/view.js";
import { beats, percent, sized } from "../view/words.mjs";
import { heartRateCode } from "./code.mjs";
import { createNetwork, heartRatePicture } from "./picture.mjs";

const weights = createSource({ kind: "weights", file: "kid_ppg_weights.js", variable: "reluKidPpgWeights" });
const FLOOR = -60; // dB
const TOP = 14; // dB; room for the harmonics' names
const NOTHING = 1e-9; // of the tallest line: rounding

const chosen = ({ layer, channel }) => `layer ${layer}, ${channel > 0 ? `channel ${channel}` : "mean of all channels"}`;

/** Lines in dB, 0 dB being the tallest one above 0 bpm. */
function relative(amplitude) {
  const tallest = amplitude.subarray(1).reduce((a, b) => Math.max(a, b), 0);
  return decibels(
    amplitude.map((a) => (tallest > 0 ? a / tallest : 0)),
    NOTHING,
  );
}

const linesFigure = {
  title: "Lines",
  legend: [
    { text: "input", role: "input", shape: "wide" },
    { text: "ReLU", role: "output", shape: "stem" },
    { text: "harmonic", role: "accent", shape: "circle" },
    { text: "folded", role: "alias", shape: "diamond" },
  ],
  x: "Beats per minute",
  y: "Level (dB)",
  series: () => [{ show: false }],
  data: ({ frequency, amplitude }) => [frequency, amplitude],
  ranges: ({ axes }) => ({ x: band(axes.frequency), y: [FLOOR, TOP] }),
  paint(u, { inputFrequency, inputAmplitude, frequency, amplitude, harmonics, readouts: r }, colours) {
    const levels = relative(amplitude);
    beyond(u, r.nyquist, `> ${beats(r.nyquist)}`, colours);
    stems(u, inputFrequency, relative(inputAmplitude), { colour: colours.input, width: 7, alpha: 0.7 });
    stems(u, frequency, levels, { colour: colours.output, width: 2.25 });
    harmonicMarks(u, harmonics, ({ at }) => levels[Math.round(at / frequency[1])], colours);
    const seen = harmonics.filter(({ at }) => at <= u.scales.x.max);
    const places = [...new Set(seen.map(({ at }) => at))].map((at) => {
      const here = seen.filter((one) => one.at === at);
      const text = `${here.map(({ order }) => order).join(",")}×`;
      return { at, text, colour: here.every(({ folds }) => folds) ? colours.alias : colours.accent };
    });
    if (r.silent) remark(u, "this channel is silent", colours);
    else names(u, places);
  },
  alternative: ({ axes, readouts: r, settings: s }) =>
    `Line spectrum of the input and of ${chosen(s)}, from 0 to ${beats(axes.frequency)}, in decibels. ` +
    (r.silent ? "This channel is silent." : `${tallestWords(r, s).join(", ")}.`),
};

const dcFigure = {
  title: "DC of each channel",
  legend: [
    { text: "channel", role: "output", shape: "wide" },
    { text: "chosen", role: "accent", shape: "circle" },
    { text: "mean", role: "model", shape: "dashed" },
  ],
  x: "Channel",
  y: "DC",
  yAxis: { size: (_, texts) => (texts?.some((text) => text.length > 5) ? 52 : 38) }, // of "10,000", of others
  series: () => [{ show: false }],
  data: ({ dc }) => [Array.from(dc, (_, c) => c + 1), dc],
  ranges: ({ dc }) => ({ x: [0, dc.length + 1], y: [0, 1.15 * Math.max(...dc) || 1] }),
  paint(u, { dc, readouts: r, settings: s }, colours) {
    const channels = Array.from(dc, (_, c) => c + 1);
    const width = (0.6 * u.bbox.width) / devicePixelRatio / (dc.length + 1);
    const bar = { colour: colours.output, width, alpha: 0.75 };
    stems(u, channels, dc, bar);
    levelLine(u, r.meanDc, colours.model);
    if (s.channel === 0) return;
    stems(u, [s.channel], [r.dc], { ...bar, colour: colours.accent, alpha: 1 });
    const seen = Math.max(r.dc, 0.02 * u.scales.y.max);
    marks(u, [s.channel], [seen], { colour: colours.accent, halo: colours.paper, shape: "circle" });
  },
  alternative: ({ dc, readouts: r, settings: s }) =>
    `Bars: DC of the ${dc.length} channels of layer ${s.layer}, from ${sized(Math.min(...dc))} to ` +
    `${sized(Math.max(...dc))}, ${sized(r.meanDc)} on average` +
    (s.channel > 0 ? `; channel ${s.channel}: ${sized(r.dc)}.` : "."),
};

/** The tallest line: where, and what it is. */
function tallestWords({ tallest: t, nyquist }, { bpm }) {
  const where = beats(t.bpm);
  if (t.others > 0) return [where, t.others === 1 ? "another is as tall" : `${t.others} others are as tall`];
  if (t.order === 0) return [`${where}, no harmonic`, `${Number((t.bpm / bpm).toFixed(2))}× the pulse`];
  const from = t.order * bpm;
  return [where, from > nyquist ? `${t.order}×, folded from ${beats(from)}` : `${t.order}× the pulse`];
}

function readouts({ readouts: r, settings: s }) {
  const whose = s.channel > 0 ? "this channel’s power" : "the channels’ power";
  return [
    ["DC", sized(r.dc), r.silent ? "this channel is silent" : `${percent(r.dcShare)} of ${whose}`],
    ["Tallest line", ...(r.silent ? ["none", "there is no line"] : tallestWords(r, s))],
    [
      `The ${r.channels} channels of layer ${s.layer}`,
      `${percent(r.withDc / r.channels, 0)} have DC`,
      r.newPlaces > 0
        ? `${percent(r.withNew / r.channels, 0)} show new harmonics`
        : "new harmonics fold onto old lines",
    ],
  ];
}

/** The layer's rate, and where it takes what lies above half of it. */
function note({ harmonics, readouts: r }) {
  const rate = `This layer has ${r.rate} samples a second`;
  const moved = harmonics.filter(({ folds }) => folds);
  if (moved.length === 0) return `${rate}: lines up to ${beats(r.nyquist)} keep their place.`;
  const where = moved.map(({ order, at }) => `${order}× to ${at === 0 ? "DC" : beats(at, "")}`).join(", ");
  return `${rate}: above ${beats(r.nyquist)} lines fold, ${where}${moved.at(-1).at === 0 ? "" : " bpm"}.`;
}

const link = (text, href) => Object.assign(make("a", "", text), { href });

/** Whose network it is, and under which licences. */
const credit = () => [
  "Network: weights of KID-PPG by Kechris et al., from ",
  link("kid-ppg 0.0.4", "https://pypi.org/project/kid-ppg/0.0.4/"),
  ", licence ",
  link("GPL-3.0", "https://www.gnu.org/licenses/gpl-3.0.html"),
  "; trained on PPG-DaLiA by Reiss et al., licence ",
  link("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
  ".",
];

export default {
  render: createRender({
    needs: {
      waiting: "Loading the network’s weights (177 kB) …",
      failed: (error) => `The network’s weights did not come: ${error.message}.`,
      load: async (context) => createNetwork(unpack(await weights(context))),
    },
    settle: (s) => ({ ...s, channel: Math.min(s.channel, shapeOf(s.layer).channels) }),
    follow: (s) => ({ _channels: shapeOf(s.layer).channels }),
    picture: heartRatePicture,
    code: heartRateCode,
    figures: [linesFigure, dcFigure],
    subject: ({ settings: s }) => `Pulse of ${beats(s.bpm)}, ${chosen(s)}`,
    readouts,
    note,
    longest: {
      harmonics: [112.5, 15, 97.5, 30, 82.5, 45].map((at, i) => ({ order: i + 1, folds: true, at })),
      readouts: { rate: 4, nyquist: 120 },
    },
    credit,
  }),
};
