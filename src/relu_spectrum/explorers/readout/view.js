// The ReadoutExplorer's view: a short filter's gain, the DC after ReLU, and what it says about the frequency.
import { bands, dots, rug } from "../view/cloud_marks.js";
import { decibels, marks, remark } from "../view/marks.js";
import { createRender } from "../view/view.js";
import { fixed, hertz, percent } from "../view/words.mjs";
import { readoutCode } from "./code.mjs";
import { CENTRES, readoutPicture } from "./picture.mjs";

const FLOOR = -40; // dB
const TOP = 14; // dB: 4.5, the largest gain that the sliders allow
const EDGE = 1.4; // Hz: right of Nyquist, where DC stands without its frequency
const ROLES = ["input", "output", "model"]; // of the classes
const CLASSES = CENTRES.map((centre, place) => ({ text: hertz(centre), role: ROLES[place], shape: "dot" }));

const inDecibels = (values) => decibels(values, 1e-12);

const line =
  (role, width, alpha = 1) =>
  (colours) => ({ stroke: () => colours()[role], width, alpha, pxAlign: 0, points: { show: false } });

/** Says on the chart that there is nothing to see. */
function silence(u, { readouts: r }, colours) {
  if (r.course === "zero") remark(u, "all taps are zero", colours);
}

const filterFigure = {
  title: "The filter",
  legend: [
    { text: "|H|", role: "muted", shape: "line" },
    ...CLASSES,
    { text: "tone", role: "alias", shape: "diamond" },
    { text: "same |H|", role: "accent", shape: "circle" },
  ],
  x: "Frequency (Hz)",
  y: "Gain |H| (dB)",
  series: (colours) => [line("muted", 1.75)(colours)],
  data: ({ frequency, gain }) => [frequency, inDecibels(gain).map((level) => Math.max(level, 2 * FLOOR))],
  ranges: ({ axes }) => ({ x: [0, axes.frequency], y: [FLOOR, TOP] }),
  paint(u, picture, colours) {
    const { readouts: r, settings: s } = picture;
    r.classGains.forEach((gain, place) => {
      dots(u, [CENTRES[place]], inDecibels([gain]), colours[ROLES[place]], 4.5);
    });
    const open = { halo: colours.paper, size: 5 };
    const level = inDecibels([r.toneGain]);
    if (r.partner !== null) marks(u, [r.partner], level, { ...open, colour: colours.accent, shape: "circle" });
    marks(u, [s.frequency], level, { ...open, colour: colours.alias, shape: "diamond" });
    silence(u, picture, colours);
  },
  alternative: ({ axes, readouts: r }) =>
    `Gain of the filter from 0 to ${hertz(axes.frequency)}. At the classes' ${CENTRES.slice(0, -1).join(", ")} and ` +
    `${hertz(CENTRES.at(-1))} it is ${r.classGains.map((gain) => fixed(gain, 3)).join(", ")}. ${courseWords(r)}`,
};

const dcFigure = {
  title: "DC after ReLU",
  legend: [
    { text: "a|H|/π", role: "accent", shape: "thick" },
    { text: "measured", role: "muted", shape: "line" },
    ...CLASSES,
    { text: "tone", role: "alias", shape: "diamond" },
  ],
  x: "Frequency (Hz)",
  y: "DC",
  series: (colours) => [line("accent", 5, 0.4)(colours), line("muted", 1.5)(colours)],
  data: ({ frequency, dc, law }) => [frequency, law, dc],
  ranges: ({ axes }) => ({ x: [0, axes.frequency + EDGE], y: [-0.07 * axes.dc, 1.05 * axes.dc] }),
  paint(u, picture, colours) {
    const { classFrequency, classDc, axes, readouts: r, settings: s } = picture;
    const members = classDc.length / CENTRES.length;
    const colour = ROLES.map((role) => colours[role]);
    bands(u, r.means, colour, colours.muted);
    colour.forEach((one, place) => {
      const own = (values) => values.subarray(place * members, (place + 1) * members);
      dots(u, own(classFrequency), own(classDc), one);
      const left = axes.frequency + 0.1 + (place * (EDGE - 0.1)) / CENTRES.length;
      rug(u, own(classDc), [left, left + 0.35], one);
    });
    const open = { halo: colours.paper, size: 5 };
    marks(u, [s.frequency], [r.toneDc], { ...open, colour: colours.alias, shape: "diamond" });
    silence(u, picture, colours);
  },
  alternative: ({ readouts: r, settings: s }) =>
    `DC of tones of amplitude 1 against their frequency, measured and as |H|/π, with the clouds of three classes that ` +
    `scatter by ${fixed(s.spread, 2)} Hz. Their means are ${meansWords(r)}. The tone of ${hertz(s.frequency)} and ` +
    `amplitude ${fixed(s.amplitude, 2)} has the DC ${fixed(r.toneDc)}.`,
};

const meansWords = ({ means }) => means.map((one) => fixed(one, 3)).join(", ");

/** How the gain goes, and what follows for the reader of DC. */
function courseWords({ course, turning }) {
  if (course === "zero") return "All taps are zero: every DC is zero.";
  if (course === "flat") return "One tap alone filters nothing: DC says nothing about frequency.";
  if (course === "turning") return `|H| turns at ${hertz(turning)}: frequencies on both sides of it share their DC.`;
  const way = course === "rising" ? "rises" : "falls";
  return `|H| ${way} all the way: at one amplitude, no two frequencies share their DC.`;
}

function note({ readouts: r, settings: s }) {
  const words = courseWords(r);
  if (r.course !== "turning") return words;
  return r.partner === null
    ? `${words} None has that of ${hertz(s.frequency)}.`
    : `${words} ${hertz(s.frequency)} collides with ${hertz(r.partner)}.`;
}

/** At which frequency a tone of amplitude 1 would have given the same DC. */
function sameWords({ course, same }) {
  if (course === "zero" || course === "flat") return "at every frequency the same";
  if (same.length === 0) return "no tone of amplitude 1 has this DC";
  return `as amplitude 1 at ${same.map(hertz).join(" and ")}`;
}

/** By how much the measurement is off the law. */
function offWords({ toneDc, toneLaw }) {
  if (toneLaw < 1e-12) return "the law says 0";
  const off = fixed(100 * (toneDc / toneLaw - 1), 1);
  return `a|H|/π is ${fixed(toneLaw)}: ${off.startsWith("−") ? off : `+${off}`} %`;
}

function readouts({ readouts: r }) {
  return [
    ["Nearest mean", `${percent(r.accuracy)} right`, `in sample; class means ${meansWords(r)}`],
    ["DC of the tone", `${fixed(r.toneDc)} measured`, offWords(r)],
    ["The rule takes the tone for", `the ${hertz(CENTRES[r.takenFor])} class`, sameWords(r)],
  ];
}

export default {
  render: createRender({
    picture: readoutPicture,
    idle: ({ tap_0, tap_1, tap_2 }) =>
      tap_0 === 0 && tap_1 === 0 && tap_2 === 0 ? { amplitude: "all taps are 0" } : {},
    code: readoutCode,
    figures: [filterFigure, dcFigure],
    readouts,
    note,
    longest: { readouts: { course: "turning", turning: 10.86, partner: 11.47 }, settings: { frequency: 10.35 } },
  }),
};
