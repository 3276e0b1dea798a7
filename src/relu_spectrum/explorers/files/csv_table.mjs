// Tables of numbers in text files, by rules 1 to 6 of relu_spectrum.signals.csv_signals: the twin of csv_table.py.
import { linesOf, split } from "./csv_cells.mjs";
import { full, repr, strip } from "./python_text.mjs";

const NUMBER = full("[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)([eE][+-]?[0-9]+)?");
const MISSING = full("|[-–—?.*]+|#[^\\n]*|<?n/?a>?|nan|null|none|nil|missing|true|false|[+-]?inf(inity)?", "iu");
const ERROR_SIGN = full("(n/a|(div/0|value|ref|name|num|null|spill|calc)[!?])[^\\n]*", "iu");
const UNIT = full(
  "[(\\['\"]?(s|sec|seconds|[num\\u00b5\\u03bc]s|[num\\u00b5\\u03bc]?[VAg]|adu|bpm|hz|m/s(\\^?2|\\u00b2)|%)[)\\]'\"]?",
  "iu",
);
const GROUPS = full("[+-]?[1-9][0-9]{0,2}( [0-9]{3})+");
const NUMBERS = full('[0-9eE+\\-.,;\\t "]*');
const LIKE_NUMBER = /^['(]?[-+−.,]*[0-9]/u;
const THOUSANDS = full("[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+");
const DECIMAL = full("\\p{Nd}+");
const HALF = full("-?0[0-9]+|-0");

const bare = (text) => text.replace(/^['" ]+|['" ]+$/g, "");
const head = (text) => [...text].slice(0, 40).join("");
const isValue = (cell) => NUMBER.test(cell) || MISSING.test(cell);
const isFraction = (cell) => /[.,eE]/.test(cell);
const fail = (message) => {
  throw new Error(message);
};

function isNames(rows) {
  const [first, ...others] = rows;
  const numbers = first.map((cell) => LIKE_NUMBER.test(cell));
  if (!numbers.includes(true)) return !first.every(isValue);
  // an index of pandas above which no name stands
  if (first[0] === "" && numbers.slice(1).every(Boolean)) return others.every((cells, row) => cells[0] === String(row));
  return false;
}

/** Names, rows and what separates their cells. */
function table(lines) {
  let start = 0;
  while (start < lines.length && (!strip(lines[start]) || lines[start].startsWith("#"))) start += 1;
  if (start === lines.length) fail("not a table of numbers: it has no rows");
  const first = NUMBERS.test(lines[start]) ? start : start + 1; // names may hold any sign
  const body = lines
    .slice(first)
    .join("\n")
    .replace(/"[^"]*"/g, "");
  const separator = [";", "\t", ",", " "].find((sign) => body.includes(sign)) ?? "\x1f";
  let rows = [...split(lines, start, separator)];
  while (rows[0][1].length > 1 && !rows.some(([, cells]) => cells.at(-1))) {
    rows = rows.map(([line, cells]) => [line, cells.slice(0, -1)]);
  }
  const width = rows[0][1].length;
  let names = null;
  lines.slice(0, start).forEach((line, i) => {
    if (!line.startsWith("#")) return;
    const text = line.replace(/^#+/, "");
    const above = strip(text) ? split([text], 0, separator).next().value[1] : [];
    names = above.length === width ? above : null;
    if (names?.length && names.every((cell) => isValue(cell) || ERROR_SIGN.test(cell))) {
      fail(`line ${i + 1} begins with #, and may be a row or a comment`);
    }
  });
  if (isNames(rows.map(([, cells]) => cells))) {
    names = rows.shift()[1];
    if (rows.length > 0 && rows[0][1].every((cell) => UNIT.test(cell))) {
      const units = rows.shift()[1];
      names = names.map((name, i) => `${bare(name)} ${bare(units[i])}`);
    }
  } else if (lines.slice(0, start).some((line) => !strip(line))) {
    fail(`line ${lines.findIndex((line) => !strip(line)) + 1} is blank: is a sample missing?`);
  }
  if (rows.length === 0) fail("not a table of numbers: it has names only");
  return { names, rows, separator };
}

function refuseNumericNames(names, rows) {
  const [line, first] = rows[0];
  if (names !== null || !first.every((cell) => DECIMAL.test(cell))) return;
  if (new Set(first).size < first.length) return; // names would differ
  const counts = first.every((cell, column) => cell === String(column));
  const others = rows.slice(1);
  const fractions = (_, column) => others.every(([, cells]) => isFraction(cells[column]));
  if (others.length > 0 && (counts || first.some(fractions))) {
    const shown = head(first.join(","));
    fail(`line ${line} (${shown}) may hold names or samples: put a line of names above it, or instead of it`);
  }
}

/** Refuse commas that may mean another thing than the decimal sign or the end of a cell. */
function refuseCommas(rows, separator) {
  const cells = rows.flatMap(([line, row]) => row.map((cell) => [line, cell]));
  const commas = cells.filter(([, cell]) => cell.includes(","));
  const [at, found] = commas[0] ?? [];
  if (commas.length > 0 && cells.some(([, cell]) => cell.includes("."))) {
    fail(`line ${at}: ${repr(head(found))} has a comma, and other numbers have points`);
  }
  if (commas.length > 0 && commas.every(([, cell]) => THOUSANDS.test(cell))) {
    fail(
      `line ${at}: ${repr(found)} may be a thousand or a decimal fraction: write it with a point, or without the comma`,
    );
  }
  if (separator === " " && rows.every(([, row]) => GROUPS.test(row.join(" ")))) {
    const shown = repr(rows[0][1].join(" "));
    fail(`line ${rows[0][0]}: ${shown} may be one number or several: separate the cells by semicolons`);
  }
  if (separator !== "," || cells.some(([, cell]) => isFraction(cell))) return;
  const half = cells.find(([, cell]) => HALF.test(cell));
  if (half) {
    fail(
      `line ${half[0]}: ${repr(half[1])} looks like part of a number with a decimal comma: separate the cells by ` +
        "semicolons, or write points",
    );
  }
}

function number(line, cell, label) {
  const value = NUMBER.test(cell) ? Number(cell.replace(",", ".")) : Number.NaN;
  if (Number.isFinite(value)) return value;
  const what = MISSING.test(cell) ? "is no sample: is one missing?" : "is not a finite number";
  return fail(`line ${line}, column ${label}: ${repr(head(cell))} ${what}`);
}

/**
 * @param {Uint8Array} content
 * @returns {{names: string[] | null, columns: Float64Array[], lines: number[]}}
 */
export function readTable(content) {
  const { names, rows, separator } = table(linesOf(content));
  refuseNumericNames(names, rows);
  refuseCommas(rows, separator);
  const labels = names ?? rows[0][1].map((_, column) => String(column + 1));
  const columns = labels.map(() => new Float64Array(rows.length));
  rows.forEach(([line, cells], row) => {
    cells.forEach((cell, column) => {
      columns[column][row] = number(line, cell, labels[column]);
    });
  });
  return { names, columns, lines: rows.map(([line]) => line) };
}
