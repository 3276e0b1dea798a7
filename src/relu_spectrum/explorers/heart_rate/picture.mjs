// Everything the HeartRateExplorer shows, computed from its settings and the network's weights: no drawing in here.

import { pulseWave, SAMPLE_RATE, SAMPLES, shapeOf, startRun } from "../maths/kid_ppg.mjs";
import { linePower, lineSpectrum } from "../maths/spectrum.mjs";
import { folded } from "../spectrum/picture.mjs";

const SPACING = (60 * SAMPLE_RATE) / SAMPLES; // bpm from line to line, the same in every layer
const ORDERS = [1, 2, 3, 4, 5, 6]; // of the harmonics that are marked
const KEPT = 24; // runs of the network that are remembered
const STANDS_OUT = 2; // times as tall as the lines beside it
const SEEN = 0.03; // of the channel's tallest line
const AS_TALL = 1 - 1e-6; // all lines of a channel with one sample that is not zero are equal but for rounding

/** The lines of one channel, and their power: DC's and all. */
function lines(samples) {
  const { amplitude } = lineSpectrum(samples);
  const power = amplitude.reduce((sum, _, k) => sum + linePower(amplitude, k), 0);
  return { amplitude, power };
}

/** A pulse on its way through the network: what has been worked out is kept. */
function startPulse(weights, bpm, strength) {
  const input = pulseWave(bpm, strength);
  const run = startRun(weights, input);
  const layers = new Map();
  return {
    input,
    inputAmplitude: lines(input).amplitude,
    channels(layer) {
      if (!layers.has(layer)) {
        const output = run(layer);
        layers.set(
          layer,
          Array.from({ length: output.channels }, (_, c) => lines(output.row(c))),
        );
      }
      return layers.get(layer);
    },
  };
}

/**
 * The network with a memory of the last pulses, so that another layer or channel of one costs next to nothing.
 * @param {object} weights as `unpack` gives them
 */
export function createNetwork(weights) {
  const pulses = new Map();
  return (bpm, strength) => {
    const key = `${bpm} ${strength}`;
    const pulse = pulses.get(key) ?? startPulse(weights, bpm, strength);
    pulses.delete(key);
    pulses.set(key, pulse); // now the youngest
    if (pulses.size > KEPT) pulses.delete(pulses.keys().next().value);
    return pulse;
  };
}

/** Where the pulse's harmonics stand (bpm), or fold to, in a layer with this Nyquist frequency (bpm). */
function harmonicsOf(bpm, nyquist) {
  return ORDERS.map((order) => {
    const at = folded(order * bpm, 2 * nyquist);
    return { order, bpm: order * bpm, at, folds: order * bpm > nyquist };
  });
}

/** The lines (numbers) where harmonics must stand that the input lacks, those that fold onto its own or DC left out. */
function newPlaces(harmonics, strength) {
  const line = ({ at }) => Math.round(at / SPACING);
  const own = harmonics.slice(0, strength > 0 ? 2 : 1).map(line);
  return [...new Set(harmonics.map(line))].filter((k) => k > 0 && !own.includes(k));
}

/** Whether a channel has a line at one of these places that stands out from those beside it. */
function showsLine({ amplitude }, places) {
  const tallest = amplitude.subarray(1).reduce((a, b) => Math.max(a, b), 0);
  return places.some((k) => {
    const beside = Math.max(k > 1 ? amplitude[k - 1] : 0, amplitude[k + 1] ?? 0);
    return amplitude[k] >= SEEN * tallest && amplitude[k] > STANDS_OUT * beside;
  });
}

/** Line by line the mean over channels. */
function meanLines(channels) {
  const mean = new Float64Array(channels[0].amplitude.length);
  for (const { amplitude } of channels) {
    for (let k = 0; k < mean.length; k++) mean[k] += amplitude[k] / channels.length;
  }
  return mean;
}

/** The first of the tallest lines above 0 bpm, the order of its harmonic, or 0, and how many others are as tall. */
function tallestLine(amplitude, harmonics) {
  const lines = amplitude.subarray(1);
  const most = lines.reduce((a, b) => Math.max(a, b), 0);
  const tall = (value) => value >= AS_TALL * most;
  const bpm = (1 + lines.findIndex(tall)) * SPACING;
  const harmonic = harmonics.find(({ at }) => Math.abs(at - bpm) < SPACING / 2);
  return { bpm, amplitude: most, order: harmonic?.order ?? 0, others: lines.filter(tall).length - 1 };
}

/** The frequency axis (bpm): four harmonics in the first block, then Nyquist and as much again as helps to see it. */
function bandShown(bpm, { rate }) {
  if (rate === SAMPLE_RATE) return 4 * bpm <= 480 ? 480 : 720;
  return rate === 8 ? 360 : 240;
}

const frequencies = (amplitude) => Float64Array.from(amplitude, (_, k) => k * SPACING);

/**
 * @param {object} settings bpm, second_harmonic, layer (1 to 9), channel (1 to the layer's last, or 0: mean of all)
 * @param {ReturnType<typeof createNetwork>} network
 * @returns {object} input (samples), inputFrequency, inputAmplitude; frequency, amplitude (of the channel, or the mean
 *   of all channels' amplitudes), dc (of every channel); harmonics; axes; readouts. Frequencies are in bpm.
 */
export function heartRatePicture({ bpm, second_harmonic: strength, layer, channel }, network) {
  const pulse = network(bpm, strength);
  const channels = pulse.channels(layer);
  const shape = shapeOf(layer);
  const nyquist = 30 * shape.rate;
  const shown = channel > 0 ? [channels[channel - 1]] : channels;
  const amplitude = channel > 0 ? shown[0].amplitude : meanLines(channels);
  const harmonics = harmonicsOf(bpm, nyquist);
  const places = newPlaces(harmonics, strength);
  const power = shown.reduce((sum, one) => sum + one.power, 0);
  const dcPower = shown.reduce((sum, one) => sum + one.amplitude[0] ** 2, 0);
  return {
    input: pulse.input,
    inputFrequency: frequencies(pulse.inputAmplitude),
    inputAmplitude: pulse.inputAmplitude,
    frequency: frequencies(amplitude),
    amplitude,
    dc: Float64Array.from(channels, (one) => one.amplitude[0]),
    harmonics,
    axes: { frequency: bandShown(bpm, shape) },
    readouts: {
      ...shape,
      nyquist,
      dc: amplitude[0],
      meanDc: channels.reduce((sum, one) => sum + one.amplitude[0], 0) / channels.length,
      dcShare: power > 0 ? dcPower / power : 0,
      silent: power === 0,
      tallest: tallestLine(amplitude, harmonics),
      withDc: channels.filter((one) => one.amplitude[0] > 0).length,
      newPlaces: places.length,
      withNew: channels.filter((one) => showsLine(one, places)).length,
    },
  };
}
