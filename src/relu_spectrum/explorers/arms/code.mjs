// Python that computes what the ArmsExplorer says.
import { say } from "../view/python.mjs";

/** The names of the arms in the package, and of their runs with a larger input. */
const NAMES = [
  "linear",
  "relu",
  "abs",
  "linear_class_dc",
  "relu_mean_removed_first",
  "linear_same_dc",
  "linear_class_dc_small",
];
const LARGER = { "linear × 1000": "linear_input_1000", "relu × 20": "relu_input_20" };

export function armsCode({ arm, size, epoch }) {
  const name = NAMES[arm - 1];
  const run = size === 1 ? name : LARGER[`${name} × ${size}`];
  const said = ["Before training: R {spread:.5g}, B {between:.5g}"];
  if (run) said.push(`Distance, epoch ${epoch}: {distance:.5g} start norms`);
  const distance = `distance = gmean(by_repetition(read_published().relative_distances(), "${run}", "relative_2")[:30, ${epoch}])`;
  return `from scipy.stats import gmean

from relu_spectrum.dc_experiment import ARMS, read_published, start_sizes
from relu_spectrum.statistics import by_repetition

sizes = [start_sizes(ARMS["${name}"], k) for k in range(30)]
spread, between = (${size} * gmean(x) for x in zip(*[(s.spread, s.between) for s in sizes]))
${run ? `${distance}\n` : ""}${say(said)}`;
}
