// Everything the StackExplorer shows, computed from its settings: no drawing in here.
import { largest } from "../maths/largest.mjs";
import { last } from "../maths/last.mjs";
import { linePower, lineSpectrum } from "../maths/spectrum.mjs";
import { filterGain, largestGain, stackLayers } from "../maths/stacks.mjs";

const RATE = 1024; // Hz, as in section V.A of the paper
const COUNT = 2048; // samples: 2 s, which every tone of the 0.5 Hz grid fills with whole periods
const NYQUIST = COUNT / 2; // its bin

const time = Float64Array.from({ length: COUNT }, (_, n) => n / RATE);
const frequency = Float64Array.from({ length: NYQUIST + 1 }, (_, k) => (k * RATE) / COUNT);
const cosine = Float64Array.from({ length: COUNT }, (_, i) => Math.cos((2 * Math.PI * i) / COUNT));

/** The bins of the input's tones: f, or f/2, f, 2f and 4f, at 10 Hz the paper's. */
function toneBins({ frequency, four_tones: four }) {
  const bin = (frequency * COUNT) / RATE;
  return four ? [bin / 2, bin, 2 * bin, 4 * bin] : [bin];
}

/** Unit cosines from sample `first` on, exactly periodic: what cancels, cancels to zero. */
function input(bins, first, count) {
  const x = new Float64Array(count);
  for (const bin of bins) {
    for (let i = 0; i < count; i++) x[i] += cosine[(bin * (first + i)) & (COUNT - 1)];
  }
  return x;
}

/**
 * What each line is: DC, one of the input's tones, a new line at a multiple of their common frequency, or a folded one.
 * Only a line above Nyquist can fold to a place that is no multiple.
 */
function kindsOf(bins) {
  const kinds = Array.from({ length: NYQUIST + 1 }, (_, k) => (k % bins[0] === 0 ? "fresh" : "folded"));
  for (const bin of bins) kinds[bin] = "tones";
  kinds[0] = "dc";
  return kinds;
}

/** What the input's tones say alone: their bins, their lines, and what each line of the output is. */
const tonesOf = last((frequency, four) => {
  const bins = toneBins({ frequency, four_tones: four });
  return { bins, kinds: kindsOf(bins), amplitude: lineSpectrum(input(bins, 0, COUNT)).amplitude };
});

/** |H| of one filter, and the same as a share of its maximum. */
const responseOf = last((kernelSize, differencing) => {
  const filter = { kernelSize, differencing, sampleRate: RATE };
  const gain = frequency.map((f) => filterGain(f, filter));
  const most = largestGain(filter);
  return { gain, response: gain.map((g) => g / most) };
});

/** How the power of one ReLU's output splits, as shares of all of it. */
function sharesOf(amplitude, kinds) {
  const dc = linePower(amplitude, 0);
  let [tones, fresh, folded] = [0, 0, 0];
  for (let k = 1; k <= NYQUIST; k++) {
    const power = linePower(amplitude, k);
    if (kinds[k] === "folded") folded += power;
    else if (kinds[k] === "fresh") fresh += power;
    else tones += power;
  }
  const total = dc + tones + fresh + folded;
  const share = (part) => (total > 0 ? part / total : 0);
  return {
    dc: share(dc),
    tones: share(tones),
    fresh: share(fresh + folded),
    folded: share(folded),
    rms: Math.sqrt(total),
  };
}

/** DC's share of all power, without a spectrum: the square of the mean, over the mean of the squares. */
function dcShare(samples) {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < samples.length; i++) {
    sum += samples[i];
    squares += samples[i] * samples[i];
  }
  return squares > 0 ? sum ** 2 / (samples.length * squares) : 0;
}

/** The strongest line that the input lacks, DC aside, the lowest of equals; bin 0 says that there is none. */
function strongestNew(amplitude, kinds) {
  let best = 0;
  let most = 1e-9 * largest(amplitude);
  for (let k = 1; k <= NYQUIST; k++) {
    if (kinds[k] !== "tones" && amplitude[k] > most * (1 + 1e-9)) [best, most] = [k, amplitude[k]];
  }
  return best;
}

/** A frequency axis (Hz) on which all lines have room that stand above -60 dB, and the tones. */
function bandShown(amplitude, bins) {
  const floor = 1e-3 * largest(amplitude);
  const last = Math.max(
    amplitude.findLastIndex((a) => a > floor),
    bins.at(-1),
  );
  return [128, 256].find((band) => band > frequency[last]) ?? RATE / 2;
}

/** The share of its values that the last ReLU set to zero. */
function cutBy({ before }) {
  let cut = 0;
  for (const value of before.subarray(before.length - COUNT)) if (value < 0) cut += 1;
  return cut / COUNT;
}

/**
 * @param {object} settings depth, kernel_size, differencing, frequency, four_tones
 * @returns {object} time, first, output (what the first and the last ReLU give; the output stands in the middle of the
 *   samples that it sees); frequency, inputAmplitude, firstAmplitude, outputAmplitude (measured lines); response (|H| of
 *   one filter as a share of its maximum); filtersAlone (the first ReLU's lines times |H|^depth); kinds (of the lines);
 *   axes; readouts
 */
export function stackPicture(settings) {
  const { depth, kernel_size: kernelSize, differencing } = settings;
  const stack = { depth, kernelSize, differencing, sampleRate: RATE };
  const { bins, kinds, amplitude: inputAmplitude } = tonesOf(settings.frequency, settings.four_tones);
  const { gain, response } = responseOf(kernelSize, differencing);
  const cropped = depth * (kernelSize - 1);
  const ahead = Math.floor(cropped / 2);
  const x = input(bins, ahead - cropped, COUNT + cropped);
  const layers = stackLayers(x, stack);
  const seen = layers.map(({ after }) => after.subarray(-COUNT));
  const lines = (depth > 0 ? [seen[0], seen[depth]] : seen).map((samples) => lineSpectrum(samples).amplitude);
  const start = cropped - ahead;
  const first = layers[0].after.slice(start, start + COUNT);
  const output = layers[depth].after;
  const outputAmplitude = lines.at(-1);
  const filtersAlone = lines[0].map((a, k) => a * gain[k] ** depth);
  const strongest = strongestNew(outputAmplitude, kinds);
  const common = frequency[bins[0]];
  return {
    time,
    first,
    output,
    frequency,
    inputAmplitude,
    firstAmplitude: lines[0],
    outputAmplitude,
    response,
    filtersAlone,
    kinds,
    axes: {
      time: [0.02, 0.05, 0.1, 0.2, 0.5, 1].find((span) => span >= 2 / common) ?? 2,
      frequency: bandShown(outputAmplitude, bins),
      firstPeak: largest(first),
      peak: largest(output),
      strongest: largest(outputAmplitude),
      strongestAlone: largest(filtersAlone),
    },
    readouts: {
      tones: bins.map((bin) => frequency[bin]),
      common,
      shares: lines.map((amplitude) => sharesOf(amplitude, kinds)), // of the first and the last ReLU
      dc: seen.map(dcShare), // of each
      cut: cutBy(layers[depth]),
      strongest: frequency[strongest],
      strongestKind: kinds[strongest],
      strongestAmplitude: outputAmplitude[strongest],
      foldsOnHarmonics: RATE % common === 0,
    },
  };
}
