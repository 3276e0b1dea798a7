// The N-term Taylor model of ReLU, x/2 + sqrt(A)/2 sum a_n (x^2/A - 1)^n, and its error laws.

/** a_0 .. a_{N-1} of sqrt(1 + g): a_0 = 1, a_{n+1} = -a_n (2n - 1) / (2n + 2). */
export function coefficients(count) {
  const a = new Float64Array(count);
  a[0] = 1;
  for (let n = 0; n + 1 < count; n++) a[n + 1] = (-a[n] * (2 * n - 1)) / (2 * n + 2);
  return a;
}

const NOTHING = -40; // a power below e^-40 changes no digit of the sum

/** How many terms count at the largest |g| of some samples: where it is below 1, its powers soon vanish. */
function termsThatCount(terms, most) {
  return most < 1 ? Math.min(terms, 1 + Math.ceil(NOTHING / Math.log(most))) : terms;
}

/** The model at every x, by Horner's rule in g = x^2/A - 1 (never in powers of x^2). */
export function reluModel(x, { terms, scale }) {
  const a = coefficients(terms);
  const g = new Float64Array(8 * Math.ceil(x.length / 8)); // then the sum
  for (let i = 0; i < x.length; i++) g[i] = (x[i] * x[i]) / scale - 1;
  for (let i = 0; i < g.length; i += 8) {
    // Eight samples at a time: each one's chain of products waits for itself, not for the others.
    const g0 = g[i];
    const g1 = g[i + 1];
    const g2 = g[i + 2];
    const g3 = g[i + 3];
    const g4 = g[i + 4];
    const g5 = g[i + 5];
    const g6 = g[i + 6];
    const g7 = g[i + 7];
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    let s5 = 0;
    let s6 = 0;
    let s7 = 0;
    let most = 0;
    for (let j = i; j < i + 8; j++) most = Math.max(most, Math.abs(g[j]));
    for (let n = termsThatCount(terms, most) - 1; n >= 0; n--) {
      const next = a[n];
      s0 = s0 * g0 + next;
      s1 = s1 * g1 + next;
      s2 = s2 * g2 + next;
      s3 = s3 * g3 + next;
      s4 = s4 * g4 + next;
      s5 = s5 * g5 + next;
      s6 = s6 * g6 + next;
      s7 = s7 * g7 + next;
    }
    g[i] = s0;
    g[i + 1] = s1;
    g[i + 2] = s2;
    g[i + 3] = s3;
    g[i + 4] = s4;
    g[i + 5] = s5;
    g[i + 6] = s6;
    g[i + 7] = s7;
  }
  const half = 0.5 * Math.sqrt(scale);
  const y = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) y[i] = 0.5 * x[i] + half * g[i];
  return y;
}

/** Sup error, exact, taken at x = 0: (sqrt(A)/2) C(2N-2, N-1) / 4^(N-1). */
export function supError(terms, scale) {
  let ratio = 1;
  for (let n = 1; n < terms; n++) ratio *= (2 * n - 1) / (2 * n);
  return 0.5 * Math.sqrt(scale) * ratio;
}

/** RMS error law: (1/2) (A/N)^(3/4) sqrt(2 c p(0)), c = (sqrt 2 - 1) / (3 sqrt pi). */
export function rmsError(terms, scale, density) {
  const c = (Math.SQRT2 - 1) / (3 * Math.sqrt(Math.PI));
  return 0.5 * (scale / terms) ** 0.75 * Math.sqrt(2 * c * density);
}

/** DC error law: p(0) A / (4 N). */
export function dcError(terms, scale, density) {
  return (density * scale) / (4 * terms);
}
