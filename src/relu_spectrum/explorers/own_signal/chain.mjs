// What happens to a signal before ReLU, block by block: mean taken out, a filter of three taps, another sample rate, then
// gain and bias.
import { createResampler } from "../maths/resampling.mjs";

/** y[n] = w0 x[n] + w1 x[n-1] + w2 x[n-2], zero before the signal. */
function createFilter([w0, w1, w2]) {
  let [first, second] = [0, 0]; // x[n-1], x[n-2]
  return (x) =>
    x.map((value) => {
      const y = w0 * value + w1 * first + w2 * second;
      [second, first] = [first, value];
      return y;
    });
}

/**
 * @param {{mean: number, taps: number[], up: number, down: number, gain: number, bias: number}} how
 * @returns {{push: (x: Float64Array) => Float64Array, end: () => Float64Array}}
 */
export function createChain({ mean, taps, up, down, gain, bias }) {
  const filter = createFilter(taps);
  const resampler = createResampler(up, down);
  const scaled = (x) => x.map((value) => gain * value + bias);
  return {
    push: (x) => scaled(resampler.push(filter(x.map((value) => value - mean)))),
    end: () => scaled(resampler.end()),
  };
}
