// What is measured of a signal and of ReLU's output, block by block: no block is kept.
import { relu } from "../maths/tones.mjs";
import { createWelch, strongestLine, windowed } from "../maths/welch.mjs";
import { createEnvelope } from "./envelope.mjs";

const SEGMENT = 4096;
const LONGEST = 2 ** 17; // samples under one window
const LEAST = 16; // samples: fewer have no spectrum worth the name
export const CLOSE_UP = 300; // samples

const powerOfTwo = (count) => 2 ** Math.floor(Math.log2(count));

/** Sums from which mean values, variances and the covariance follow. */
function createMoments() {
  let [count, shiftX, shiftY] = [0, 0, 0];
  const sums = { x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
  return {
    push(x, y) {
      if (count === 0 && x.length > 0) [shiftX, shiftY] = [x[0], y[0]]; // near the mean, if that is large
      count += x.length;
      let [sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0];
      for (let n = 0; n < x.length; n++) {
        const a = x[n] - shiftX;
        const b = y[n] - shiftY;
        sx += a;
        sy += b;
        sxx += a * a;
        syy += b * b;
        sxy += a * b;
      }
      sums.x += sx;
      sums.y += sy;
      sums.xx += sxx;
      sums.yy += syy;
      sums.xy += sxy;
    },
    result() {
      const [x, y] = [sums.x / count, sums.y / count];
      const [xx, yy, xy] = [sums.xx / count - x * x, sums.yy / count - y * y, sums.xy / count - x * y];
      const real = (variance, sum) => (variance > 1e-14 * (sum / count) ? variance : 0); // else it is rounding
      return { before: x + shiftX, after: y + shiftY, xx: real(xx, sums.xx), yy: real(yy, sums.yy), xy };
    },
  };
}

/** @param {number} count samples that will come */
export function createMeter(count, { closeUp }) {
  if (count < LEAST) {
    throw new Error(`at least ${LEAST} samples are wanted in the part that is shown, not ${count}: lower Zoom`);
  }
  const moments = createMoments();
  const shown = closeUp ? Math.min(CLOSE_UP, count) : count;
  const [input, output] = [createEnvelope(shown), createEnvelope(shown)];
  const segment = Math.min(powerOfTwo(count), SEGMENT);
  const welch = createWelch(segment);
  const single = new Float64Array(Math.min(powerOfTwo(count), LONGEST));
  let seen = 0;
  return {
    push(x) {
      const y = relu(x);
      moments.push(x, y);
      input.push(x);
      output.push(y);
      welch.push(x, y);
      if (seen < single.length) single.set(x.subarray(0, single.length - seen), seen);
      seen += x.length;
    },
    result(rate) {
      const { before, after, xx, yy, xy } = moments.result();
      const [one, oneAfter] = [windowed(single), windowed(relu(single))];
      const [mean, meanAfter] = welch.amplitudes();
      return {
        ...{ count, rate, segment, single: single.length },
        ...{ places: input.places(), input: input.values(), output: output.values() },
        dcBefore: before,
        dc: after,
        std: Math.sqrt(xx),
        power: yy + after ** 2,
        newShare: yy > 0 && xx > 0 ? Math.max(1 - xy ** 2 / (xx * yy), 0) : null,
        linear: xx > 0 ? xy / xx : 0,
        strongest: strongestLine(one, rate / single.length),
        ...{ one, oneAfter, mean, meanAfter },
      };
    },
  };
}
