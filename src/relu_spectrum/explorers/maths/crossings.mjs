// Where bias + sum of a cos(k theta + phase) changes sign within one period, to machine precision.

const CELLS_PER_PERIOD = 16; // of the highest tone
const STEPS = 60; // halvings bring any cell to the last bit

/** The value and the slope at theta of bias + sum of a cos(k theta + phase). */
function valueAndSlope(tones, bias, theta) {
  let value = bias;
  let slope = 0;
  for (const { k, amplitude, phase } of tones) {
    const angle = k * theta + phase;
    value += amplitude * Math.cos(angle);
    slope -= k * amplitude * Math.sin(angle);
  }
  return [value, slope];
}

/** A root of f in [low, high], whose ends differ in sign: Newton's step where it stays inside, else halving. */
function refine(f, low, high) {
  const rising = f(high)[0] > 0;
  let theta = 0.5 * (low + high);
  for (let i = 0; i < STEPS; i++) {
    const [value, slope] = f(theta);
    if (value === 0) break;
    if (value > 0 === rising) high = theta;
    else low = theta;
    let next = theta - value / slope;
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (Math.abs(next - theta) <= 1e-16 * Math.max(1, Math.abs(next))) break;
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
  const at = (theta) => valueAndSlope(tones, bias, theta);
  const curvature = (theta) => {
    let second = 0;
    for (const { k, amplitude, phase } of tones) {
      second -= k * k * amplitude * Math.cos(k * theta + phase);
    }
    return [at(theta)[1], second];
  };
  const add = (low, high, rising) => {
    const theta = refine(at, low, high);
    found.push({ theta, rising, slope: at(theta)[1] });
  };
  const cells = CELLS_PER_PERIOD * Math.max(...tones.map((tone) => tone.k));
  const first = at(0);
  let [low, [value, slope]] = [0, first];
  for (let i = 1; i <= cells; i++) {
    const high = (2 * Math.PI * i) / cells;
    const [nextValue, nextSlope] = i < cells ? at(high) : first;
    const positive = value > 0;
    if (positive !== nextValue > 0) add(low, high, !positive);
    else if (positive ? slope < 0 && nextSlope > 0 : slope > 0 && nextSlope < 0) {
      // It turns towards zero inside the cell: a close pair of crossings lies on both sides of the turn.
      const turn = refine(curvature, low, high);
      if (at(turn)[0] > 0 !== positive) {
        add(low, turn, !positive);
        add(turn, high, positive);
      }
    }
    [low, value, slope] = [high, nextValue, nextSlope];
  }
  return found;
}
