// The TrainingExplorer's view: how far the filters of three networks are from their start, against the loss.
import { dots } from "../view/cloud_marks.js";
import { createSource } from "../view/data_source.js";
import { inside, marks, remark } from "../view/marks.js";
import { createRender } from "../view/view.js";
import { fixed, sized, tenTo } from "../view/words.mjs";
import { trainingCode } from "./code.mjs";
import { ARMS, trainingPicture } from "./picture.mjs";
import { unpack } from "./results.mjs";

const results = createSource({ kind: "results", file: "training_results.js", variable: "reluTrainingResults" });
const LAST = 60; // epochs
const SMALL = 1e-3; // below this, numbers are written with a power of ten

/** A line through points in their own order, which need not go from left to right. */
function path(u, x, y, colour) {
  inside(u, (ctx, ratio, toX, toY) => {
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.75 * ratio;
    ctx.lineJoin = "round";
    ctx.beginPath();
    for (let i = 0; i < x.length; i++) ctx.lineTo(toX(x[i]), toY(y[i]));
    ctx.stroke();
  });
}

const logarithms = (values) => values.map(Math.log10);

function layerFigure(layer) {
  return {
    title: `Layer ${layer + 1}`,
    legend: ARMS.map(({ title, role, shape }) => ({ text: title, role, shape })),
    x: "Loss",
    xAxis: { incrs: [1, 2, 3, 4], values: (_, powers) => powers.map(tenTo) },
    y: `Distance d${"₁₂"[layer]}`,
    series: () => [{ show: false }],
    data: ({ axes }) => [axes.loss, [null, null]],
    ranges: ({ axes }) => ({ x: axes.loss, y: [-0.05 * axes.distance[layer], 1.08 * axes.distance[layer]] }),
    paint(u, { arms, settings: s }, colours) {
      const visible = ARMS.map((arm, i) => ({ ...arm, ...arms[i] })).filter((arm) => arm.shown);
      if (s.repetition === 0) {
        for (const { now, role } of visible) {
          dots(u, logarithms(now.loss), now.distance[layer], colours[role], 1.75, 0.55);
        }
      }
      for (const arm of visible) path(u, logarithms(arm.path.loss), arm.path.distance[layer], colours[arm.role]);
      for (const { path: way, role, shape, size } of visible) {
        const end = [logarithms(way.loss.subarray(-1)), way.distance[layer].subarray(-1)];
        marks(u, ...end, { colour: colours[role], halo: colours.paper, shape, size });
      }
      if (visible.length === 0) remark(u, "all arms are switched off", colours);
    },
    alternative({ arms, settings: s }) {
      const said = ARMS.flatMap(({ title }, i) => {
        const { shown, readouts: r } = arms[i];
        return shown ? `${title}: distance ${spread(r.distance[layer])} at a loss of ${spread(r.loss)}` : [];
      });
      return (
        `Distance of layer ${layer + 1} from its start against the loss, from epoch 0 to ${s.epoch}, ${whose(s)}. ` +
        `${said.join("; ") || "All arms are switched off"}.`
      );
    },
  };
}

const whose = ({ repetition }) => (repetition === 0 ? "mean of all repetitions" : `repetition ${repetition}`);

/** A mean with its standard deviation: 1.64 ± 0.09, or (1.7 ± 0.7) × 10⁻⁵. */
function spread({ mean, sd }) {
  if (mean === 0) return "0";
  const power = mean < SMALL ? Math.floor(Math.log10(mean)) : 0;
  const digits = power < 0 || mean >= 10 ? 1 : mean < 0.1 ? 4 : 2;
  const [size, deviation] = [mean / 10 ** power, sd / 10 ** power];
  const both = sd === null ? fixed(size, digits) : `${fixed(size, digits)} ± ${fixed(deviation, digits)}`;
  if (power === 0) return both;
  return sd === null ? sized(mean, 2) : `(${both}) × ${tenTo(power)}`;
}

function readouts({ arms }) {
  return ARMS.map(({ title }, i) => {
    const { shown, readouts: r } = arms[i];
    if (!shown) return [title, "switched off", ""];
    const [first, second] = r.distance.map(spread);
    return [title, `loss ${spread(r.loss)}`, `d₁ ${first}, d₂ ${second}`];
  });
}

/** In how many repetitions the paper's order holds. */
function note({ readouts: { holds, count }, settings: { epoch, repetition } }) {
  if (epoch === 0) {
    return "Before training. In each repetition all arms have the same start weights and the same tones.";
  }
  const order = "class DC < ReLU < linear";
  if (repetition === 0) {
    return (
      `Mean ± standard deviation of ${count} repetitions. In the order ${order} are d₁ in ${holds[0]} of them, ` +
      `d₂ in ${holds[1]}.`
    );
  }
  const [first, second] = holds.map((one) => (one === 1 ? "is" : "is not"));
  return `In this repetition d₁ ${first} in the order ${order}, and d₂ ${second}.`;
}

export default {
  render: createRender({
    needs: {
      waiting: "Loading the trainings (50 kB) …",
      failed: (error) => `The trainings did not come: ${error.message}.`,
      load: async (context) => unpack(await results(context)),
    },
    picture: trainingPicture,
    idle: ({ relu, linear, class_dc }) =>
      relu || linear || class_dc ? {} : { epoch: "no arm is shown", repetition: "no arm is shown" },
    code: trainingCode,
    figures: [layerFigure(0), layerFigure(1)],
    play: { setting: "epoch", last: LAST, leap: 5 },
    subject: ({ settings: s }) => `Epoch ${s.epoch}, ${whose(s)}`,
    readouts,
    note,
    longest: { readouts: { holds: [100, 100], count: 100 }, settings: { epoch: 1, repetition: 0 } },
  }),
};
