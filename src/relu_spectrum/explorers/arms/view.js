// The ArmsExplorer's view: the published arms by the size of their features before training and by distance after it.

import { names } from "../view/channel_marks.js";
import { dots } from "../view/cloud_marks.js";
import { createSource } from "../view/data_source.js";
import { inside, marks } from "../view/marks.js";
import { createRender } from "../view/view.js";
import { sized, tenTo } from "../view/words.mjs";
import { armsCode } from "./code.mjs";
import { ARMS, armsPicture } from "./picture.mjs";
import { unpack } from "./results.mjs";

const arms = createSource({ kind: "arms", file: "arms_results.js", variable: "reluArmsResults" });
const DISTANCES = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]; // named on the axis
const FEW = [0.05, 0.2, 1, 5]; // the same on a low chart
const LOW = 180; // px
const NAME = 17; // px: the row of the name above the line

/** The band of sizes, from the lowest repetition to the highest, that an arm begins with, and a line at their mean. */
function band(u, values, mean, colour) {
  inside(u, (ctx, ratio, toX) => {
    const { top, height } = u.bbox;
    const [left, right] = [Math.min(...values), Math.max(...values)].map((value) => toX(Math.log10(value)));
    ctx.fillStyle = ctx.strokeStyle = colour;
    ctx.globalAlpha = 0.15;
    ctx.fillRect(left, top, right - left, height);
    ctx.globalAlpha = 1;
    ctx.lineWidth = 1.5 * ratio;
    ctx.setLineDash([5 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(toX(Math.log10(mean)), top + NAME * ratio);
    ctx.lineTo(toX(Math.log10(mean)), top + height);
    ctx.stroke();
  });
}

const moving = ({ settings: s }) => `${ARMS[s.arm - 1].title} × ${s.size}`;

/** A chart of one size; `place` is the place of its mean in a run's means. */
function sizeFigure({ title, x, what, place }) {
  const moved = `moved${what[0].toUpperCase()}${what.slice(1)}`;
  return {
    title,
    legend: [
      { text: "linear", role: "input", shape: "circle" },
      { text: "ReLU, |x|", role: "output", shape: "diamond" },
      { text: "class DC", role: "model", shape: "square" },
      { text: "same DC", role: "alias", shape: "circle" },
    ],
    x,
    xAxis: { incrs: [1, 2, 3], values: (_, powers) => powers.map(tenTo) },
    y: "Distance / norm",
    yAxis: {
      splits: (u, _axis, low, high) =>
        (u.height < LOW ? FEW : DISTANCES).map(Math.log10).filter((at) => low <= at && at <= high),
      values: (_u, splits) => splits.map((at) => Number((10 ** at).toPrecision(1))),
    },
    series: () => [{ show: false }],
    data: ({ axes }) => [axes[what], [null, null]],
    ranges: ({ axes }) => ({ x: axes[what], y: axes.distance }),
    paint(u, picture, colours) {
      const { runs, readouts: r, settings: s } = picture;
      const own = ARMS[s.arm - 1];
      band(u, picture[moved], r[what].mean, colours[own.role]);
      for (const { arm, logs } of runs) dots(u, logs[what], logs.distance, colours[ARMS[arm].role], 1.5, 0.5);
      for (const run of runs) {
        const { role, shape } = ARMS[run.arm];
        const at = [run.logs.means[place], run.logs.means[2]];
        const chosen = run.arm === s.arm - 1 && run.scale === s.size;
        const look = { halo: colours.paper, colour: colours[role], shape };
        marks(u, [at[0]], [at[1]], { ...look, size: chosen ? 8 : 5 });
        if (chosen) dots(u, [at[0]], [at[1]], colours[role], 3.5);
      }
      names(u, [{ at: Math.log10(r[what].mean), text: `× ${s.size}`, colour: colours.text }]);
    },
    alternative(picture) {
      const { readouts: r, settings: s } = picture;
      const end = r.distance
        ? `its distance is ${sized(r.distance.mean)} start norms`
        : "it has no published run there";
      return (
        `Distance of the second convolution at epoch ${s.epoch} against ${x}, both on logarithmic axes, for nine published ` +
        `arms. ${moving(picture)} begins at ${sized(r[what].mean)}; ${end}.`
      );
    },
  };
}

/** A factor with three digits, and no needless zeros. */
const factor = (value) => String(Number(value.toPrecision(3)));

/** The ends of the middle 90 % in words. */
const middle = ({ low, high, count }) => `90 % of ${count} from ${sized(low)} to ${sized(high)}`;

function readouts({ readouts: r, settings: s }) {
  return [
    ["Before training", `R ${sized(r.spread.mean)}, B ${sized(r.between.mean)}`, `R: ${middle(r.spread)}`],
    r.distance
      ? [`Distance, epoch ${s.epoch}`, `${sized(r.distance.mean)} start norms`, middle(r.distance)]
      : [`Distance, epoch ${s.epoch}`, "not known", `no published run at × ${s.size}`],
    ["Linear network as large", `input × ${factor(r.linearSpread)} for R`, `input × ${factor(r.linearBetween)} for B`],
  ];
}

/** What is known of the chosen arm. */
function note({ readouts: r, settings: s }) {
  const runs = r.scales.length > 1 ? `published runs at × ${r.scales.join(" and × ")}` : "one published run, at × 1";
  return (
    `${ARMS[s.arm - 1].title}: ${runs}. Before training its features grow with the input, exactly in proportion. ` +
    "How far it goes at other sizes is not among the published results."
  );
}

export default {
  render: createRender({
    needs: {
      waiting: "Loading the arms (10 kB) …",
      failed: (error) => `The arms did not come: ${error.message}.`,
      load: async (context) => unpack(await arms(context)),
    },
    picture: armsPicture,
    figures: [
      sizeFigure({ title: "Spread of the signals", x: "R before training", what: "spread", place: 0 }),
      sizeFigure({ title: "Spread of the class means", x: "B before training", what: "between", place: 1 }),
    ],
    subject: (picture) => `${moving(picture)}, epoch ${picture.settings.epoch}`,
    readouts,
    note,
    longest: { readouts: { scales: [1] }, settings: { arm: 5 } },
    code: armsCode,
  }),
};
