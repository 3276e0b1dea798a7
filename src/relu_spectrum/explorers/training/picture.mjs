// Everything the TrainingExplorer shows, picked from the published trainings: no drawing in here.

import { last } from "../maths/last.mjs";

/** The paper's arms in the order of the data: their switches, names, colours and marks; of sizes that can be told apart where the arms meet, before training. */
export const ARMS = [
  { setting: "relu", title: "ReLU", role: "output", shape: "circle", size: 7 },
  { setting: "linear", title: "linear", role: "input", shape: "diamond", size: 5 },
  { setting: "class_dc", title: "linear, class DC", role: "model", shape: "square", size: 4 },
];
const LAYERS = [0, 1];
const ORDER = [2, 0, 1]; // the paper's: class DC nearest to the start, then ReLU, then linear

/** Mean, and standard deviation of a sample: null where there is only one value. */
export function statistics(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null };
}

/** The runs of each arm in one repetition, or in all, and their statistics at each epoch: loss, then distances. */
function coursesOf({ loss, distance, epochs }, repetition) {
  return ARMS.map((_, arm) =>
    [loss, ...distance].map((quantity) => {
      const runs = repetition === 0 ? quantity[arm] : [quantity[arm][repetition - 1]];
      const each = Array.from({ length: epochs + 1 }, (_, epoch) => statistics(runs.map((run) => run[epoch])));
      return { runs, each, means: Float64Array.from(each, ({ mean }) => mean) };
    }),
  );
}

/** What each run had at one epoch. */
function atEpoch(runs, epoch) {
  const values = new Float64Array(runs.length);
  for (let i = 0; i < runs.length; i++) values[i] = runs[i][epoch];
  return values;
}

/** One array after the other. */
function flat(arrays) {
  const all = new Float64Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

/** The ends of the axes: the same at all settings. */
function axesOf({ loss, distance }) {
  const all = loss.flat().flatMap((run) => Array.from(run));
  return {
    loss: [Math.floor(Math.log10(Math.min(...all))), Math.log10(1.6 * Math.max(...all))],
    distance: distance.map((layer) => Math.max(...layer.flat().map((run) => Math.max(...run)))),
  };
}

const known = new WeakMap();

/** What no epoch changes, worked out once. */
function knownOf(results) {
  if (!known.has(results)) {
    known.set(results, { axes: axesOf(results), courses: last((repetition) => coursesOf(results, repetition)) });
  }
  return known.get(results);
}

/**
 * @param {object} settings epoch; repetition, from 1, or 0 for all; relu, linear, class_dc: which arms are shown
 * @param {object} results of training_results.mjs
 * @returns {object} loss, distance1, distance2: of each shown arm and repetition at this epoch; pathLoss, path1, path2: of
 *   each shown arm up to this epoch, the repetition's or the mean of all; arms: the same, arm by arm; axes; readouts
 */
export function trainingPicture(settings, results) {
  const { epoch, repetition } = settings;
  const { axes, courses } = knownOf(results);
  const arms = ARMS.map(({ setting }, arm) => {
    const quantities = courses(repetition)[arm];
    const now = quantities.map(({ runs }) => atEpoch(runs, epoch));
    const path = quantities.map(({ means }) => means.subarray(0, epoch + 1));
    const [loss, ...distance] = quantities.map(({ each }) => each[epoch]);
    return {
      shown: settings[setting],
      now: { loss: now[0], distance: now.slice(1) },
      path: { loss: path[0], distance: path.slice(1) },
      readouts: { loss, distance, count: now[0].length },
    };
  });
  const shown = arms.filter((arm) => arm.shown);
  const holds = LAYERS.map((layer) => {
    const [nearest, middle, farthest] = ORDER.map((arm) => arms[arm].now.distance[layer]);
    return middle.filter((d, i) => nearest[i] < d && d < farthest[i]).length;
  });
  return {
    loss: flat(shown.map((arm) => arm.now.loss)),
    distance1: flat(shown.map((arm) => arm.now.distance[0])),
    distance2: flat(shown.map((arm) => arm.now.distance[1])),
    pathLoss: flat(shown.map((arm) => arm.path.loss)),
    path1: flat(shown.map((arm) => arm.path.distance[0])),
    path2: flat(shown.map((arm) => arm.path.distance[1])),
    arms,
    axes,
    readouts: { holds, count: arms[0].readouts.count, epochs: results.epochs },
  };
}
