// The one-sided line spectrum of a real record whose length is a power of two.
import FFT from "fft.js";

const plans = new Map();

/** The transform of one length, made once: its tables cost more than the transform. */
function plan(length) {
  if (!plans.has(length)) {
    const fft = new FFT(length);
    plans.set(length, { fft, out: new Float64Array(2 * length) });
  }
  return plans.get(length);
}

/**
 * The first half of a real record's transform: real and imaginary parts by turns. The next call for a record of the same
 * length overwrites it.
 */
export function halfTransform(x) {
  const { fft, out } = plan(x.length);
  fft.realTransform(out, x);
  return out;
}

/** The mean square of line k of a spectrum, whose first and last lines, DC and Nyquist, are not doubled. */
export function linePower(amplitude, k) {
  return amplitude[k] ** 2 / (k === 0 || k === amplitude.length - 1 ? 1 : 2);
}

/**
 * The sinusoids that a record is made of: line k is cosine[k] cos(2 pi k n / N) + sine[k] sin(2 pi k n / N); DC and
 * Nyquist are not doubled.
 * @param {Float64Array} x samples of whole periods; the length is a power of two, at least 4
 */
export function sinusoids(x) {
  const length = x.length;
  const half = length / 2;
  const { fft, out } = plan(length);
  fft.realTransform(out, x);
  const [cosine, sine] = [new Float64Array(half + 1), new Float64Array(half + 1)];
  for (let k = 0; k <= half; k++) {
    const scale = (k === 0 || k === half ? 1 : 2) / length;
    [cosine[k], sine[k]] = [scale * out[2 * k], -scale * out[2 * k + 1]];
  }
  return { cosine, sine };
}

/**
 * Amplitude of each line, one-sided: a cosine's line reads its amplitude, DC and Nyquist are not doubled.
 * @param {Float64Array} x samples of whole periods; the length is a power of two, at least 4
 * @returns {{dc: number, amplitude: Float64Array}} signed mean, and length / 2 + 1 amplitudes
 */
export function lineSpectrum(x) {
  const length = x.length;
  const half = length / 2;
  const { fft, out } = plan(length);
  fft.realTransform(out, x);
  const amplitude = new Float64Array(half + 1);
  for (let k = 1; k < half; k++) {
    amplitude[k] = (2 / length) * Math.sqrt(out[2 * k] ** 2 + out[2 * k + 1] ** 2); // many times faster than hypot
  }
  amplitude[0] = Math.abs(out[0]) / length;
  amplitude[half] = Math.abs(out[length]) / length;
  return { dc: out[0] / length, amplitude };
}
