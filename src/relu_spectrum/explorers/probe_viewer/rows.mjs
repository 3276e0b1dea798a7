// The table of a probe as text, as the package's `Probe.cells` writes it, and what differs in a second one.
import { fixed, general, percent } from "../files/python_text.mjs";

const known = (value, write) => (value === null ? "?" : write(value));
const digits = (value) => general(value, 4);
const share = (value) => percent(value, 1);
const TOTALS = { "DC before": digits, "DC after": digits, silent: share, "new power": share, linear: share };
const COMPARED = ["DC after", "new power", "linear"];

const signed = (text, value) => (value > 0 ? `+${text}` : text).replace("-", "−");
const differences = {
  "DC after": (value) => signed(digits(value), value),
  "new power": (value) => signed(`${fixed(100 * value, 1)} points`, value),
  linear: (value) => signed(`${fixed(100 * value, 1)} points`, value),
};

function rate({ unit, sample_rate: value }) {
  if (value !== null) return `${general(value)} Hz`;
  return unit === "Hz" ? "?" : "not given";
}

const namesakes = (second) => new Map((second?.records ?? []).map((record) => [record.name, record]));

/** What the second file has more of than the first, in a record of the same name; null where it is not known. */
export function difference(record, other, column) {
  const [one, two] = [record.totals[column], other?.totals[column] ?? null];
  return one === null || two === null ? null : two - one;
}

/**
 * @param {object} first
 * @param {object} [second]
 * @returns {{header: string[], rows: string[][]}}
 */
export function tableOf(first, second) {
  const header = ["name", "function", "module", "shape", "sample rate", ...Object.keys(TOTALS)];
  if (second) header.push(...COMPARED.map((column) => `${column}, difference`));
  const others = namesakes(second);
  const rows = first.records.map((record) => {
    const { name, kind, path, shape, totals } = record;
    const numbers = Object.entries(TOTALS).map(([column, write]) => known(totals[column], write));
    const row = [name, kind, path || "the model", shape.join("x"), rate(record), ...numbers];
    if (!second) return row;
    const other = others.get(name);
    const told = (column) => known(difference(record, other, column), differences[column]);
    return [...row, ...COMPARED.map((column) => (other ? told(column) : "no namesake"))];
  });
  return { header, rows };
}
