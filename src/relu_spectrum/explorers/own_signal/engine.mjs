// The signal that is shown, and what is computed of it: without a page, so that it can run in a worker.
import { BLOCK, channelsOf, readSignal, survey } from "../files/read_signal.mjs";
import { EXAMPLES } from "../maths/examples.mjs";
import { createResampler, resampledLength } from "../maths/resampling.mjs";
import { relu } from "../maths/tones.mjs";
import { nextTask } from "../view/next_task.mjs";
import { createChain } from "./chain.mjs";
import { createMeter } from "./meter.mjs";

const SLICE = 24; // ms of work before others have their turn
const HEARD = 20; // s at most, as they are heard
const [SLOWEST, FASTEST] = [8000, 96000]; // samples a second that every browser plays
const UNNAMED = 1; // Hz: where a file does not tell its rate, frequencies are in cycles per sample

/** Lets others have their turn where it is due, and says how far the work is. */
function createTurns(report) {
  let last = Date.now();
  return async (share) => {
    if (Date.now() - last < SLICE) return;
    report?.(share);
    await nextTask();
    last = Date.now();
  };
}

const inMemory = (x, rate) => ({
  ...{ rate, length: x.length, shape: [x.length] },
  read: async (_, from, count) => x.slice(from, from + count),
});

function statisticsOf(x) {
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  return { mean, std: Math.sqrt(x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length) };
}

/** The part that is shown: from where, and how many samples; where it can be, 64 of the new rate. */
function partOf(length, { start, zoom, ratio }) {
  const count = Math.min(length, Math.max(Math.ceil(length / zoom), Math.ceil(64 / ratio)));
  return { from: Math.round((start / 100) * (length - count)), count };
}

export function createEngine() {
  const examples = new Map();
  let [own, channel, asked] = [null, 0, 0];

  const example = (name) => {
    if (!examples.has(name)) {
      const { x, rate } = EXAMPLES[name]();
      examples.set(name, { ...inMemory(x, rate), statistics: [statisticsOf(x)] });
    }
    return examples.get(name);
  };

  /** The chain for these settings, and what goes through it. */
  const prepare = (settings) => {
    const source = settings.example ? example(settings.example) : own;
    const at = settings.example ? 0 : channel;
    const { mean, std } = source.statistics[at];
    const { gain, bias, centred } = settings;
    const [up, down] = settings.ratio >= 1 ? [settings.ratio, 1] : [1, Math.round(1 / settings.ratio)];
    const chain = createChain({
      ...{ mean: centred ? mean : 0, taps: settings.taps, up, down, gain, bias: bias * std },
    });
    const rate = ((source.rate ?? UNNAMED) * up) / down;
    return { source, at, mean, std, up, down, rate, chain, ...partOf(source.length, settings) };
  };

  /** All blocks of the part, through the chain. */
  async function* blocks({ source, at, from, count, chain }) {
    for (let done = 0; done < count; done += BLOCK) {
      const size = Math.min(BLOCK, count - done);
      yield [chain.push(await source.read(at, from + done, size)), (done + size) / count];
    }
    yield [chain.end(), 1];
  }

  return {
    /** Takes a file as the reader's own signal. What is wrong with it leaves the one before. */
    async open(file, report) {
      const found = await readSignal(file, createTurns(report));
      [own, channel] = [found, 0];
      return { channels: channelsOf(found), length: found.length, rate: found.rate };
    },

    /** Takes a sound that was decoded elsewhere. */
    async take({ rate, channels }, report) {
      const [{ length }] = channels;
      const shape = channels.length === 1 ? [length] : [channels.length, length];
      const read = async (which, from, count) => Float64Array.from(channels[which].subarray(from, from + count));
      const source = { rate, length, shape, read };
      own = { ...source, statistics: await survey(source, createTurns(report)) };
      channel = 0;
      return { channels: channels.length, length, rate };
    },

    choose(which) {
      channel = which;
    },

    /** What is shown for these settings; null where others have been asked for since. */
    async measure(settings, report) {
      const mine = ++asked;
      const how = prepare(settings);
      const meter = createMeter(resampledLength(how.count, how.up, how.down), settings);
      const turns = createTurns(report);
      for await (const [x, share] of blocks(how)) {
        meter.push(x);
        await turns(share);
        if (mine !== asked) return null;
      }
      const { source, mean, std, from, rate } = how;
      return {
        ...meter.result(rate),
        source: { length: source.length, rate: source.rate, mean, std, from, count: how.count },
      };
    },

    /** Up to 20 s of the part: before ReLU, after it, and what no multiple of the one explains of the other. */
    async sounds(settings) {
      const how = prepare(settings);
      const most = HEARD * Math.max(how.source.rate ?? 0, SLOWEST);
      const parts = [];
      for await (const [x] of blocks({ ...how, count: Math.min(how.count, Math.ceil(most)) })) parts.push(x);
      const before = joined(parts);
      const down = 2 ** Math.max(0, Math.ceil(Math.log2(how.rate / FASTEST)));
      const found = apart(before, relu(before)).map((record) => resampled(record, down));
      return { rate: how.rate / down, before: found[0], after: found[1], fresh: found[2] };
    },
  };
}

function joined(parts) {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function resampled(x, down) {
  const resampler = createResampler(1, down);
  return joined([resampler.push(x), resampler.end()]);
}

/** Two records without their means, and the second without its best multiple of the first. */
export function apart(before, after) {
  const [x, y] = [before, after].map((record) => {
    const { mean } = statisticsOf(record);
    return record.map((value) => value - mean);
  });
  let [both, square] = [0, 0];
  for (let n = 0; n < x.length; n++) {
    both += x[n] * y[n];
    square += x[n] ** 2;
  }
  const gain = square > 0 ? both / square : 0;
  return [x, y, y.map((value, n) => value - gain * x[n])];
}
