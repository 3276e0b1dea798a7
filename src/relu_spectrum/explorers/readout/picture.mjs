// Everything the ReadoutExplorer shows, computed from its settings: no drawing in here.

import paper from "../../paper.json";
import { course, equalGain, gain, turningFrequency } from "../maths/filters.mjs";
import { last } from "../maths/last.mjs";
import { mean, nearestMean, normalQuantiles } from "../maths/nearest_mean.mjs";

const { sampleRate: RATE, samples: COUNT } = paper; // Hz; of section V.D
export const CENTRES = paper.centres; // Hz, the paper's classes
const MEMBERS = 64; // tones in each class
const [FROM, TO, STEP] = [0.5, 15.5, 0.05]; // Hz, where DC is measured

const quantiles = normalQuantiles(MEMBERS);

/** A unit cosine, sampled from phase 0. */
function cosine(frequency) {
  return Float64Array.from({ length: COUNT }, (_, n) => Math.cos((2 * Math.PI * frequency * n) / RATE));
}

/** The mean of ReLU of the filtered samples; before the first one there is nothing (causal padding). */
function pooledDc([first, second, third], x) {
  let sum = 0;
  let [before, earlier] = [0, 0];
  for (let n = 0; n < x.length; n++) {
    const value = x[n];
    const y = first * value + second * before + third * earlier;
    sum += y + Math.abs(y); // twice ReLU of it, without a decision
    earlier = before;
    before = value;
  }
  return sum / (2 * x.length);
}

const frequency = Float64Array.from({ length: Math.round((TO - FROM) / STEP) + 1 }, (_, i) => FROM + i * STEP);

/** The tones of the curve. */
const sweep = last(() => Array.from(frequency, cosine));

/** The curves of a filter. */
const curves = last((...taps) => ({
  gains: frequency.map((f) => gain(taps, f, RATE)),
  dc: Float64Array.from(sweep(), (x) => pooledDc(taps, x)),
}));

/** The classes' tones. */
const classTones = last((spread) => {
  const frequencies = CENTRES.map((centre) => Array.from(quantiles, (z) => centre + spread * z));
  return { frequencies, tones: frequencies.map((row) => row.map(cosine)) };
});

/** The DC of the classes' tones, and what the nearest-mean rule makes of it. */
const classDcs = last((spread, ...taps) => {
  const { frequencies, tones } = classTones(spread);
  const classes = tones.map((row) => row.map((x) => pooledDc(taps, x)));
  const means = classes.map(mean);
  const right = classes.map((row, place) => mean(row.map((value) => Number(nearestMean(value, means) === place))));
  return { frequencies, classes, means, right };
});

/** The filter as a reader meets it: how |H| goes, and which other frequency has the tone's |H|. */
function filterReadouts(taps, tone) {
  const found = equalGain(taps, gain(taps, tone, RATE), RATE);
  return {
    course: course(taps, RATE),
    turning: turningFrequency(taps, RATE),
    partner: found.find((one) => Math.abs(one - tone) > 1e-3) ?? null,
  };
}

/**
 * @param {object} settings tap_0, tap_1, tap_2 (the newest sample's weight first), frequency (Hz) and amplitude of one
 *   tone, spread (Hz) of the classes, whose tones have amplitude 1
 * @returns {object} frequency, dc (measured, amplitude 1), law (|H| / pi), gain; classFrequency, classDc (class by class);
 *   axes; readouts
 */
export function readoutPicture(settings) {
  // A slider's steps only nearly add up to the values that it shows, and a tap of nearly zero would still be a tap.
  const exact = Object.entries(settings).map(([name, value]) => [name, Math.round(value * 1e9) / 1e9]);
  const { tap_0, tap_1, tap_2, frequency: tone, amplitude, spread } = Object.fromEntries(exact);
  const taps = [tap_0, tap_1, tap_2];
  const { gains, dc } = curves(...taps);
  const { frequencies, classes, means, right } = classDcs(spread, ...taps);
  const toneGain = gain(taps, tone, RATE);
  const toneDc = amplitude * pooledDc(taps, cosine(tone));
  const top = Math.max(...dc, toneDc, ...classes.flat());
  return {
    frequency,
    dc,
    law: gains.map((value) => value / Math.PI),
    gain: gains,
    classFrequency: Float64Array.from(frequencies.flat()),
    classDc: Float64Array.from(classes.flat()),
    axes: { frequency: RATE / 2, dc: [0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2].find((limit) => limit >= top) ?? 3 },
    readouts: {
      means,
      right,
      accuracy: mean(right),
      classGains: CENTRES.map((centre) => gain(taps, centre, RATE)),
      toneGain,
      toneDc,
      toneLaw: (amplitude * toneGain) / Math.PI,
      takenFor: nearestMean(toneDc, means),
      same: equalGain(taps, amplitude * toneGain, RATE),
      ...filterReadouts(taps, tone),
    },
  };
}
