// Numbers as they are written in the readouts.

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function raised(exponent) {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[digit]).join("");
  return (exponent < 0 ? "⁻" : "") + digits;
}

/** A power of ten: 10⁻⁵. */
export function tenTo(exponent) {
  return `10${raised(exponent)}`;
}

const minus = (text) => text.replace("-", "−");

/** Four digits after the point: 0.3183. */
export function fixed(value, digits = 4) {
  const text = value.toFixed(digits);
  return minus(Number(text) === 0 ? text.replace("-", "") : text);
}

/** Any size, three digits: 0.0123, or 1.60 × 10⁻⁵ where that is shorter to read. */
export function sized(value, digits = 3) {
  const size = Math.abs(Number(value.toPrecision(digits)));
  if (size === 0) return "0";
  if (size >= 1e-3 && size < 10 ** digits) return minus(value.toPrecision(digits));
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  return `${minus(mantissa)} × ${tenTo(Number(exponent))}`;
}

/** A share as a percentage: 81.0 %. */
export function percent(share, digits = 1) {
  return `${(100 * share).toFixed(digits)} %`;
}

/** A number of Hz without needless zeros. */
export function hertz(value) {
  return `${Number(value.toFixed(2))} Hz`;
}

/** A rate in beats per minute without needless zeros. */
export function beats(value, unit = " bpm") {
  return `${Number(value.toFixed(1))}${unit}`;
}

/** A number at an axis, at most three digits after the point: 0.125, 24,000. */
export function grouped(value) {
  return minus(String(Math.round(1e3 * value) / 1e3).replace(/^(-?\d+)(\d{3})$/, "$1,$2"));
}
