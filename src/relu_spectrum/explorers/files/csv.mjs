// Signals in text files, by the rules of relu_spectrum.signals.csv_signals: its twin, in the same words.
import { readTable } from "./csv_table.mjs";
import { full, general, repr } from "./python_text.mjs";

const COUNTER = full("|index|unnamed: [0-9.]+", "iu");
const UNITS = Object.fromEntries(
  [
    [1, "s sec secs second seconds"],
    [1e-3, "ms msec millis milliseconds"],
    [1e-6, "us µs μs usec micros microseconds"],
    [1e-9, "ns nanoseconds"],
  ].flatMap(([size, names]) => names.split(" ").map((name) => [name, size])),
);
const NAMED_UNIT = `[ _/(\\[]+(${Object.keys(UNITS).join("|")})[)\\]]?`;
const TIME = full(
  `(t|[^\\n]*time(stamp)?|[^\\n]*zeit|temps|tiempo|tijd)(${NAMED_UNIT})?` +
    "|[^\\n]*time(stamp)?[ _]?[(\\[][^\\n]*|seconds|millis",
  "iu",
);
const fail = (message) => {
  throw new Error(message);
};
const stepsOf = (values) => values.subarray(1).map((value, i) => value - values[i]);

/** Whether a row may be missing: two steps are never shorter than twice the shortest. */
function uneven(steps) {
  const [least, most] = steps.reduce(([a, b], step) => [Math.min(a, step), Math.max(b, step)], [Infinity, -Infinity]);
  return least <= 0 || most > 1.99 * least;
}

function counts(values) {
  const first = Math.min(Math.max(values[0], 0), 1);
  if (values.length > 1 && values.every((value, row) => value - row === first)) return true;
  return values.length > 3 && !uneven(stepsOf(values));
}

function median(values) {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

function rateOf(name, times, lines, unit) {
  const steps = stepsOf(times);
  if (steps.length === 0) return null;
  if (uneven(steps)) {
    const [least, most] = [Math.min, Math.max].map((pick) => steps.reduce((a, b) => pick(a, b)));
    const odd = steps.indexOf(least <= 0 ? least : most);
    fail(
      `line ${lines[odd + 1]}: ${name} goes on by ${general(steps[odd])}, and elsewhere by ${general(median(steps))}: ` +
        "is a row missing?",
    );
  }
  const mean = steps.reduce((a, b) => a + b) / steps.length;
  return unit === undefined ? null : Number((1 / (mean * unit)).toPrecision(9));
}

/** Leave out columns that count rows or tell the time. */
function channelsOf({ names, columns, lines }) {
  if (names === null) {
    if (columns.length > 1 && counts(columns[0])) {
      fail(
        "column 1 counts rows or tells the time, and there are no names: put a line of names above (index and time " +
          "are no channels)",
      );
    }
    return { channels: columns, rate: null };
  }
  while (names.length > 1 && COUNTER.test(names[0])) {
    const gap = stepsOf(columns[0]).findIndex((step) => step !== 1);
    if (gap >= 0) {
      const [from, to] = [columns[0][gap], columns[0][gap + 1]].map((value) => general(value));
      fail(
        `line ${lines[gap + 1]}: the first column, ${repr(names[0])}, does not count rows one by one: ${from} and ` +
          `then ${to}`,
      );
    }
    [names, columns] = [names.slice(1), columns.slice(1)];
  }
  const several = names.length > 1;
  const times = names.map((name) => (several ? TIME.exec(name.replace(/^['" ]+|['" ]+$/g, "")) : null));
  const rates = times.map(
    (time, i) => time && rateOf(names[i], columns[i], lines, UNITS[(time[4] ?? "").toLowerCase()]),
  );
  if (times.every(Boolean)) fail(`there are only times: ${names.join(", ")}`);
  return { channels: columns.filter((_, i) => !times[i]), rate: rates.find((rate) => rate !== null) ?? null };
}

/** @returns {Promise<object>} a source: see sources.mjs */
export async function readCsv(file) {
  const { channels, rate } = channelsOf(readTable(new Uint8Array(await file.arrayBuffer())));
  const [{ length }] = channels;
  return {
    ...{ rate, length, shape: channels.length === 1 ? [length] : [channels.length, length], exact: true },
    read: async (channel, from, count) => channels[channel].slice(from, from + count),
  };
}
