// Python that computes what the ReadoutExplorer says.
import { list, number, say } from "../view/python.mjs";

export function readoutCode({ tap_0, tap_1, tap_2, frequency, amplitude, spread }) {
  const [tone, a] = [number(frequency), number(amplitude)];
  const said = [
    "Nearest mean: {accuracy(classes):.3%} right, class means {means.round(5)}",
    `DC of the tone: {dc:.6f}, a|H|/π is {dc_law(taps, ${tone}, amplitude=${a}, sample_rate=32):.6f}`,
    "The rule takes the tone for: the {CENTRES[nearest_mean([dc], means)[0]]:g} Hz class",
  ];
  return `import numpy as np
from relu_spectrum.models import dc_law, pooled_dc
from relu_spectrum.statistics import CENTRES, accuracy, class_frequencies, nearest_mean

taps, angle = ${list([tap_0, tap_1, tap_2].map(number))}, 2 * np.pi * np.arange(256) / 32
frequency = class_frequencies(spread=${number(spread)}, count=64)
classes = pooled_dc(taps, np.cos(np.multiply.outer(frequency, angle)))
means, dc = classes.mean(axis=-1), ${a} * pooled_dc(taps, np.cos(${tone} * angle))
${say(said)}`;
}
