// The four figures of the viewer: DC and new power in call order, a channel's spectrum, and a map of all channels.
import { inside } from "../view/marks.js";
import { unitOf } from "./levels.mjs";
import { dcWords, mapWords, powerWords, spectrumWords } from "./words.mjs";

const NONE = Symbol("no record");
const order = ({ first, second }) => Math.max(first.records.length, second?.records.length ?? 0, 1);
const numbers = (picture) => Array.from({ length: order(picture) }, (_, n) => n + 1);
const column = (picture, which, name, scale = 1) =>
  numbers(picture).map((n) => {
    const value = (picture[which]?.records[n - 1] ?? NONE).totals?.[name] ?? null;
    return value === null ? null : scale * value;
  });
const dashed = { dash: [7, 4], alpha: 0.8 };

/** A line from record to record, with a point at each; dashed for the second file. */
const steps = (role, colours, more = {}) => ({
  ...{ stroke: () => colours()[role], width: 1.5, pxAlign: 0, spanGaps: false, ...more },
  points: { show: true, size: more.dash ? 4 : 7, fill: () => colours()[more.dash ? "paper" : role] },
});

/** The record whose spectrum is shown below. */
function chosen(u, { at }, colours) {
  inside(u, (ctx, ratio, toX) => {
    ctx.strokeStyle = colours.muted;
    ctx.lineWidth = ratio;
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(toX(at + 1), u.bbox.top);
    ctx.lineTo(toX(at + 1), u.bbox.top + u.bbox.height);
    ctx.stroke();
  });
}

const inOrder = {
  x: "Record, in call order",
  xAxis: { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
  paint: chosen,
};
const along = (picture) => [0.5, order(picture) + 0.5];

export const dcFigure = {
  ...inOrder,
  title: "DC",
  legend: [
    { text: "before", role: "input", shape: "line" },
    { text: "after", role: "output", shape: "line" },
  ],
  y: "DC, mean of channels",
  yAxis: { size: 52 },
  series: (colours) => [
    steps("input", colours),
    steps("output", colours),
    steps("input", colours, dashed),
    steps("output", colours, dashed),
  ],
  data: (p) => [
    numbers(p),
    ...["first", "second"].flatMap((which) => ["DC before", "DC after"].map((name) => column(p, which, name))),
  ],
  ranges(p) {
    const some = dcFigure.data(p).slice(1).flat();
    const [low, high] = [Math.min(0, ...some), Math.max(0, ...some)];
    const margin = 0.06 * (high - low) || 1;
    return { x: along(p), y: [low - margin, high + margin] };
  },
  alternative: dcWords,
};

export const powerFigure = {
  ...inOrder,
  title: "New power",
  legend: [{ text: "share of power beside DC", role: "accent", shape: "line" }],
  y: "New power (%)",
  series: (colours) => [steps("accent", colours), steps("accent", colours, dashed)],
  data: (p) => [numbers(p), ...["first", "second"].map((which) => column(p, which, "new power", 100))],
  ranges: (p) => ({ x: along(p), y: [0, 100] }),
  alternative: powerWords,
};

const axis = (picture) => (picture && unitOf(picture.record) !== "Hz" ? "Cycles per sample" : "Frequency (Hz)");
const line = (role, width, alpha, colours) => ({
  ...{ stroke: () => colours()[role], width, alpha, pxAlign: 0 },
  points: { show: false },
});
const band = (frequency) => [0, frequency.at(-1) || 1];

export const spectrumFigure = {
  title: "Spectrum",
  legend: [
    { text: "before", role: "input", shape: "thick" },
    { text: "after", role: "output", shape: "line" },
  ],
  x: axis,
  y: "Level (dB)",
  series: (colours) => [line("input", 3, 0.6, colours), line("output", 1.5, 1, colours)],
  data: ({ spectrum: s }) => (s.why ? [[0], [null], [null]] : [s.frequency, s.before, s.after]),
  ranges({ spectrum: s }) {
    if (s.why) return { x: [0, 1], y: [-80, 0] };
    const top = [s.before, s.after].reduce((most, some) => some.reduce((a, b) => Math.max(a, b), most), -Infinity);
    return { x: band(s.frequency), y: [top - 80, top + 4] };
  },
  alternative: spectrumWords,
};

/** Three numbers of a colour such as #1f6fb4. */
const parts = (colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** Neighbours taken together, the largest kept, so that a line is not lost where there are more than pixels. */
function narrowed({ levels, rows, columns }, most) {
  if (columns <= most) return { levels, columns };
  const narrow = new Float64Array(rows * most).fill(-Infinity);
  levels.forEach((level, n) => {
    const at = Math.floor(n / columns) * most + Math.floor(((n % columns) * most) / columns);
    narrow[at] = Math.max(narrow[at], level);
  });
  return { levels: narrow, columns: most };
}

/** The map as a picture of a pixel a value: the floor is paper, the middle the accent, the top text. */
function pictureOf(map, colours, most) {
  const { rows, floor, top } = map;
  const { levels, columns } = narrowed(map, most);
  const stops = [colours.paper, colours.accent, colours.text].map(parts);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: columns, height: rows });
  const context = canvas.getContext("2d");
  const image = context.createImageData(columns, rows);
  levels.forEach((level, n) => {
    const share = Math.min(Math.max((level - floor) / (top - floor), 0), 1) * 2;
    const [from, to] = share < 1 ? stops : stops.slice(1);
    const rest = share < 1 ? share : share - 1;
    const at = 4 * ((rows - 1 - Math.floor(n / columns)) * columns + (n % columns)); // the first channel is lowest
    for (let c = 0; c < 3; c++) image.data[at + c] = from[c] + rest * (to[c] - from[c]);
    image.data[at + 3] = 255;
  });
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Of one viewer: its axis knows the channels of the map that is shown. */
export function createMapFigure() {
  let kept = [];
  return {
    title: "Channels by frequency",
    legend: [],
    x: axis,
    // Says which channels are kept, too: a chart keeps its axes as a picture while their titles and ranges stay.
    y: (picture) =>
      !picture || picture.map.why ? "Channel" : `Channel, ${picture.map.rows} of ${picture.record.count}`,
    yAxis: {
      splits() {
        const step = Math.max(1, Math.ceil(kept.length / 6));
        return Array.from({ length: Math.ceil(kept.length / step) }, (_, n) => n * step);
      },
      values: (_, places) => places.map((place) => String(kept[place] ?? "")),
      size: (_, texts) => 14 + 8 * Math.max(2, ...(texts ?? []).map(({ length }) => length)),
      grid: { show: false },
    },
    series: () => [{ show: false }],
    data({ map, record }) {
      kept = map.why ? [] : record.kept;
      return map.why ? [[0], [null]] : [map.frequency, Array.from(map.frequency, () => null)];
    },
    ranges({ map, record }) {
      if (map.why) return { x: [0, 1], y: [0, 1] };
      const { sample_rate: rate, samples, width, groups } = record.spectra;
      const lines = [0.5 - width, 0.5 + (groups - 1) * width]; // a column a group, DC the first
      return { x: lines.map((one) => (one * rate) / samples), y: [-0.5, map.rows - 0.5] };
    },
    paint(u, { map }, colours) {
      if (map.why) return;
      const { left, top, width, height } = u.bbox;
      u.ctx.imageSmoothingEnabled = false;
      u.ctx.drawImage(pictureOf(map, colours, Math.floor(width)), left, top, width, height);
    },
    alternative: mapWords,
  };
}
