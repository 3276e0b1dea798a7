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

/** So many digits of a number above zero, as "d.ddde+d"; what lies in the middle of two goes to the even one. */
function rounded(value, digits) {
  const text = value.toExponential(digits - 1);
  const [all, power] = value.toExponential(90).split("e"); // all digits of a middle
  const exact = all.replace(".", "");
  const even = Number(exact[digits - 1]) % 2 === 0;
  if (!even || !/^50*$/.test(exact.slice(digits))) return text;
  return `${all.slice(0, digits > 1 ? digits + 1 : 1)}e${power}`;
}

/** f"{value:g}" of a finite number: six digits at most, without needless zeros. */
export function general(value, digits = 6) {
  const minus = value < 0 || Object.is(value, -0) ? "-" : "";
  if (value === 0) return `${minus}0`;
  const [mantissa, power] = rounded(Math.abs(value), digits).split("e");
  const exponent = Number(power);
  const bare = (text) => minus + (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (exponent >= -4 && exponent < digits) {
    return bare(Number(`${mantissa}e${power}`).toFixed(Math.max(digits - 1 - exponent, 0)));
  }
  return `${bare(mantissa)}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** A shape as Python writes a tuple: (2,) or (2, 3). */
export const tuple = (numbers) => `(${numbers.join(", ")}${numbers.length === 1 ? "," : ""})`;
