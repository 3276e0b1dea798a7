// What the ReadoutExplorer draws besides curves: clouds of tones, and what the nearest-mean rule sees of them.
import { inside } from "./marks.js";

const SPECK = 0.01; // px: a line of no length at all would not be drawn everywhere

/** A small filled dot at each place: the round ends of a line, which a canvas takes four times faster than an arc. */
export function dots(u, x, y, colour, size = 2, alpha = 1) {
  inside(u, (ctx, ratio, toX, toY) => {
    ctx.strokeStyle = colour;
    ctx.globalAlpha = alpha;
    ctx.lineCap = "round";
    ctx.lineWidth = 2 * size * ratio;
    ctx.beginPath();
    for (let i = 0; i < x.length; i++) {
      const left = toX(x[i]);
      const top = toY(y[i]);
      ctx.moveTo(left, top);
      ctx.lineTo(left + SPECK, top);
    }
    ctx.stroke();
  });
}

/** A tick from one place to another at the height of each value: values without their frequencies. */
export function rug(u, values, [from, to], colour) {
  inside(u, (ctx, ratio, toX, toY) => {
    ctx.strokeStyle = colour;
    ctx.lineWidth = ratio;
    ctx.globalAlpha = 0.7;
    ctx.beginPath();
    for (const value of values) {
      ctx.moveTo(toX(from), toY(value));
      ctx.lineTo(toX(to), toY(value));
    }
    ctx.stroke();
  });
}

/** The band of values that are nearest to each mean, in the colour of its class, with a dashed line between two. */
export function bands(u, means, colours, line) {
  const order = means.map((_, place) => place).sort((a, b) => means[a] - means[b]);
  const edges = order.slice(1).map((place, i) => (means[order[i]] + means[place]) / 2);
  const { min, max } = u.scales.y;
  inside(u, (ctx, ratio, _, toY) => {
    const { left, width } = u.bbox;
    order.forEach((place, i) => {
      const [bottom, top] = [toY(edges[i - 1] ?? min), toY(edges[i] ?? max)];
      ctx.globalAlpha = 0.12;
      ctx.fillStyle = colours[place];
      ctx.fillRect(left, top, width, bottom - top);
    });
    ctx.globalAlpha = 1;
    ctx.strokeStyle = line;
    ctx.lineWidth = ratio;
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath();
    for (const edge of edges) {
      ctx.moveTo(left, toY(edge));
      ctx.lineTo(left + width, toY(edge));
    }
    ctx.stroke();
  });
}
