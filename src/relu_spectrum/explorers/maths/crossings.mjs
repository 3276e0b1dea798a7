// Where bias + sum of a cos(k theta + phase) changes sign within one period, to machine precision.

const CELLS_PER_PERIOD = 16; // of the highest tone
const STEPS = 60; // halvings bring any cell to the last bit

/** What bias + sum of a cos(k theta + phase) is at theta, its slope and its curvature: written into `at`. */
function derivatives(tones, bias, theta, at) {
  at[0] = bias;
  at[1] = at[2] = 0;
  for (const { k, amplitude, phase } of tones) {
    const angle = k * theta + phase;
    const cosine = amplitude * Math.cos(angle);
    at[0] += cosine;
    at[1] -= k * amplitude * Math.sin(angle);
    at[2] -= k * k * cosine;
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
 * Where one of the derivatives f(theta) goes through zero in [low, high], rising or falling: Newton's step where it stays
 * inside, else halving. A straight line between the values at the ends, in which rounding is no harm, gives the start.
 */
function refine(f, order, [low, high], [from, to], rising) {
  let theta = from === to ? 0.5 * (low + high) : low + ((high - low) * from) / (from - to);
  for (let i = 0; i < STEPS; i++) {
    const at = f(theta);
    const [value, slope] = [at[order], at[order + 1]];
    if (value === 0) break;
    if (value > 0 === rising) high = theta;
    else low = theta;
    let next = theta - value / slope;
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (Math.abs(next - theta) <= Number.EPSILON * Math.max(1, next)) break;
    theta = next;
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
  const written = new Float64Array(3);
  const at = (theta) => derivatives(tones, bias, theta, written);
  const add = (ends, values, rising) => {
    const theta = refine(at, 0, ends, values, rising);
    found.push({ theta, rising, slope: at(theta)[1] });
  };
  const cells = CELLS_PER_PERIOD * Math.max(...tones.map((tone) => tone.k));
  const next = new Float64Array(2);
  const goOn = walk(tones, bias, cells, next);
  const [firstValue, firstSlope] = at(0);
  let [low, value, slope] = [0, firstValue, firstSlope];
  for (let i = 1; i <= cells; i++) {
    const high = (2 * Math.PI * i) / cells;
    goOn();
    const nextValue = i < cells ? next[0] : firstValue;
    const nextSlope = i < cells ? next[1] : firstSlope;
    const positive = value > 0;
    if (positive !== nextValue > 0) add([low, high], [value, nextValue], !positive);
    else if (positive ? slope < 0 && nextSlope > 0 : slope > 0 && nextSlope < 0) {
      // It turns towards zero inside the cell: a close pair of crossings lies on both sides of the turn.
      const turn = refine(at, 1, [low, high], [slope, nextSlope], positive);
      const [least] = at(turn);
      if (least > 0 !== positive) {
        add([low, turn], [value, least], !positive);
        add([turn, high], [least, nextValue], positive);
      }
    }
    [low, value, slope] = [high, nextValue, nextSlope];
  }
  return found;
}
