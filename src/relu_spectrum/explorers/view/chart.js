// One uPlot chart in the house style: text in the page's colours, no mouse furniture, drawn at once.
import uPlot from "uplot";
import { keptAxes } from "./kept_axes.js";
import { drawLabels } from "./labels.js";
import { font } from "./theme.js";

const FONT = font("12px");

/** An axis with a title; the colours are asked for at every drawing, so a change of theme needs no new chart. */
function axis(title, colours, shown, extra) {
  return {
    label: typeof title === "function" ? () => title(shown()) : title,
    labelFont: FONT,
    labelSize: 18,
    labelGap: 0,
    font: FONT,
    gap: 4,
    stroke: () => colours().muted,
    grid: { stroke: () => colours().grid, width: 1 },
    ticks: { stroke: () => colours().grid, width: 1, size: 4 },
    ...extra,
  };
}

/**
 * @param {HTMLElement} host
 * @param {object} spec x, y: axis titles, or functions of the picture; xAxis, yAxis: more for the axes, as uPlot has it; series: uPlot's series after the first; paint(u, picture): drawn on top;
 *   data(picture): uPlot's columns; ranges(picture): {x, y}
 * @param {() => object} colours the palette in force
 */
export function createChart(host, spec, colours) {
  let shown = null;
  const range = (key) => () => (shown ? spec.ranges(shown)[key] : [0, 1]);
  const width = host.clientWidth || 320;
  const chart = new uPlot(
    {
      width,
      height: host.clientHeight || 210,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, range: range("x") }, y: { range: range("y") } },
      axes: [
        axis(spec.x, colours, () => shown, { size: 26, space: 44, ...spec.xAxis }),
        axis(spec.y, colours, () => shown, { size: 38, space: 28, ...spec.yAxis }),
      ],
      series: [{}, ...spec.series(colours)],
      hooks: { draw: [(u) => shown && spec.paint?.(u, shown, colours())] },
      plugins: [{ hooks: keptAxes(colours) }],
    },
    [[0], ...spec.series(colours).map(() => [null])],
    host,
  );
  drawLabels(chart.ctx);
  return {
    show(picture) {
      shown = picture;
      chart.batch(() => chart.setData(spec.data(picture)));
    },
    resize: (size) => {
      if (size.width !== chart.width || size.height !== chart.height) chart.setSize(size);
    },
    restyle: () => chart.redraw(false, true),
    destroy: () => chart.destroy(),
  };
}
