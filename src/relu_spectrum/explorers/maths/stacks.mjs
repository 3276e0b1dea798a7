// The forward pass of models.AveragingStack and models.DifferencingStack: a first ReLU, then `depth` times [filter, ReLU],
// without padding, so that every layer is kernelSize - 1 samples shorter than the one before.
import { relu } from "./tones.mjs";

/** The mean of k neighbours. */
function average(x, k) {
  const y = new Float64Array(x.length - k + 1);
  for (let n = 0; n < y.length; n++) {
    let sum = 0;
    for (let j = 0; j < k; j++) sum += x[n + j];
    y[n] = sum / k;
  }
  return y;
}

/** The slope over k samples. */
function difference(x, k, sampleRate) {
  const y = new Float64Array(x.length - k + 1);
  for (let n = 0; n < y.length; n++) y[n] = ((x[n + k - 1] - x[n]) * sampleRate) / (k - 1);
  return y;
}

/**
 * @param {Float64Array} x longer than depth * (kernelSize - 1)
 * @param {{depth: number, kernelSize: number, differencing: boolean, sampleRate: number}} stack
 * @returns {{before: Float64Array, after: Float64Array}[]} what each of the depth + 1 ReLUs gets and gives
 */
export function stackLayers(x, { depth, kernelSize, differencing, sampleRate }) {
  const layers = [{ before: x, after: relu(x) }];
  for (let layer = 1; layer <= depth; layer++) {
    const { after: last } = layers[layer - 1];
    const before = differencing ? difference(last, kernelSize, sampleRate) : average(last, kernelSize);
    layers.push({ before, after: relu(before) });
  }
  return layers;
}

/** |H(f)| of one layer's filter (f in Hz): the Dirichlet kernel of an average, the sine of a difference. */
export function filterGain(frequency, { kernelSize: k, differencing, sampleRate }) {
  const angle = (Math.PI * frequency) / sampleRate;
  if (differencing) return ((2 * sampleRate) / (k - 1)) * Math.abs(Math.sin(angle * (k - 1)));
  const below = k * Math.sin(angle);
  return Math.abs(below) < 1e-12 ? 1 : Math.abs(Math.sin(angle * k) / below);
}

/** The largest |H| there is: 1 for an average, 2 fs / (k - 1) for a difference. */
export function largestGain({ kernelSize, differencing, sampleRate }) {
  return differencing ? (2 * sampleRate) / (kernelSize - 1) : 1;
}
