// Where bias + sum of a cos(k theta + phase) changes sign within one period, to machine precision.

const CELLS_PER_PERIOD = 16; // of the highest tone
const SMALL = 1e-8; // a step
const STEPS = 60; // halvings bring any cell to the last bit

/** What bias + sum of a cos(k theta + phase) is at theta, and its first three derivatives: written into `at`. */
function derivatives(tones, bias, theta, at) {
  at[0] = bias;
  at[1] = at[2] = at[3] = 0;
  for (const { k, amplitude, phase } of tones) {
    const angle = k * theta + phase;
    const cosine = amplitude * Math.cos(angle);
    const sine = amplitude * Math.sin(angle);
    at[0] += cosine;
    at[1] -= k * sine;
    at[2] -= k * k * cosine;
    at[3] += k * k * k * sine;
  }
  return at;
}

/**
 * Goes from cell to cell, at each call by one: the value and the slope at the next end are written into `at`. Each tone is
 * turned on by a step, which rounds in the last digits but computes no cosine.
 */
function walk(tones, bias, cells, at) {
  const turned = tones.map(({ k, amplitude, phase }) => {
    const [step, c, s] = [(2 * Math.PI * k) / cells, amplitude * Math.cos(phase), amplitude * Math.sin(phase)];
    return { k, c, s, stepC: Math.cos(step), stepS: Math.sin(step) };
  });
  return () => {
    at[0] = bias;
    at[1] = 0;
    for (const tone of turned) {
      const { k, c, s, stepC, stepS } = tone;
      tone.c = c * stepC - s * stepS;
      tone.s = s * stepC + c * stepS;
      at[0] += tone.c;
      at[1] -= k * tone.s;
    }
  };
}

/**
 * Where one of the derivatives f(theta) goes through zero in [low, high], rising or falling: Halley's step where it stays
 * inside, else halving. A straight line between the values at the ends, in which rounding is no harm, gives the start.
 * A small step is the last, for it would be followed by one of about its cube; the slope in `at` is then that at its end.
 */
function refine(f, order, low, high, from, to, rising) {
  let theta = from === to ? 0.5 * (low + high) : low + ((high - low) * from) / (from - to);
  for (let i = 0; i < STEPS; i++) {
    const at = f(theta);
    const value = at[order];
    if (value === 0) break;
    if (value > 0 === rising) high = theta;
    else low = theta;
    const newton = value / at[order + 1];
    const bend = (newton * at[order + 2]) / (2 * at[order + 1]);
    const step = -newton / (1 - bend);
    const next = theta + step;
    if (next > low && next < high) {
      theta = next;
      if (Math.abs(step) < SMALL && bend * bend * Math.abs(step) < Number.EPSILON) {
        at[order + 1] += step * at[order + 2];
        break;
      }
    } else theta = 0.5 * (low + high);
    if (high - low <= Number.EPSILON * Math.max(1, theta)) break;
  }
  return theta;
}

/**
 * Sign changes in [0, 2 pi), in order.
 * @param {{k: number, amplitude: number, phase: number}[]} tones k = multiple of the common frequency
 * @returns {{theta: number, rising: boolean, slope: number}[]} angle, direction, dx/dtheta
 */
export function zeroCrossings(tones, bias) {
  const found = [];
  const written = new Float64Array(4);
  const at = (theta) => derivatives(tones, bias, theta, written);
  const add = (low, high, from, to, rising) => {
    const theta = refine(at, 0, low, high, from, to, rising);
    found.push({ theta, rising, slope: written[1] });
  };
  const cells = CELLS_PER_PERIOD * Math.max(...tones.map((tone) => tone.k));
  const next = new Float64Array(2);
  const goOn = walk(tones, bias, cells, next);
  const [firstValue, firstSlope] = at(0);
  let low = 0;
  let value = firstValue;
  let slope = firstSlope;
  for (let i = 1; i <= cells; i++) {
    const high = (2 * Math.PI * i) / cells;
    goOn();
    const nextValue = i < cells ? next[0] : firstValue;
    const nextSlope = i < cells ? next[1] : firstSlope;
    const positive = value > 0;
    if (positive !== nextValue > 0) add(low, high, value, nextValue, !positive);
    else if (positive ? slope < 0 && nextSlope > 0 : slope > 0 && nextSlope < 0) {
      // It turns towards zero inside the cell: a close pair of crossings lies on both sides of the turn.
      const turn = refine(at, 1, low, high, slope, nextSlope, positive);
      const least = at(turn)[0];
      if (least > 0 !== positive) {
        add(low, turn, value, least, !positive);
        add(turn, high, least, nextValue, positive);
      }
    }
    low = high;
    value = nextValue;
    slope = nextSlope;
  }
  return found;
}
