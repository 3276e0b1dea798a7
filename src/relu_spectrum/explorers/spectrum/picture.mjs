// Everything the SpectrumExplorer shows, computed from its settings: no drawing in here.

import { largest } from "../maths/largest.mjs";
import { last } from "../maths/last.mjs";
import { reluLines } from "../maths/many_tones.mjs";
import { linePower, lineSpectrum } from "../maths/spectrum.mjs";
import { peak, relu, sample } from "../maths/tones.mjs";

export const WINDOW = 2; // s; every tone of the 0.5 Hz grid fills it with whole periods
const BANDWIDTH = 1024; // Hz; exact lines are computed up to here, so that folding can be shown
export const NOTHING = 1e-12; // a line below this is rounding noise and is not drawn

/** The tones that sound. */
function tonesOf({ frequency, amplitude, frequency_2, amplitude_2 }) {
  return [
    { frequency, amplitude },
    { frequency: frequency_2, amplitude: amplitude_2 },
  ].filter((tone) => tone.amplitude > 0);
}

/** Where a line above Nyquist is seen in the samples (Hz). */
export function folded(frequency, sampleRate) {
  const rest = frequency % sampleRate;
  return Math.min(rest, sampleRate - rest);
}

/** The exact lines, split at Nyquist into those that keep their place and those that fold. */
function exactLines(tones, bias, sampleRate) {
  const all = reluLines(tones, { bias, band: BANDWIDTH });
  const exact = { frequency: [], amplitude: [] };
  const aliases = { frequency: [], amplitude: [], source: [] };
  all.amplitude.forEach((amplitude, n) => {
    const frequency = n * all.fundamental;
    if (amplitude < NOTHING) return;
    if (2 * frequency <= sampleRate) {
      exact.frequency.push(frequency);
      exact.amplitude.push(amplitude);
    } else {
      aliases.frequency.push(folded(frequency, sampleRate));
      aliases.amplitude.push(amplitude);
      aliases.source.push(frequency);
    }
  });
  return { all, exact, aliases };
}

/** How the output's power splits: all of it, the part in lines that the input lacks, and DC's part of that. */
function powers(input, output) {
  const present = 1e-9 * largest(input.amplitude);
  let [total, fresh] = [0, 0];
  for (let k = 0; k < output.amplitude.length; k++) {
    const power = linePower(output.amplitude, k);
    total += power;
    if (!(input.amplitude[k] > present)) fresh += power;
  }
  const dc = input.amplitude[0] > present ? 0 : output.dc ** 2;
  return { total, fresh, dc };
}

/** The lines' frequencies (Hz). */
const frequenciesOf = last((count) => Float64Array.from({ length: count }, (_, k) => k / WINDOW));

/** A time axis (s) that shows the wave: three periods of the slower tone, and the beat where that is not a blur. */
function timeShown(tones, fundamental) {
  if (tones.length === 0) return 0.5;
  const frequencies = tones.map((tone) => tone.frequency);
  const some = 3 / Math.min(...frequencies);
  const most = Math.max(some, 24 / Math.max(...frequencies));
  const wanted = Math.min(Math.max(some, 1 / fundamental), most);
  return [0.05, 0.1, 0.2, 0.5, 1].find((span) => span >= wanted * 0.999) ?? WINDOW;
}

/** The frequency axis (Hz): up to Nyquist in dB; up to where the lines are still tall on a linear scale. */
function bandShown(tones, { sample_rate, decibels }) {
  const highest = Math.max(10, ...tones.map((tone) => tone.frequency));
  const tall = decibels ? Infinity : 2 ** Math.ceil(Math.log2(6 * highest));
  return Math.min(sample_rate / 2, tall);
}

/**
 * @param {object} settings frequency, amplitude, bias, frequency_2, amplitude_2, sample_rate, decibels
 * @returns {object} time, input, output (samples); frequency, inputAmplitude, outputAmplitude (measured lines);
 *   exact, aliases (exact lines below and above Nyquist); axes; readouts
 */
export function spectrumPicture(settings) {
  const { bias, sample_rate: sampleRate } = settings;
  const tones = tonesOf(settings);
  const count = WINDOW * sampleRate;
  const { time, x: input } = sample(tones, { sampleRate, count, bias });
  const output = relu(input);
  const [before, after] = [lineSpectrum(input), lineSpectrum(output)];
  const { all, exact, aliases } = exactLines(tones, bias, sampleRate);
  const { total, fresh, dc } = powers(before, after);
  const tone = tones[0]?.frequency ?? 0;
  const top = peak(tones, bias);
  const tallest = largest(before.amplitude);
  return {
    time,
    input,
    output,
    frequency: frequenciesOf(after.amplitude.length),
    inputAmplitude: before.amplitude,
    outputAmplitude: after.amplitude,
    exact,
    aliases,
    axes: {
      time: timeShown(tones, all.fundamental),
      value: [0.5, 1, 1.5, 2, 3, 4].find((limit) => limit >= top) ?? 6,
      frequency: bandShown(tones, settings),
      amplitude: [0.5, 1, 1.5, 2, 3].find((limit) => limit >= tallest) ?? 4,
    },
    readouts: {
      dcMeasured: after.dc,
      dcExact: all.dc,
      folding: after.dc - all.dc,
      fundamental: tone,
      fundamentalMeasured: tone > 0 ? after.amplitude[Math.round(tone * WINDOW)] : 0,
      fundamentalExact: tone > 0 ? all.amplitude[Math.round(tone / all.fundamental)] : 0,
      power: total,
      newShare: total > 0 ? fresh / total : 0,
      newShareDc: fresh > 0 ? dc / fresh : 0,
    },
  };
}
