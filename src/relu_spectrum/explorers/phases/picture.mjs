// Everything the PhaseExplorer shows, computed from its settings: no drawing in here.

import { last } from "../maths/last.mjs";
import { reluLines } from "../maths/many_tones.mjs";
import { lowestRelation } from "../maths/relations.mjs";
import { lineSpectrum } from "../maths/spectrum.mjs";
import { reluModel } from "../maths/taylor.mjs";
import { commonFrequency, peak, relu, sample } from "../maths/tones.mjs";

const RATE = 1024; // Hz, as in the paper's script; 1 s of it, so line k is at k Hz
const BAND = 200; // Hz shown
const STEP = 5; // degrees
const TURN = 360 / STEP;
const POINTS = 2048; // of one period, for the mean at each phase

const COSINES = Float64Array.from({ length: POINTS }, (_, i) => Math.cos((2 * Math.PI * i) / POINTS));

const FREQUENCY = Float64Array.from({ length: BAND + 1 }, (_, k) => k); // Hz
const PHASE = Float64Array.from({ length: TURN + 1 }, (_, p) => STEP * p);

/** The tones that keep their phase, at unit amplitude. */
const othersOf = (paper) => (paper ? [5, 20, 40] : [5]);

/** Their samples, with the bias. */
const stillOf = last((paper, bias) => {
  const tones = othersOf(paper).map((f) => ({ frequency: f, amplitude: 1 }));
  return sample(tones, { sampleRate: RATE, count: RATE, bias }).x;
});

/** So many periods of a cosine, some samples late. */
function wave(periods, late = 0) {
  const x = new Float64Array(POINTS);
  for (let i = 0; i < POINTS; i++) x[i] = COSINES[(periods * i - late) & (POINTS - 1)];
  return x;
}

/** DC of ReLU at each phase of one tone, from 0 to 360 degrees; with all others at phase 0 it is even in the phase. */
function dcByPhase({ frequency, amplitude, bias }, others) {
  const f0 = commonFrequency([frequency, ...others].map((f) => ({ frequency: f })));
  const [k, ...rest] = [frequency, ...others].map((f) => Math.round(f / f0));
  const still = new Float64Array(POINTS).fill(bias);
  for (const part of rest.map((n) => wave(n))) for (let i = 0; i < POINTS; i++) still[i] += part[i];
  const [inPhase, behind] = [wave(k), wave(k, POINTS / 4)];
  const dc = new Float64Array(TURN + 1);
  const dcOf = (sum) => (bias + sum / POINTS) / 2; // ReLU is half of x and |x|, and the mean of x is the bias
  for (let p = 0; p <= TURN / 4; p++) {
    const angle = (2 * Math.PI * p) / TURN;
    const [c, s] = [amplitude * Math.cos(angle), amplitude * Math.sin(angle)];
    let [here, across] = [0, 0]; // at this phase, and at 180 degrees less this: no sample needs a decision
    for (let i = 0; i < POINTS; i++) {
      const both = still[i] - s * behind[i];
      const differs = c * inPhase[i];
      here += Math.abs(both + differs);
      across += Math.abs(both - differs);
    }
    dc[p] = dc[TURN - p] = dcOf(here);
    dc[TURN / 2 - p] = dc[TURN / 2 + p] = dcOf(across);
  }
  return dc;
}

/** What the phase and the number of terms do not change. */
const acrossPhases = last((frequency, amplitude, bias, paper) => {
  const others = othersOf(paper);
  const oddRelation = lowestRelation(frequency, others, { odd: true });
  const dc = dcByPhase({ frequency, amplitude, bias }, others);
  const mean = dc.subarray(0, TURN).reduce((sum, value) => sum + value, 0) / TURN;
  return {
    dc,
    readouts: {
      mean,
      least: Math.min(...dc),
      most: Math.max(...dc),
      range: (Math.max(...dc) - Math.min(...dc)) / mean,
      relation: bias === 0 ? lowestRelation(frequency, others, { odd: false }) : oddRelation,
      oddRelation,
      frequencies: [frequency, ...others],
    },
  };
});

/** The model's error, relative to ReLU's RMS value. */
function relativeError(model, output) {
  let [squares, size] = [0, 0];
  for (let i = 0; i < output.length; i++) {
    squares += (model[i] - output[i]) ** 2;
    size += output[i] ** 2;
  }
  return Math.sqrt(squares / size);
}

/**
 * @param {object} settings frequency, amplitude, phase (degrees), bias, n_terms, paper_tones
 * @returns {object} frequency, outputAmplitude, modelAmplitude, error (measured lines, and how far the two are apart);
 *   phase (degrees), dc (of ReLU at each); axes; readouts
 */
export function phasePicture(settings) {
  const { frequency, amplitude, phase, bias, n_terms: terms } = settings;
  const tones = [
    { frequency, amplitude, phase: (Math.PI * phase) / 180 },
    ...othersOf(settings.paper_tones).map((f) => ({ frequency: f, amplitude: 1 })),
  ];
  const still = stillOf(settings.paper_tones, bias);
  const { x } = sample(tones.slice(0, 1), { sampleRate: RATE, count: RATE });
  for (let i = 0; i < RATE; i++) x[i] += still[i];
  const output = relu(x);
  const model = reluModel(x, { terms, scale: peak(tones, bias) ** 2 / 2 });
  const [measured, modelled] = [output, model].map(lineSpectrum);
  const outputAmplitude = measured.amplitude.slice(0, BAND + 1);
  const modelAmplitude = modelled.amplitude.slice(0, BAND + 1);
  const error = outputAmplitude.map((a, k) => Math.abs(modelAmplitude[k] - a));
  const worst = error.indexOf(Math.max(...error));
  const { dc, readouts } = acrossPhases(frequency, amplitude, bias, settings.paper_tones);
  const { mean, least, most } = readouts;
  const half = Math.max(0.08 * mean, 1.25 * Math.max(most - mean, mean - least));
  return {
    frequency: FREQUENCY,
    outputAmplitude,
    modelAmplitude,
    error,
    phase: PHASE,
    dc,
    axes: { frequency: BAND, dc: [mean - half, mean + half] },
    readouts: {
      ...readouts,
      dcMeasured: measured.dc,
      dcExact: reluLines(tones, { bias, count: 0 }).dc,
      dcModel: modelled.dc,
      error: relativeError(model, output),
      worst,
      worstError: error[worst],
    },
  };
}
