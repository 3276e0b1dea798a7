// Axes and grid of a chart, kept as a picture for as long as they stay the same: half of the time that a redraw takes.

/** All that the axes depend on, as text. */
function lookOf(u, colours) {
  const { x, y } = u.scales;
  const { left, top, width, height } = u.bbox;
  const labels = u.axes.map(({ label }) => (typeof label === "function" ? label() : label));
  const { muted, grid } = colours();
  const { width: whole, height: high } = u.ctx.canvas;
  return [x.min, x.max, y.min, y.max, left, top, width, height, whole, high, ...labels, muted, grid].join("\n");
}

/**
 * Hooks of uPlot, which draws the axes right after it has cleared the chart. They are taken as a picture when they are
 * drawn for a second time without a change; a slider that moves them costs no picture.
 * @param {() => object} colours the palette in force
 */
export function keptAxes(colours) {
  const copy = document.createElement("canvas"); // never in the page
  let [look, before, kept] = ["", "", ""];
  const show = (u, shown) => {
    for (const axis of u.axes) axis._show = shown; // uPlot's own mark of an axis that is not drawn
  };
  return {
    drawClear: (u) => {
      look = lookOf(u, colours);
      if (look !== kept) return;
      u.ctx.drawImage(copy, 0, 0);
      show(u, false);
    },
    drawAxes: (u) => {
      if (look === kept) show(u, true);
      else if (look === before) {
        [copy.width, copy.height] = [u.ctx.canvas.width, u.ctx.canvas.height];
        copy.getContext("2d").drawImage(u.ctx.canvas, 0, 0);
        kept = look;
      }
      before = look;
    },
  };
}
