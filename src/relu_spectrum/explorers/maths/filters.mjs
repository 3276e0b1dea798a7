// Filters of up to three taps: their gain |H(f)|, where it turns, and where it has a given value.
//
// |H|^2 is a polynomial in c = cos(omega): (w0 - w2)^2 + w1^2 + 2 w1 (w0 + w2) c + 4 w0 w2 c^2. See filters.py.

/** The coefficients of |H|^2: second, first and zeroth order in c. */
function parabola([first, second, third]) {
  return [4 * first * third, 2 * second * (first + third), (first - third) ** 2 + second ** 2];
}

const toFrequency = (cosine, rate) => (Math.acos(cosine) * rate) / (2 * Math.PI);

/** |H| at a frequency (Hz). */
export function gain(taps, frequency, rate) {
  const omega = (2 * Math.PI * frequency) / rate;
  let [re, im] = [0, 0];
  for (let j = 0; j < taps.length; j++) {
    re += taps[j] * Math.cos(j * omega);
    im -= taps[j] * Math.sin(j * omega);
  }
  return Math.sqrt(re * re + im * im);
}

/** Where |H| turns round between 0 Hz and Nyquist (Hz), or null where it is monotone. */
export function turningFrequency(taps, rate) {
  const [curvature, slope] = parabola(taps);
  return Math.abs(slope) < 2 * Math.abs(curvature) ? toFrequency(-slope / (2 * curvature), rate) : null;
}

/** How |H| goes from 0 Hz to Nyquist: "zero", "flat", "rising", "falling" or "turning". */
export function course(taps, rate) {
  const [curvature, slope, constant] = parabola(taps);
  if (curvature === 0 && slope === 0) return constant === 0 ? "zero" : "flat";
  if (turningFrequency(taps, rate) !== null) return "turning";
  return slope < 0 ? "rising" : "falling"; // c falls with frequency
}

/** The real roots of a c^2 + b c + r, without losing digits where a is small. */
function realRoots(a, b, r) {
  if (a === 0) return b === 0 ? [] : [-r / b];
  const square = b * b - 4 * a * r;
  if (square < -1e-12 * (b * b + Math.abs(4 * a * r))) return []; // or a double root, rounded
  const root = Math.sqrt(Math.max(square, 0));
  const q = -(b + (b < 0 ? -root : root)) / 2;
  return q === 0 ? [q / a] : [q / a, r / q];
}

/** The frequencies (Hz, ascending) at which |H| has a given value; none if that does not depend on frequency. */
export function equalGain(taps, wanted, rate) {
  const [curvature, slope, constant] = parabola(taps);
  const cosines = realRoots(curvature, slope, constant - wanted ** 2).filter((c) => Math.abs(c) <= 1 + 1e-12);
  const inside = cosines.map((c) => Math.min(Math.max(c, -1), 1));
  return [...new Set(inside)].sort((a, b) => b - a).map((c) => toFrequency(c, rate));
}
