// What the HeartRateExplorer draws besides lines: the part beyond Nyquist, the harmonics' names, the chosen channel.
import { inside } from "./marks.js";
import { font } from "./theme.js";

const bold = (ratio) => font(`600 ${12 * ratio}px`);

/** Shades what lies beyond a frequency, where samples cannot hold a line, and says so where there is room. */
export function beyond(u, frequency, words, colours) {
  const { max } = u.scales.x;
  if (frequency >= max) return;
  inside(u, (ctx, ratio, toX) => {
    const { top, height } = u.bbox;
    const [left, right] = [toX(frequency), toX(max)];
    ctx.globalAlpha = 0.45;
    ctx.fillStyle = colours.grid;
    ctx.fillRect(left, top, right - left, height);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = colours.muted;
    ctx.lineWidth = 1.5 * ratio;
    ctx.setLineDash([5 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(left, top);
    ctx.lineTo(left, top + height);
    ctx.stroke();
    ctx.font = bold(ratio);
    if (ctx.measureText(words).width + 18 * ratio > right - left) return;
    ctx.textAlign = "center";
    ctx.textBaseline = "top";
    ctx.fillStyle = colours.muted;
    ctx.fillText(words, (left + right) / 2, top + ratio);
  });
}

/** Names at the top of the plotting area, each above its place; those that would touch go one row down. */
export function names(u, places) {
  const rows = [];
  inside(u, (ctx, ratio, toX) => {
    ctx.font = bold(ratio);
    ctx.textAlign = "center";
    ctx.textBaseline = "top";
    for (const { at, text, colour } of places) {
      const x = toX(at);
      const half = ctx.measureText(text).width / 2 + 2 * ratio;
      const free = rows.findIndex((row) => row.every(([from, to]) => x + half < from || x - half > to));
      const row = free >= 0 ? free : rows.push([]) - 1;
      rows[row].push([x - half, x + half]);
      ctx.fillStyle = colour;
      ctx.fillText(text, x, u.bbox.top + (1 + 14 * row) * ratio);
    }
  });
}

/** A dashed line across the plotting area at one level. */
export function level(u, value, colour) {
  inside(u, (ctx, ratio, _, toY) => {
    const { left, width } = u.bbox;
    ctx.strokeStyle = colour;
    ctx.lineWidth = 2 * ratio;
    ctx.setLineDash([6 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(left, toY(value));
    ctx.lineTo(left + width, toY(value));
    ctx.stroke();
  });
}
