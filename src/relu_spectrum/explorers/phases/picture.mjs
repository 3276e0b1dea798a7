// Everything the PhaseExplorer shows, computed from its settings: no drawing in here.

import { largest } from "../maths/largest.mjs";
import { last } from "../maths/last.mjs";
import { reluLines } from "../maths/many_tones.mjs";
import { lowestRelations } from "../maths/relations.mjs";
import { lineSpectrum } from "../maths/spectrum.mjs";
import { reluModel } from "../maths/taylor.mjs";
import { commonFrequency, peak, relu } from "../maths/tones.mjs";

const RATE = 1024; // Hz, as in the paper's script; 1 s of it, so line k is at k Hz
const BAND = 200; // Hz shown
const STEP = 5; // degrees
const TURN = 360 / STEP;
const POINTS = 2048; // of one period, for the mean at each phase
const HALF = POINTS / 2;
const QUARTER = POINTS / 4;

const COSINES = Float64Array.from({ length: POINTS }, (_, i) => Math.cos((2 * Math.PI * i) / POINTS));

const FREQUENCY = Float64Array.from({ length: BAND + 1 }, (_, k) => k); // Hz
const PHASE = Float64Array.from({ length: TURN + 1 }, (_, p) => STEP * p);

/** The tones that keep their phase, at unit amplitude. */
const othersOf = (paper) => (paper ? [5, 20, 40] : [5]);

/** The periods of a frequency in POINTS samples. */
const periodsOf = (f) => (POINTS / RATE) * f;

/** Adds so many periods of a cosine in POINTS points, some points late. */
function addWave(x, periods, { amplitude = 1, late = 0 } = {}) {
  for (let i = 0; i < x.length; i++) x[i] += amplitude * COSINES[(periods * i - late) & (POINTS - 1)];
}

/** The bias with some waves, written into x. */
function waves(x, bias, periods, late) {
  x.fill(bias);
  for (const n of periods) addWave(x, n, { late });
  return x;
}

/** The input without the tone whose phase is moved. */
const stillOf = last((paper, bias) => waves(new Float64Array(RATE), bias, othersOf(paper).map(periodsOf)));

const [STILL, COSINE, SINE] = [1, 2, 3].map(() => new Float64Array(HALF + 1)); // written anew each time

/** DC of ReLU at each phase of one tone, from 0 to 360 degrees. */
function dcByPhase({ frequency, amplitude, bias }, others) {
  const f0 = commonFrequency([frequency, ...others].map((f) => ({ frequency: f })));
  const [k, ...rest] = [frequency, ...others].map((f) => Math.round(f / f0));
  const still = waves(STILL, bias, rest);
  const cosine = waves(COSINE, 0, [k]);
  const sine = waves(SINE, 0, [k], QUARTER);
  for (const part of [still, cosine]) for (const end of [0, HALF]) part[end] /= 2; // the ends have no other side
  const dc = new Float64Array(TURN + 1);
  const dcOf = (sum) => (bias + sum / POINTS) / 2; // ReLU is half of x and |x|, and the mean of x is the bias
  for (let p = 0; p <= TURN / 4; p++) {
    const angle = (2 * Math.PI * p) / TURN;
    const c = amplitude * Math.cos(angle);
    const s = amplitude * Math.sin(angle);
    // At this phase, and at 180 degrees less this. All but s * sine is even in time: half a period does, with both signs
    // of what is odd; and DC is even in the phase.
    let here = 0;
    let across = 0;
    for (let i = 0; i <= HALF; i++) {
      const differs = c * cosine[i];
      const odd = s * sine[i];
      const one = still[i] + differs;
      const other = still[i] - differs;
      here += Math.abs(one - odd) + Math.abs(one + odd);
      across += Math.abs(other - odd) + Math.abs(other + odd);
    }
    dc[p] = dc[TURN - p] = dcOf(here);
    dc[TURN / 2 - p] = dc[TURN / 2 + p] = dcOf(across);
  }
  return dc;
}

/** The lowest relations, odd ones counting too or not. */
const relationsOf = last((frequency, paper) => lowestRelations(frequency, othersOf(paper)));

/** What the phase and the number of terms do not change. */
const acrossPhases = last((frequency, amplitude, bias, paper) => {
  const dc = dcByPhase({ frequency, amplitude, bias }, othersOf(paper));
  const mean = dc.subarray(0, TURN).reduce((sum, value) => sum + value, 0) / TURN;
  const [least, most] = [Math.min(...dc), Math.max(...dc)];
  return { dc, readouts: { mean, least, most, range: (most - least) / mean } };
});

/** What the number of terms does not change: the input, and ReLU of it. */
const measuredOf = last((frequency, amplitude, phase, bias, paper) => {
  const angle = (Math.PI * phase) / 180;
  const x = stillOf(paper, bias).slice();
  addWave(x, periodsOf(frequency), { amplitude: amplitude * Math.cos(angle) });
  addWave(x, periodsOf(frequency), { amplitude: -amplitude * Math.sin(angle), late: QUARTER });
  const output = relu(x);
  const tones = [
    { frequency, amplitude, phase: angle },
    ...othersOf(paper).map((f) => ({ frequency: f, amplitude: 1 })),
  ];
  const measured = lineSpectrum(output);
  const scale = peak(tones, bias) ** 2 / 2;
  return { x, output, scale, measured, dcExact: reluLines(tones, { bias, count: 0 }).dc };
});

/** The model's error, relative to ReLU's RMS value. */
function relativeError(model, output) {
  let squares = 0;
  let size = 0;
  for (let i = 0; i < output.length; i++) {
    const off = model[i] - output[i];
    squares += off * off;
    size += output[i] * output[i];
  }
  return Math.sqrt(squares / size);
}

/** Limits of an axis that most moves of a slider leave as they are. */
function around(mean, half) {
  const step = 2 ** Math.ceil(Math.log2(half / 4));
  return [step * Math.floor((mean - half) / step), step * Math.ceil((mean + half) / step)];
}

/**
 * @param {object} settings frequency, amplitude, phase (degrees), bias, n_terms, paper_tones
 * @returns {object} frequency, outputAmplitude, modelAmplitude, error (measured lines, and how far the two are apart);
 *   phase (degrees), dc (of ReLU at each); axes; readouts
 */
export function phasePicture({ frequency, amplitude, phase, bias, n_terms: terms, paper_tones: paper }) {
  const { x, output, scale, measured, dcExact } = measuredOf(frequency, amplitude, phase, bias, paper);
  const model = reluModel(x, { terms, scale });
  const modelled = lineSpectrum(model);
  const outputAmplitude = measured.amplitude.slice(0, BAND + 1);
  const modelAmplitude = modelled.amplitude.slice(0, BAND + 1);
  const error = new Float64Array(BAND + 1);
  for (let k = 0; k <= BAND; k++) error[k] = Math.abs(modelAmplitude[k] - outputAmplitude[k]);
  const worst = error.indexOf(largest(error));
  const { dc, readouts } = acrossPhases(frequency, amplitude, bias, paper);
  const { even, odd: oddRelation } = relationsOf(frequency, paper);
  const { mean, least, most } = readouts;
  const half = Math.max(0.08 * mean, 1.25 * Math.max(most - mean, mean - least));
  return {
    frequency: FREQUENCY,
    outputAmplitude,
    modelAmplitude,
    error,
    phase: PHASE,
    dc,
    axes: { frequency: BAND, dc: around(mean, half) },
    readouts: {
      ...readouts,
      relation: bias === 0 ? even : oddRelation,
      oddRelation,
      frequencies: [frequency, ...othersOf(paper)],
      dcMeasured: measured.dc,
      dcExact,
      dcModel: modelled.dc,
      error: relativeError(model, output),
      worst,
      worstError: error[worst],
    },
  };
}
