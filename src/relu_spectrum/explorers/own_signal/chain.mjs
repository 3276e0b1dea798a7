// What happens to a signal before ReLU, block by block: mean taken out, a filter of three taps, another sample rate, then
// gain and bias.
import { createResampler } from "../maths/resampling.mjs";

/** y[n] = w0 x[n] + w1 x[n-1] + w2 x[n-2] of a signal without its mean, zero before it begins. */
function createFilter([w0, w1, w2], mean) {
  let [first, second] = [0, 0]; // x[n-1], x[n-2]
  return (x) => {
    const y = new Float64Array(x.length);
    let [one, two] = [first, second];
    for (let n = 0; n < x.length; n++) {
      const value = x[n] - mean;
      y[n] = w0 * value + w1 * one + w2 * two;
      two = one;
      one = value;
    }
    [first, second] = [one, two];
    return y;
  };
}

/**
 * @param {{mean: number, taps: number[], up: number, down: number, gain: number, bias: number}} how
 * @returns {{push: (x: Float64Array) => Float64Array, end: () => Float64Array}}
 */
export function createChain({ mean, taps, up, down, gain, bias }) {
  const filter = createFilter(taps, mean);
  const resampler = createResampler(up, down);
  const scaled = (x) => {
    for (let n = 0; n < x.length; n++) x[n] = gain * x[n] + bias; // ours alone: filter and resampler make new arrays
    return x;
  };
  return {
    push: (x) => scaled(resampler.push(filter(x))),
    end: () => scaled(resampler.end()),
  };
}
