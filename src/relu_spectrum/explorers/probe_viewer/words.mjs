// What the viewer says: the facts of a file, and the charts in words.
import { general, percent } from "../files/python_text.mjs";
import { unitOf } from "./levels.mjs";

const told = (value) => (value === null ? "?" : general(value, 3));

const nounOf = ({ records }) => (records.every(({ kind }) => kind === "ReLU") ? "ReLU" : "activation");
export const counted = (probe) => `${probe.records.length} ${nounOf(probe)}${probe.records.length === 1 ? "" : "s"}`;

export const factsOf = (probe) => [
  ["Model", probe.model],
  ["Called with", probe.input],
  ["Records", counted(probe)],
  ["Written by", `relu-spectrum ${probe.package}`],
];

export const notesOf = ({ records }) => records.flatMap(({ unknown }) => (unknown ? [`? ${unknown}`] : []));

export function dcWords({ first, second }) {
  const some = first.records.slice(0, 12).map(({ name, totals }) => `${name} ${told(totals["DC after"])}`);
  const rest = first.records.length > some.length ? "; the table has the others" : "";
  const overlaid = second ? ` The ${counted(second)} of ${second.model} are drawn dashed.` : "";
  return `DC of ${counted(first)}, mean of channels. After: ${some.join(", ")}${rest}.${overlaid}`;
}

export function powerWords({ first }) {
  const shares = first.records.filter(({ totals }) => totals["new power"] !== null);
  if (shares.length === 0) return "No share of new power is known.";
  const most = shares.reduce((a, b) => (b.totals["new power"] > a.totals["new power"] ? b : a));
  return `New power of ${counted(first)}. Most: ${most.name}, ${percent(most.totals["new power"], 0)}.`;
}

const channelWords = ({ record, place }) => (place === null ? "all channels" : `channel ${record.kept[place]}`);

export function spectrumWords({ record, spectrum, place, levels }) {
  if (spectrum.why) return `No chart. ${spectrum.why}.`;
  const [before, after] = levels.map((level) => told(level[0]));
  return `Spectra of input and output of ${record.name}, ${channelWords({ record, place })}: the line at DC is ${before} before and ${after} after.`;
}

export function mapWords({ record, map, side }) {
  if (map.why) return `No map. ${map.why}.`;
  const at = map.levels.reduce((best, level, n) => (level > map.levels[best] ? n : best), 0);
  const [row, column] = [Math.floor(at / map.columns), at % map.columns];
  const place = `${general(map.frequency[column], 4)} ${unitOf(record)}`;
  return `Levels ${side} ${record.name}: ${map.rows} channels by ${map.columns} lines. The tallest is in channel ${record.kept[row]} at ${place}.`;
}

/** How the spectra were made. */
export function parameterWords({ spectra }) {
  if (!spectra) return "";
  const { window: name, samples, stretches, lines, width } = spectra;
  const parts = [
    name === "boxcar" ? "No window" : `Window ${name}`,
    `N = ${samples}`,
    stretches > 1 ? `squares of ${stretches} stretches averaged` : "",
    width > 1 ? `${lines} lines, ${width} together and the largest kept` : `${lines} lines`,
  ];
  return `${parts.filter(Boolean).join(", ")}. Amplitude in dB, from 80 dB below the largest.`;
}
