// A saved probe, read and checked by the rules of the package's `Probe.load`, and refused in its words.
import schema from "../../probe/kept/probe.schema.json";
import { repr, reprOf } from "../files/python_text.mjs";
import { schemaError } from "../files/schema_errors.mjs";
import { unpacked } from "./packed.mjs";

const [FORMAT, VERSION] = [schema.properties.format.const, schema.properties.version.const];
const LARGEST = 2 ** 26; // bytes
const NUMBERS = ["dc_before", "dc", "new_power", "gain", "linear"];
const SHORT = 200; // signs of a message

/** What stands in a file: an object with `model`, `input`, `package`, `about` and `records`, or an error that says why not. */
export async function readProbe(file) {
  if (file.size > LARGEST) {
    const most = Math.floor(LARGEST / 1e6);
    throw new Error(`${file.name}: ${Math.round(file.size / 1e6)} MB, and a saved probe has ${most} at most`);
  }
  return checkedProbe(parsed(new Uint8Array(await file.arrayBuffer()), file.name), file.name);
}

function parsed(bytes, name) {
  const refuse = (why) => new Error(`${name}: not a saved probe, since it is no JSON (${why})`);
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refuse("it is no text in UTF-8");
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refuse(noNumber(text) ?? error.message.replaceAll("\n", " "));
  }
}

/** The word of JavaScript and of Python that no JSON has, if nothing else is wrong. */
function noNumber(text) {
  const found = [];
  const without = text.replace(/"(?:[^"\\]|\\.)*"|NaN|-?Infinity/g, (part) => {
    if (part.startsWith('"')) return part;
    found.push(part);
    return "null";
  });
  try {
    JSON.parse(without);
    return `it has the number ${found[0]}`;
  } catch {
    return null;
  }
}

/** The same of a document that has been parsed already. (Python's True equals 1, until the schema looks.) */
export function checkedProbe(whole, name) {
  const isObject = typeof whole === "object" && whole !== null && !Array.isArray(whole);
  if (!isObject || whole.format !== FORMAT) {
    throw new Error(`${name}: not a saved probe: an object with the format ${repr(FORMAT)} is wanted`);
  }
  if (whole.version !== VERSION && whole.version !== true) {
    const version = reprOf(whole.version);
    throw new Error(`${name}: a saved probe of version ${version}, and this package reads version ${VERSION}`);
  }
  const wrong = schemaError(schema, whole);
  if (wrong) throw new Error(`${name}: ${wrong.path}: ${shortened(wrong.message)}`);
  if (new Set(whole.records.map((record) => record.name)).size < whole.records.length) {
    throw new Error(`${name}: every record must have its own name`);
  }
  try {
    return { ...whole, file: name, records: whole.records.map(readRecord) };
  } catch (error) {
    throw new Error(`${name}: ${error.message}`);
  }
}

function shortened(message) {
  const signs = Array.from(message);
  const half = SHORT / 2;
  return signs.length <= SHORT ? message : `${signs.slice(0, half).join("")} ... ${signs.slice(-half).join("")}`;
}

function readRecord(record) {
  const { name, channels } = record;
  const kept = unpacked(channels.kept, null, `${name}: kept`, "uint32");
  if (kept.some((one, n) => one >= channels.count || (n > 0 && one <= kept[n - 1]))) {
    throw new Error(
      `${name}: the channels kept must ascend and be below ${channels.count}, not [${Array.from(kept).join(", ")}]`,
    );
  }
  const numbers = NUMBERS.map((key) => [key, unpacked(channels[key], kept.length, `${name}: ${key}`)]);
  const spectra = record.spectra && readSpectra(record.spectra, kept.length, name);
  if (record.waves) checkWaves(record.waves, kept, name);
  return { ...record, count: channels.count, kept, ...Object.fromEntries(numbers), spectra };
}

function readSpectra(spectra, channels, name) {
  const { lines, width, groups, samples } = spectra;
  if (lines !== Math.floor(samples / 2) + 1 || groups !== 1 + Math.ceil((lines - 1) / width)) {
    throw new Error(
      `${name}: ${lines} lines of ${samples} samples, ${width} of them together, cannot make ${groups} groups`,
    );
  }
  const counts = { before: channels * groups, after: channels * groups, mean_before: groups, mean_after: groups };
  const levels = Object.entries(counts).map(([key, count]) => [key, unpacked(spectra[key], count, `${name}: ${key}`)]);
  return { ...spectra, ...Object.fromEntries(levels) };
}

/** The page does not draw waves, but a file that Python refuses is refused here, too. */
function checkWaves(waves, kept, name) {
  const channels = unpacked(waves.channels, null, `${name}: channels of waves`, "uint32");
  if (!channels.every((one) => kept.includes(one))) {
    throw new Error(`${name}: there are waves of channels that are not kept`);
  }
  for (const key of ["before", "after"]) unpacked(waves[key], channels.length * waves.points, `${name}: wave ${key}`);
}
