// Six signals that are made, not recorded: the twins of relu_spectrum.signals.examples, which gives their formulas.
import paper from "../../paper.json";

const [RATE, COUNT] = [8000, 16000];
const TURN = 2 * Math.PI;
const RESONANCES = [
  [700, 130],
  [1220, 70],
  [2600, 160],
]; // Hz: where, and how wide

const made = (count, rate, of) => Float64Array.from({ length: count }, (_, n) => of(n / rate));
const audible = (of) => ({ rate: RATE, x: made(COUNT, RATE, of) });

function pulseWave() {
  const { sampleRate: rate, kidPpg } = paper;
  const x = made(64 * rate, rate, (t) => Math.sin(TURN * 1.25 * t) + 0.4 * Math.sin(2 * TURN * 1.25 * t));
  const mean = x.reduce((a, b) => a + b) / x.length;
  const std = Math.sqrt(x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length);
  return { rate, x: x.map((value) => (kidPpg.sensorStd * (value - mean)) / std) };
}

function vowel() {
  const gains = Array.from({ length: 24 }, (_, i) => {
    const f = 140 * (i + 1);
    return RESONANCES.reduce((gain, [at, width]) => (gain * at ** 2) / Math.hypot(at ** 2 - f ** 2, width * f), 1);
  });
  const { rate, x } = audible((t) => {
    const theta = TURN * 140 * t + 0.5 * Math.sin(TURN * 5.5 * t);
    return gains.reduce((sum, gain, i) => sum + (gain / (i + 1)) * Math.sin((i + 1) * theta), 0);
  });
  const peak = x.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
  return { rate, x: x.map((value) => (0.8 * value) / peak) };
}

/** A counter as a number from 0 to 1 that looks random. */
function uniform(n) {
  let z = Math.imul(n, 0x9e3779b9);
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (((z ^ (z >>> 16)) >>> 0) + 0.5) / 2 ** 32;
}

const normal = (n) => Math.sqrt(-2 * Math.log(uniform(2 * n + 1))) * Math.cos(TURN * uniform(2 * n + 2));

/** Their names and what makes them: {rate, x}. */
export const EXAMPLES = {
  tone: () => audible((t) => 0.8 * Math.cos(TURN * 440 * t)),
  "two tones": () => audible((t) => 0.4 * Math.cos(TURN * 440 * t) + 0.4 * Math.cos(TURN * 550 * t)),
  chirp: () => audible((t) => 0.8 * Math.cos(TURN * (100 * t + 475 * t ** 2))),
  "pulse wave": pulseWave,
  "sung vowel": vowel,
  noise: () => ({ rate: RATE, x: Float64Array.from({ length: COUNT }, (_, n) => 0.25 * normal(n)) }),
};
