// Spectra under a Hann window, averaged over half-overlapping segments, block by block: the twin of welch.py.
import { lineSpectrum } from "./spectrum.mjs";

const windows = new Map();

/** sin^2(pi n / length), divided by its mean, 1/2. */
function hann(length) {
  if (!windows.has(length)) {
    windows.set(
      length,
      Float64Array.from({ length }, (_, n) => 2 * Math.sin((Math.PI * n) / length) ** 2),
    );
  }
  return windows.get(length);
}

/** Amplitudes of one segment, whose length is a power of two, at least 4. */
export function windowed(x) {
  const weights = hann(x.length);
  return lineSpectrum(x.map((value, n) => value * weights[n])).amplitude;
}

/**
 * Lines of several signals at once, whose segments are cut at the same places.
 * @param {number} length of a segment, a power of two
 * @param {((segment: Float64Array) => Float64Array)[]} signals made from each segment
 */
export function createWelch(length, signals) {
  const segment = new Float64Array(length);
  const powers = signals.map(() => new Float64Array(length / 2 + 1));
  let [filled, count] = [0, 0];
  const take = () => {
    signals.forEach((make, i) => {
      const amplitude = windowed(make(segment));
      for (let k = 0; k < amplitude.length; k++) powers[i][k] += amplitude[k] ** 2;
    });
    count += 1;
    segment.copyWithin(0, length / 2);
    filled = length / 2;
  };
  return {
    push(x) {
      for (let from = 0; from < x.length; ) {
        const part = Math.min(length - filled, x.length - from);
        segment.set(x.subarray(from, from + part), filled);
        [filled, from] = [filled + part, from + part];
        if (filled === length) take();
      }
    },
    amplitudes: () => powers.map((power) => power.map((sum) => Math.sqrt(sum / count))),
  };
}

/** Where the tallest line stands (Hz), DC and what leaks from it apart; 0 where there is none. */
export function strongestLine(amplitude, step) {
  let k = 2;
  for (let i = 3; i < amplitude.length - 1; i++) if (amplitude[i] > amplitude[k]) k = i;
  const most = amplitude.reduce((a, b) => Math.max(a, b));
  if (!(amplitude[k] > 1e-12 * most)) return 0;
  const side = amplitude[k + 1] > amplitude[k - 1] ? 1 : -1;
  const ratio = amplitude[k + side] / amplitude[k]; // from 1/2 to 1 for one line under a Hann window
  return (k + side * Math.max((2 * ratio - 1) / (1 + ratio), 0)) * step;
}

/** Where a frequency is seen after sampling (Hz). */
export function folded(frequency, rate) {
  const turns = frequency / rate;
  return Math.abs(turns - Math.round(turns)) * rate;
}
