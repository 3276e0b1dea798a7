// A signal from a file, by the rules of relu_spectrum.signals.files: what reads it, and what is true of all kinds.
import { readCsv } from "./csv.mjs";
import { readNpy } from "./npy.mjs";
import { readNpz } from "./npz.mjs";
import { tuple } from "./python_text.mjs";
import { readWav } from "./wav.mjs";

export const BLOCK = 65536; // samples that are read at once
const READERS = {
  ...{ ".npy": readNpy, ".npz": readNpz, ".wav": readWav },
  ...{ ".csv": readCsv, ".tsv": readCsv, ".txt": readCsv },
};

/** The ending of a name, as Path.suffix has it, in small letters. */
function endingOf(name) {
  const dot = name.lastIndexOf(".");
  return dot > 0 && dot < name.length - 1 ? name.slice(dot).toLowerCase() : "";
}

/** Whether a file is read here; others are for the browser's decoder. */
export const isOurs = (name) => endingOf(name) in READERS;

export const channelsOf = ({ shape }) => shape.slice(0, -1).reduce((a, b) => a * b, 1);

/** The place of a value in an array of this shape, counted with the last axis fastest. */
function placeOf(index, shape) {
  const place = [];
  for (const size of [...shape].reverse()) {
    place.unshift(index % size);
    index = Math.floor(index / size);
  }
  return place.join(", ");
}

/**
 * Reads all samples once: none may be NaN or infinite. Gives each channel's mean and standard deviation.
 * @param {object} source
 * @param {(share: number) => Promise<void>} progress awaited between blocks
 */
export async function survey(source, progress = async () => {}) {
  const { length, shape } = source;
  const count = channelsOf(source);
  const statistics = [];
  let [bad, first] = [0, -1];
  for (let channel = 0; channel < count; channel++) {
    let [sum, square, shift] = [0, 0, 0];
    for (let from = 0; from < length; from += BLOCK) {
      const x = await source.read(channel, from, Math.min(BLOCK, length - from));
      if (from === 0) shift = x[0];
      for (let n = 0; n < x.length; n++) {
        const value = x[n] - shift;
        sum += value;
        square += value * value;
        if (Number.isFinite(x[n])) continue;
        bad += 1;
        if (first < 0) first = channel * length + from + n;
      }
      await progress((channel + (from + x.length) / length) / count);
    }
    const mean = sum / length;
    statistics.push({ mean: shift + mean, std: Math.sqrt(Math.max(square / length - mean * mean, 0)) });
  }
  if (bad > 0) {
    throw new Error(
      `the signal must be finite: ${bad} of ${length * count} values are NaN or infinite, the first at ` +
        `[${placeOf(first, shape)}]`,
    );
  }
  return statistics;
}

/**
 * @param {File} file
 * @returns {Promise<{rate: number | null, length: number, shape: number[], statistics: object[],
 *   read: (channel: number, from: number, count: number) => Promise<Float64Array>}>}
 */
export async function readSignal(file, progress) {
  const ending = endingOf(file.name);
  try {
    if (!(ending in READERS)) throw new Error(`a signal must be a ${Object.keys(READERS).join(", ")} file`);
    const source = await READERS[ending](file);
    if (source.shape.includes(0)) throw new Error("the signal is empty: at least one value is wanted");
    const statistics = await survey(source, progress);
    if (source.length < 2) throw new Error(`at least two samples are wanted, not shape ${tuple(source.shape)}`);
    return { ...source, statistics };
  } catch (error) {
    throw new Error(`${file.name}: ${error.message}`);
  }
}
