// Lines of a spectrum on a uPlot chart: stems for what was measured, open marks for what is predicted.
import { font } from "./theme.js";

/** Runs draw inside the plotting area, in device pixels, with functions from values to positions on linear axes. */
export function inside(u, draw) {
  const { ctx, bbox } = u;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left - 6 * ratio, bbox.top - 6 * ratio, bbox.width + 12 * ratio, bbox.height + 6 * ratio);
  ctx.clip();
  const { x, y } = u.scales;
  draw(
    ctx,
    ratio,
    (value) => bbox.left + ((value - x.min) / (x.max - x.min)) * bbox.width,
    (value) => bbox.top + ((y.max - value) / (y.max - y.min)) * bbox.height,
  );
  ctx.restore();
}

/** The level that stands so many pixels above the floor. */
function above(u, pixels) {
  const { min, max } = u.scales.y;
  return min + ((max - min) * pixels * devicePixelRatio) / u.bbox.height;
}

/** The lines that are in the picture and stand so many pixels above the floor. */
function tallLines(u, frequency, level, pixels, keep) {
  const { max } = u.scales.x;
  const visible = above(u, pixels);
  const tall = [];
  for (let k = 0; k < frequency.length; k++) {
    if (level[k] >= visible && frequency[k] <= max && keep(k)) tall.push(k);
  }
  return tall;
}

const all = () => true;

/** A stem from the floor to each line that can be told from it, of those to `keep`; thinner where there are many. */
export function stems(u, frequency, level, { colour, width, alpha = 1, keep = all }) {
  const { min: floor, max: top } = u.scales.y;
  const tall = tallLines(u, frequency, level, 0.5, keep);
  inside(u, (ctx, ratio, toX, toY) => {
    const bottom = toY(floor);
    ctx.globalAlpha = alpha;
    ctx.lineWidth = Math.max(ratio, Math.min(width * ratio, (0.5 * u.bbox.width) / tall.length));
    ctx.strokeStyle = colour;
    ctx.beginPath();
    for (const k of tall) {
      const x = toX(frequency[k]);
      ctx.moveTo(x, bottom);
      ctx.lineTo(x, toY(Math.min(level[k], top)));
    }
    ctx.stroke();
  });
}

const OUTLINES = {
  circle: (ctx, x, y, r) => {
    ctx.moveTo(x + r, y);
    ctx.arc(x, y, r, 0, 2 * Math.PI);
  },
  diamond: (ctx, x, y, r) => {
    ctx.moveTo(x, y - 1.3 * r);
    ctx.lineTo(x + 1.3 * r, y);
    ctx.lineTo(x, y + 1.3 * r);
    ctx.lineTo(x - 1.3 * r, y);
    ctx.closePath();
  },
  square: (ctx, x, y, r) => ctx.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r),
};

/**
 * An open mark, set off from what lies below it, on each predicted line that stands at least two pixels above the
 * floor, of those to `keep`: the `most` largest, for more would hide each other.
 */
export function marks(u, frequency, level, { colour, halo, shape, size = 4, most = 40, keep = all }) {
  const tall = tallLines(u, frequency, level, 2, keep);
  const largest = tall.length <= most ? tall : tall.sort((a, b) => level[b] - level[a]).slice(0, most);
  inside(u, (ctx, ratio, toX, toY) => {
    ctx.beginPath();
    for (const n of largest) OUTLINES[shape](ctx, toX(frequency[n]), toY(level[n]), size * ratio);
    for (const [style, width] of [
      [halo, 3.25],
      [colour, 1.75],
    ]) {
      ctx.strokeStyle = style;
      ctx.lineWidth = width * ratio;
      ctx.stroke();
    }
  });
}

/** Circles at harmonics, diamonds where one is folded. @param {(one: object) => number} height of one */
export function harmonicMarks(u, harmonics, height, { accent, alias, paper: halo }) {
  for (const [folds, colour, shape] of [
    [true, alias, "diamond"],
    [false, accent, "circle"],
  ]) {
    const some = harmonics.filter((one) => one.folds === folds);
    const places = some.map(({ at }) => at);
    marks(u, places, some.map(height), { colour, halo, shape });
  }
}

/** Limits of an axis from 0 to a top, with room so that the line at 0 is not cut. */
export const band = (top) => [-0.02 * top, 1.02 * top];

/** A few words at the top of the plotting area. */
export function remark(u, text, colour) {
  const { ctx, bbox } = u;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = font(`600 ${12 * ratio}px`);
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  const [x, y] = [bbox.left + bbox.width / 2, bbox.top + 4 * ratio];
  const width = ctx.measureText(text).width + 12 * ratio;
  ctx.fillStyle = colour.paper;
  ctx.fillRect(x - width / 2, y - 2 * ratio, width, 18 * ratio);
  ctx.fillStyle = colour.text;
  ctx.fillText(text, x, y);
  ctx.restore();
}

/** 20 log10 of each amplitude over `one`; what is nothing but rounding noise becomes -Infinity and is not drawn. */
export function decibels(amplitude, nothing, one = 1) {
  const level = new Float64Array(amplitude.length).fill(-Infinity); // a plain loop: many times faster than Array.from
  for (let k = 0; k < level.length; k++) {
    if (amplitude[k] > nothing * one) level[k] = 20 * Math.log10(amplitude[k] / one);
  }
  return level;
}
