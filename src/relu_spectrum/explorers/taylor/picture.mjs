// Everything the TaylorExplorer shows, computed from its settings: no drawing in here.

import paper from "../../paper.json";
import { reluLines } from "../maths/many_tones.mjs";
import { lineSpectrum } from "../maths/spectrum.mjs";
import { dcError, reluModel, rmsError, supError } from "../maths/taylor.mjs";
import { peak, relu, sample } from "../maths/tones.mjs";

const WINDOW = 0.2; // s: one period of the four tones together, two of the single one
const SAMPLES = 4096; // fine enough for the model's sharpest corner, at 500 terms
const BAND = 400; // Hz shown
const LINES = Math.round(BAND * WINDOW) + 1;
const ONE = [10];

const inputs = new Map();

/** What does not depend on the model: the input, ReLU of it, and ReLU's lines; worked out once for each input. */
function inputOf(four) {
  if (!inputs.has(four)) {
    const tones = (four ? paper.tones : ONE).map((frequency) => ({ frequency, amplitude: 1 }));
    const { time, x } = sample(tones, { sampleRate: SAMPLES / WINDOW, count: SAMPLES });
    const output = relu(x);
    const outputAmplitude = lineSpectrum(output).amplitude.slice(0, LINES);
    inputs.set(four, { top: peak(tones), time, x, output, outputAmplitude, lines: reluLines(tones, { band: BAND }) });
  }
  return inputs.get(four);
}

/** The model at every sample. Cosines are even in time, so half of the window says it all. */
function mirroredModel(x, options) {
  const half = reluModel(x.subarray(0, SAMPLES / 2 + 1), options);
  return x.map((_, i) => half[i <= SAMPLES / 2 ? i : SAMPLES - i]);
}

/** The measured errors, model less ReLU: largest (the zero crossings included), root mean square, mean. */
function measured(model, output, exactDc, options) {
  let [largest, squares, sum] = [0, 0, 0];
  for (let i = 0; i < SAMPLES; i++) {
    largest = Math.max(largest, Math.abs(model[i] - output[i]));
    sum += model[i];
  }
  const [atZero] = reluModel(Float64Array.of(0), options);
  for (let i = 0; i < SAMPLES; i++) squares += ((model[i] - output[i]) / largest) ** 2;
  return {
    sup: Math.max(largest, Math.abs(atZero)),
    rms: largest * Math.sqrt(squares / SAMPLES),
    dc: sum / SAMPLES - exactDc,
  };
}

/**
 * @param {object} settings n_terms, scale (in units of the peak's square), paper_tones
 * @returns {object} time, output, model (samples); frequency, outputAmplitude, modelAmplitude (measured lines);
 *   exact (ReLU's exact lines); axes; readouts
 */
export function taylorPicture({ n_terms: terms, scale: units, paper_tones: four }) {
  const { top, time, x, output, outputAmplitude, lines } = inputOf(four);
  const scale = units * top * top;
  const model = mirroredModel(x, { terms, scale });
  const errors = measured(model, output, lines.dc, { terms, scale });
  return {
    time,
    output,
    model,
    frequency: Float64Array.from({ length: LINES }, (_, k) => k / WINDOW),
    outputAmplitude,
    modelAmplitude: lineSpectrum(model).amplitude.slice(0, LINES),
    exact: {
      frequency: Array.from(lines.amplitude, (_, n) => n * lines.fundamental),
      amplitude: Array.from(lines.amplitude),
    },
    axes: { time: WINDOW, value: top, frequency: BAND },
    readouts: {
      terms,
      scale,
      units,
      peak: top,
      density: lines.density,
      diverges: 2 * scale < top * top * (1 - 1e-12),
      sup: errors.sup,
      rms: errors.rms,
      dc: errors.dc,
      supLaw: supError(terms, scale),
      rmsLaw: rmsError(terms, scale, lines.density),
      dcLaw: dcError(terms, scale, lines.density),
    },
  };
}
