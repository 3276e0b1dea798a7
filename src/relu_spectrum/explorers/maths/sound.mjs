// What a record sounds like: one period to be repeated, made from its lines, at a stated loudness.

import { sinusoids } from "./spectrum.mjs";

export const FACTOR = 40; // what is heard is so many times as high as what is shown: 10 Hz sounds as 400 Hz
const LOUDNESS = 0.1; // RMS value under A-weighting; full scale is 1
const PEAK = 0.5; // no sample is larger
const FAINT = 1e-4; // lines 80 dB below the largest are left out

/** The A-weighting of a frequency in Hz, as a factor of amplitudes (IEC 61672-1): how loud it is, 1 at 1 kHz. */
export function weighting(frequency) {
  const square = frequency ** 2;
  const gain =
    (12194 ** 2 * square ** 2) /
    ((square + 20.6 ** 2) * Math.sqrt((square + 107.7 ** 2) * (square + 737.9 ** 2)) * (square + 12194 ** 2));
  return 1.2589 * gain;
}

/**
 * One period of the sound of a periodic record, without DC; its RMS value under A-weighting is 1.
 * @param {Float64Array} x samples of one period; the length is a power of two
 * @param {{window: number, rate: number}} of the period in s as shown, and samples a second as heard
 * @returns {Float64Array | null} null where there is nothing to hear
 */
export function period(x, { window, rate }) {
  const { cosine, sine } = sinusoids(x);
  const length = Math.round((window / FACTOR) * rate);
  const size = cosine.map((value, k) => Math.hypot(value, sine[k]));
  const largest = Math.max(...size.subarray(1));
  if (largest < 1e-9) return null;
  const turn = (2 * Math.PI) / length;
  const [cos, sin] = [Math.cos, Math.sin].map((of) => Float64Array.from({ length }, (_, n) => of(turn * n)));
  const wave = new Float64Array(length);
  let loudness = 0;
  for (let k = 1; k < size.length && 2 * k < length; k++) {
    if (size[k] < FAINT * largest) continue;
    loudness += (weighting((k * FACTOR) / window) * size[k]) ** 2 / 2;
    for (let n = 0, at = 0; n < length; n++, at = (at + k) % length) {
      wave[n] += cosine[k] * cos[at] + sine[k] * sin[at];
    }
  }
  return wave.map((value) => value / Math.sqrt(loudness));
}

/** The sounds of several records, equally loud, none of them beyond the peak. */
export function sounds(records, options) {
  const periods = records.map((x) => period(x, options));
  const peaks = periods.map((wave) => (wave ? wave.reduce((top, value) => Math.max(top, Math.abs(value)), 0) : 0));
  const gain = Math.min(LOUDNESS, PEAK / Math.max(...peaks));
  return periods.map((wave) => wave && Float32Array.from(wave, (value) => gain * value));
}
