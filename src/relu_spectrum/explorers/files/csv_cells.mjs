// Lines and cells of a table in a text file: what Python's codecs and csv module make of them.
import { strip } from "./python_text.mjs";

const starts = (content, ...mark) => mark.every((byte, i) => content[i] === byte);

function decoded(content) {
  const kind = starts(content, 0xff, 0xfe) ? "utf-16le" : starts(content, 0xfe, 0xff) ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(kind, { fatal: true }).decode(content);
  } catch {
    if (kind !== "utf-8") return "\0";
    let text = ""; // an older encoding: it may spell a name otherwise, but no number
    for (let i = 0; i < content.length; i += 4096) text += String.fromCharCode(...content.subarray(i, i + 4096));
    return text;
  }
}

/** @param {Uint8Array} content */
export function linesOf(content) {
  const text = decoded(content);
  if (text.includes("\0")) throw new Error("not a table of numbers: it is no text");
  const lines = text.split(/\r?\r?\n|\r/).map((line) => line.replace(/^ +| +$/g, ""));
  while (lines.length > 0 && !strip(lines.at(-1))) lines.pop();
  return lines;
}

const [FIELD_START, FIELD, QUOTED, QUOTE] = [0, 1, 2, 3];

/**
 * The cells of the record that begins on a line, as csv.reader(strict=True, skipinitialspace=True) reads them.
 * @returns {{cells: string[], used: number}} used: how many lines it takes
 */
function record(lines, from, separator) {
  const cells = [];
  let [cell, state, used] = ["", FIELD_START, 0];
  const save = () => {
    cells.push(cell);
    [cell, state] = ["", FIELD_START];
  };
  for (let line = from; line < lines.length; line++) {
    used += 1;
    for (const sign of lines[line]) {
      if (state === FIELD_START) {
        if (sign === '"') state = QUOTED;
        else if (sign === " ") continue;
        else if (sign === separator) save();
        else [cell, state] = [sign, FIELD];
      } else if (state === FIELD) {
        if (sign === separator) save();
        else cell += sign;
      } else if (state === QUOTED) {
        if (sign === '"') state = QUOTE;
        else cell += sign;
      } else if (sign === '"') {
        [cell, state] = [`${cell}"`, QUOTED];
      } else if (sign === separator) save();
      else throw new Error(`'${separator}' expected after '"'`);
    }
    if (state !== QUOTED) {
      save();
      return { cells, used };
    }
    cell += "\n";
  }
  throw new Error("unexpected end of data");
}

/** Each line's number, from 1, and cells; the first one says how many there are. */
export function* split(lines, start, separator) {
  let [width, line] = [0, start];
  while (line < lines.length) {
    let found;
    try {
      found = record(lines, line, separator);
    } catch (error) {
      throw new Error(`line ${line + 1}: ${error.message}`);
    }
    line += 1;
    if (!strip(lines[line - 1])) throw new Error(`line ${line} is blank: is a sample missing?`);
    if (found.used > 1) throw new Error(`line ${line} has a quote that does not end`);
    width = width || found.cells.length;
    if (found.cells.length !== width) {
      throw new Error(`line ${line} has ${found.cells.length} cells, and line ${start + 1} has ${width}`);
    }
    yield [line, found.cells.map(strip)];
  }
}
