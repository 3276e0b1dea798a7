// Spectra under a Hann window, averaged over half-overlapping segments, block by block: the twin of welch.py.
import { halfTransform } from "./spectrum.mjs";

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

/** Adds to `power` the squared amplitudes of one segment, whose length is a power of two, at least 4. */
function addPower(power, x, weighted) {
  const weights = hann(x.length);
  for (let n = 0; n < x.length; n++) weighted[n] = x[n] * weights[n];
  const out = halfTransform(weighted);
  const half = x.length / 2;
  for (let k = 0; k <= half; k++) {
    const scale = (k === 0 || k === half ? 1 : 2) / x.length;
    power[k] += (out[2 * k] * out[2 * k] + out[2 * k + 1] * out[2 * k + 1]) * scale * scale;
  }
}

/** Amplitudes of one segment. */
export function windowed(x) {
  const power = new Float64Array(x.length / 2 + 1);
  addPower(power, x, new Float64Array(x.length));
  return power.map(Math.sqrt);
}

/**
 * Lines of a signal and of what is made of it, with segments cut at the same places.
 * @param {number} length of a segment, a power of two
 */
export function createWelch(length) {
  const segments = [new Float64Array(length), new Float64Array(length)];
  const powers = segments.map(() => new Float64Array(length / 2 + 1));
  const weighted = new Float64Array(length);
  let [filled, count] = [0, 0];
  const take = () => {
    segments.forEach((segment, i) => {
      addPower(powers[i], segment, weighted);
      segment.copyWithin(0, length / 2);
    });
    count += 1;
    filled = length / 2;
  };
  return {
    push(x, y) {
      for (let from = 0; from < x.length; ) {
        const part = Math.min(length - filled, x.length - from);
        segments[0].set(x.subarray(from, from + part), filled);
        segments[1].set(y.subarray(from, from + part), filled);
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
