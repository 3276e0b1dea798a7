// The exact line spectrum of ReLU(bias + any commensurate tones), from the zero crossings alone.
//
// Between two crossings ReLU(x) is x or 0. With I[m] = the mean over a period of e^{-i m theta} where x > 0,
// the two-sided line is c_n = bias I[n] + sum a/2 (e^{i phase} I[n-k] + e^{-i phase} I[n+k]), and for m != 0
// I[m] = i / (2 pi m) * sum of e^{-i m theta} over falling crossings, less the same over rising ones.
import { zeroCrossings } from "./crossings.mjs";
import { commonFrequency } from "./tones.mjs";

/** I[0..highest] as real and imaginary parts; I[-m] is the conjugate of I[m]. */
function positiveMeans(crossings, startsPositive, highest) {
  const re = new Float64Array(highest + 1);
  const im = new Float64Array(highest + 1);
  let share = startsPositive ? 1 : 0; // it then also ends positive, which the crossings alone do not say
  for (const { theta, rising } of crossings) {
    const sign = rising ? -1 : 1;
    share += (sign * theta) / (2 * Math.PI);
    const c = Math.cos(theta);
    const s = Math.sin(theta);
    let u = sign; // u + iv = sign * e^{-i m theta}, turned on by one step each time
    let v = 0;
    for (let m = 1; m <= highest; m++) {
      const next = u * c + v * s;
      v = v * c - u * s;
      u = next;
      re[m] -= v; // times i
      im[m] += u;
    }
  }
  re[0] = share;
  for (let m = 1; m <= highest; m++) {
    re[m] /= 2 * Math.PI * m;
    im[m] /= 2 * Math.PI * m;
  }
  return { re, im };
}

/**
 * Lines of ReLU(bias + sum of tones) at n times the tones' common frequency, n = 0 .. count, or up to a band (Hz).
 * @param {{frequency: number, amplitude: number, phase?: number}[]} tones
 * @param {{bias?: number, count?: number, band?: number}} options
 * @returns {{fundamental: number, dc: number, amplitude: Float64Array, re: Float64Array, im: Float64Array,
 *   density: number}} common frequency (Hz, 0 when no tone sounds), DC, one-sided amplitudes (DC not doubled), the one-sided complex
 *   lines, and the amplitude density of the input at zero, p(0) = sum of 1 / (T |dx/dt|) over the crossings
 */
export function reluLines(tones, options) {
  const sounding = tones.filter((tone) => tone.amplitude > 0);
  const fundamental = sounding.length > 0 ? commonFrequency(sounding) : 0;
  const { bias = 0, band = 0, count = fundamental > 0 ? Math.floor(band / fundamental) : 0 } = options;
  const re = new Float64Array(count + 1);
  const im = new Float64Array(count + 1);
  let density = 0;
  if (fundamental === 0) re[0] = Math.max(0, bias);
  else {
    const parts = sounding.map(({ frequency, amplitude, phase = 0 }) => ({
      k: Math.round(frequency / fundamental),
      amplitude,
      phase,
    }));
    const crossings = zeroCrossings(parts, bias);
    const start = parts.reduce((sum, part) => sum + part.amplitude * Math.cos(part.phase), bias);
    const highest = count + Math.max(...parts.map((part) => part.k));
    const mean = positiveMeans(crossings, start > 0, highest);
    for (const { slope } of crossings) density += 1 / (2 * Math.PI * Math.abs(slope));
    for (let n = 0; n <= count; n++) {
      re[n] = bias * mean.re[n];
      im[n] = bias * mean.im[n];
    }
    for (const { k, amplitude, phase } of parts) {
      const [c, s] = [0.5 * amplitude * Math.cos(phase), 0.5 * amplitude * Math.sin(phase)];
      for (let n = 0; n <= count; n++) {
        const below = Math.abs(n - k);
        const p = mean.re[below];
        const q = n < k ? -mean.im[below] : mean.im[below];
        const r = mean.re[n + k];
        const t = mean.im[n + k];
        re[n] += c * (p + r) - s * (q - t);
        im[n] += c * (q + t) + s * (p - r);
      }
    }
    for (let n = 1; n <= count; n++) {
      re[n] *= 2;
      im[n] *= 2;
    }
  }
  const amplitude = re.map((value, n) => Math.sqrt(value * value + im[n] * im[n]));
  return { fundamental, dc: re[0], amplitude, re, im, density };
}
