// Everything the ArmsExplorer shows, picked from the published arms: no drawing in here.

import { geometricMean, quantile } from "../maths/geometric.mjs";
import { last } from "../maths/last.mjs";

/** The arms in the order of the data. */
export const ARMS = [
  { title: "linear", role: "input", shape: "circle" },
  { title: "ReLU", role: "output", shape: "diamond" },
  { title: "absolute value", role: "output", shape: "diamond" },
  { title: "linear, class DC", role: "model", shape: "square" },
  { title: "ReLU, first mean removed", role: "output", shape: "diamond" },
  { title: "linear, same DC for all", role: "alias", shape: "circle" },
  { title: "linear, class DC × 0.05", role: "model", shape: "square" },
];
const LINEAR = 0;
const DIFFERENT = 0.05; // of 30 repetitions the middle 90 %

/** Geometric mean, and the ends of the middle 90 %. */
function summary(values) {
  return {
    mean: geometricMean(values),
    low: quantile(values, DIFFERENT),
    high: quantile(values, 1 - DIFFERENT),
    count: values.length,
  };
}

const times = (factor, values) => Float64Array.from(values, (value) => factor * value);

/** An arm on a larger or smaller input: before training its features grow in proportion, for there is no bias. */
function scaled({ spread, between }, factor) {
  return { spread: times(factor, spread), between: times(factor, between) };
}

/** The factor that brings the linear network's input to the size of an arm, in each repetition; their geometric mean. */
const factorToLinear = (own, linear) => geometricMean(own.map((value, k) => value / linear[k]));

const logarithms = (values) => Array.from(values, (value) => Math.log10(value));

/** The published runs at an epoch, one by one with the logarithms that are drawn, and all values of each kind. */
const runsAt = last(({ sizes, runs: published }, epoch) => {
  const runs = published.map((run) => {
    const { spread, between } = scaled(sizes[run.arm], run.scale);
    const distance = Float64Array.from(run.distance, (course) => course[epoch - 1]);
    const means = [spread, between, distance].map(geometricMean);
    const [logSpread, logBetween, logDistance, logMeans] = [spread, between, distance, means].map(logarithms);
    const logs = { spread: logSpread, between: logBetween, distance: logDistance, means: logMeans };
    return { arm: run.arm, scale: run.scale, spread, between, distance, means, logs };
  });
  const flat = (what) => Float64Array.from(runs.flatMap((run) => Array.from(run[what])));
  return { runs, all: { spread: flat("spread"), between: flat("between"), distance: flat("distance") } };
});

/**
 * @param {object} settings arm, from 1; size: the factor of its input; epoch, from 1
 * @param {object} results of results.mjs
 * @returns {object} spread, between, distance: of all published runs and repetitions at this epoch; movedSpread,
 *   movedBetween: the chosen arm's at this size; movedDistance: the same after training, empty where no run is published;
 *   runs: the published ones, one by one; axes (logarithms); readouts
 */
export function armsPicture({ arm: number, size, epoch }, results) {
  const arm = number - 1;
  const { sizes } = results;
  const { runs, all } = runsAt(results, epoch);
  const moved = scaled(sizes[arm], size);
  const known = runs.filter((run) => run.arm === arm);
  const found = known.find((run) => run.scale === size);
  return {
    ...all,
    movedSpread: moved.spread,
    movedBetween: moved.between,
    movedDistance: found?.distance ?? new Float64Array(0),
    runs,
    axes: { spread: [-3.6, 4], between: [-5.3, 4], distance: [-1.75, 1.7] },
    readouts: {
      spread: summary(moved.spread),
      between: summary(moved.between),
      distance: found ? summary(found.distance) : null,
      linearSpread: factorToLinear(moved.spread, sizes[LINEAR].spread),
      linearBetween: factorToLinear(moved.between, sizes[LINEAR].between),
      scales: known.map((run) => run.scale),
    },
  };
}
