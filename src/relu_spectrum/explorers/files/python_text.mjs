// Texts as Python writes and reads them, so that a file that is refused is refused in the same words.

const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const ENDS = new RegExp(`^${SPACE}|${SPACE}$`, "g");

/** str.strip() */
export const strip = (text) => text.replace(ENDS, "");

/** A regular expression that must match all of a text. */
export const full = (source, flags = "u") => new RegExp(`^(?:${source})$`, flags);

/** repr(text) */
export function repr(text) {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const names = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", [quote]: `\\${quote}` };
  const inside = Array.from(text, (sign) => {
    if (names[sign]) return names[sign];
    if (sign === " " || !/[\p{C}\p{Z}]/u.test(sign)) return sign;
    const code = sign.codePointAt(0).toString(16);
    if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
    return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
  });
  return quote + inside.join("") + quote;
}

/** Of the two nearest decimals JavaScript takes the larger where both are as near, Python the even one. */
function even(short, exact) {
  const digits = (short.split(".")[1] ?? "").length;
  const [whole, rest] = exact.split(".");
  if (!/^50*$/.test(rest.slice(digits))) return short;
  const cut = digits > 0 ? `${whole}.${rest.slice(0, digits)}` : whole;
  return "02468".includes(cut.at(-1)) ? cut : short;
}

const ALL = 100; // digits: as many as JavaScript gives
const minusZero = (value) => (Object.is(value, -0) ? "-" : "");

/** f"{value:.1f}" of a number below 1e21. */
export const fixed = (value, digits) => minusZero(value) + even(value.toFixed(digits), value.toFixed(ALL));

/** f"{value:.1%}" */
export const percent = (value, digits) => `${fixed(value * 100, digits)}%`;

/** f"{value:g}": six digits at most, without needless zeros. */
export function general(value, digits = 6) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  const [mantissa, power] = value.toExponential(digits - 1).split("e");
  const exponent = Number(power);
  const bare = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (exponent >= -4 && exponent < digits) return bare(fixed(value, Math.max(digits - 1 - exponent, 0)));
  const sign = exponent < 0 ? "-" : "+";
  const steady = even(mantissa, value.toExponential(ALL).split("e")[0]);
  return `${bare(steady)}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** repr(value) of a number; a whole one counts as an int. */
function number(value) {
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return String(value);
  const [mantissa, power] = value.toExponential().split("e");
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 16) return String(value);
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** repr(value) of what JSON can hold. */
export function reprOf(value) {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return number(value);
  if (typeof value === "string") return repr(value);
  if (Array.isArray(value)) return `[${value.map(reprOf).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, one]) => `${repr(key)}: ${reprOf(one)}`)
    .join(", ")}}`;
}

/** A shape as Python writes a tuple: (2,) or (2, 3). */
export const tuple = (numbers) => `(${numbers.join(", ")}${numbers.length === 1 ? "," : ""})`;
