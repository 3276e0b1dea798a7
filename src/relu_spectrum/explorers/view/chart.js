// One uPlot chart in the house style: text in the page's colours, no mouse furniture, drawn at once.
import uPlot from "uplot";
import { keptAxes } from "./kept_axes.js";
import { drawLabels } from "./labels.js";
import { nextTask } from "./next_task.mjs";
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
 * The chart is made when it knows its size and its picture, in a task of its own.
 * @param {HTMLElement} host
 * @param {object} spec x, y: axis titles, or functions of the picture; xAxis, yAxis: more for the axes, as uPlot has it; series: uPlot's series after the first; paint(u, picture): drawn on top;
 *   data(picture): uPlot's columns; ranges(picture): {x, y}
 * @param {() => object} colours the palette in force
 */
export function createChart(host, spec, colours) {
  let [chart, shown, size] = [null, null, null];
  const range = (key) => () => spec.ranges(shown)[key];
  const options = {
    padding: [8, 12, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: range("x") }, y: { range: range("y") } },
    axes: [
      axis(spec.x, colours, () => shown, { size: 26, space: 44, ...spec.xAxis }),
      axis(spec.y, colours, () => shown, { size: 38, space: 28, ...spec.yAxis }),
    ],
    series: [{}, ...spec.series(colours)],
    hooks: { draw: [(u) => spec.paint?.(u, shown, colours())] },
    plugins: [{ hooks: keptAxes(colours) }],
  };
  const start = async () => {
    await nextTask();
    if (chart || !shown || !size) return;
    chart = new uPlot({ ...options, ...size }, spec.data(shown), host);
    drawLabels(chart.ctx);
  };
  return {
    made: () => chart !== null,
    show(picture) {
      shown = picture;
      if (chart) chart.batch(() => chart.setData(spec.data(picture)));
      else start();
    },
    resize(now) {
      size = now;
      if (!chart) start();
      else if (size.width !== chart.width || size.height !== chart.height) chart.setSize(size);
    },
    restyle: () => chart?.redraw(false, true),
    destroy() {
      size = null;
      chart?.destroy();
    },
  };
}
