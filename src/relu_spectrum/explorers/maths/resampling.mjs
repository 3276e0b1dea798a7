// Another sample rate, up / down times as high: scipy.signal.resample_poly, block by block.
//
// The filter is scipy's: a sinc of 20 max(up, down) + 1 taps that cuts at the lower of the two Nyquist frequencies, under
// a Kaiser window with beta 5. Its delay is taken out; beyond its ends the signal is zero.

const BETA = 5;

/** The modified Bessel function of order zero. */
function bessel(x) {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** The taps, for a rate `up` times as high: their sum is `up`. */
function lowPass(up, down) {
  const most = Math.max(up, down);
  const half = 10 * most;
  const taps = Float64Array.from({ length: 2 * half + 1 }, (_, k) => {
    const at = (Math.PI * (k - half)) / most;
    const sinc = at === 0 ? 1 : Math.sin(at) / at;
    return sinc * bessel(BETA * Math.sqrt(Math.max(1 - ((k - half) / half) ** 2, 0)));
  });
  const sum = taps.reduce((a, b) => a + b);
  return taps.map((tap) => (up * tap) / sum);
}

/** How many samples come out for `count` that go in. */
export const resampledLength = (count, up, down) => Math.ceil((count * up) / down);

/**
 * @param {number} up, down without a common divisor
 * @returns {{push: (x: Float64Array) => Float64Array, end: () => Float64Array}} push gives what is complete so far, end
 *   the rest
 */
export function createResampler(up, down) {
  if (up === down) return { push: (x) => x, end: () => new Float64Array(0) };
  const taps = lowPass(up, down);
  const half = (taps.length - 1) / 2;
  let [kept, begin, seen, next] = [new Float64Array(0), 0, 0, 0]; // kept: samples from `begin` on; next: output

  /** The outputs before `stop`; samples that have not come are zero. */
  const outputs = (stop) => {
    const y = new Float64Array(Math.max(stop - next, 0));
    const [x, start, end, size] = [kept, begin, seen - 1, taps.length];
    for (let m = 0; m < y.length; m++) {
      const centre = (next + m) * down + half; // tap `centre - i * up` weights sample i
      const first = Math.max(Math.ceil((centre - size + 1) / up), start);
      const last = Math.min(Math.floor(centre / up), end);
      let sum = 0;
      for (let i = first - start, tap = centre - first * up; i <= last - start; i++, tap -= up) sum += taps[tap] * x[i];
      y[m] = sum;
    }
    next += y.length;
    return y;
  };
  return {
    push(x) {
      const joined = new Float64Array(kept.length + x.length);
      joined.set(kept);
      joined.set(x, kept.length);
      kept = joined;
      seen += x.length;
      const y = outputs(Math.floor((seen * up - 1 - half) / down) + 1); // their last sample has come
      const needed = Math.max(Math.ceil((next * down + half - taps.length + 1) / up), 0);
      const drop = Math.min(Math.max(needed - begin, 0), kept.length);
      kept = kept.slice(drop);
      begin += drop;
      return y;
    },
    end: () => outputs(resampledLength(seen, up, down)),
  };
}
