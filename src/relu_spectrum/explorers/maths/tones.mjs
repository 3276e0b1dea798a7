// Sums of cosines: their samples, their peak, and the frequency that all of them are multiples of.

/** Frequencies are multiples of this (Hz), so that every tone fills the window of 2 s with whole periods. */
const GRID = 0.5;

function gcd(a, b) {
  return b === 0 ? a : gcd(b, a % b);
}

/**
 * The greatest frequency (Hz) of which every tone is a multiple.
 * @param {{frequency: number}[]} tones at least one, on the grid
 */
export function commonFrequency(tones) {
  return GRID * tones.map((tone) => Math.round(tone.frequency / GRID)).reduce(gcd);
}

/** The largest value that the sum of the tones' amplitudes allows. */
export function peak(tones, bias = 0) {
  return tones.reduce((sum, tone) => sum + tone.amplitude, Math.abs(bias));
}

/**
 * bias + sum of a cos(2 pi f t + phase) at t = i / sampleRate, i = 0 .. count - 1.
 * @returns {{time: Float64Array, x: Float64Array}} seconds, and the samples
 */
export function sample(tones, { sampleRate, count, bias = 0 }) {
  const time = new Float64Array(count);
  const x = new Float64Array(count).fill(bias);
  for (let i = 0; i < count; i++) time[i] = i / sampleRate;
  for (const { frequency, amplitude, phase = 0 } of tones) {
    const omega = 2 * Math.PI * frequency;
    for (let i = 0; i < count; i++) x[i] += amplitude * Math.cos(omega * time[i] + phase);
  }
  return { time, x };
}

/** ReLU of every sample: max(0, x). */
export function relu(x) {
  const y = new Float64Array(x.length); // a plain loop: many times faster than map
  for (let i = 0; i < x.length; i++) if (x[i] > 0) y[i] = x[i];
  return y;
}
