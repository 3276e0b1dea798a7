// Everything the OwnSignalExplorer shows, made of what was measured: no drawing in here.
import { folded } from "../maths/welch.mjs";
import { tallest } from "./envelope.mjs";

const HARMONICS = 16; // even ones that are looked at
const AROUND = 20; // bins on either side
const STANDS_OUT = 4; // times the median around

/** How tall the line at a bin is, and whether it is one. */
function lineAt(amplitude, bin) {
  const around = amplitude.slice(Math.max(bin - AROUND, 0), bin + AROUND + 1).sort();
  const tallest = amplitude.slice(Math.max(bin - 1, 0), bin + 2).reduce((a, b) => Math.max(a, b), 0);
  return { amplitude: tallest, stands: bin > 2 && tallest >= STANDS_OUT * around[around.length >> 1] };
}

/**
 * Even harmonics of the strongest line, which ReLU adds also without bias: those that stand out in the output's spectrum,
 * and where each is seen.
 */
function harmonicsOf({ strongest, rate }, after) {
  if (strongest === 0) return [];
  return Array.from({ length: HARMONICS }, (_, i) => {
    const order = 2 * (i + 1);
    const frequency = order * strongest;
    const at = folded(frequency, rate);
    const line = lineAt(after, Math.round((at * 2 * (after.length - 1)) / rate));
    return { order, frequency, at, folds: 2 * frequency > rate, ...line };
  }).filter(({ stands }) => stands);
}

/** A slider's value without what rounding of its steps left. */
const steady = (value) => Number(value.toFixed(9));

/** What an engine's `measure` wants to know of the settings. */
export function measured(s, examples) {
  const [gain, bias, start, ...taps] = [s.gain, s.bias, s.start, s.tap_0, s.tap_1, s.tap_2].map(steady);
  const { zoom, ratio, centred, close_up: closeUp } = s;
  return { example: examples[s.signal - 1] ?? null, taps, start, zoom, ratio, gain, bias, centred, closeUp };
}

/**
 * @param {object} settings
 * @param {object} found by the engine's `measure`
 * @returns {object} time, input, output; frequency, inputAmplitude, outputAmplitude; harmonics; axes; readouts
 */
export function ownSignalPicture(settings, found) {
  const { rate, source } = found;
  const [before, after] = settings.welch ? [found.mean, found.meanAfter] : [found.one, found.oneAfter];
  const [input, output] = [before, after].map((amplitude) => tallest(amplitude));
  const step = rate / (2 * (before.length - 1));
  const top = [before, after].reduce(
    (most, amplitude) => amplitude.reduce((a, b, k) => (k < 2 ? a : Math.max(a, b)), most),
    0,
  );
  const begin = source.from / (source.rate ?? 1);
  const time = found.places.map((place) => begin + place / rate);
  const values = [...found.input, ...found.output];
  return {
    time,
    input: found.input,
    output: found.output,
    frequency: input.places.map((bin) => bin * step),
    inputAmplitude: input.values,
    outputAmplitude: output.values,
    harmonics: harmonicsOf(found, after),
    axes: {
      time: [time[0], time.at(-1)],
      value: [Math.min(...values), Math.max(...values)],
      frequency: rate / 2,
      tallest: top,
    },
    readouts: {
      ...{ dc: found.dc, dcBefore: found.dcBefore, std: found.std, newShare: found.newShare, linear: found.linear },
      dcShare: found.power > 0 ? found.dc ** 2 / found.power : null,
      ...{ strongest: found.strongest, rate, count: found.count, segment: found.segment, single: found.single },
      source,
    },
  };
}
