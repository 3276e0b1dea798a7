// Classes laid out at fixed quantiles of the normal distribution, and the nearest-mean rule. See nearest_mean.py.

const TIE = 1e-9; // of the largest mean: distances that differ by less are equal

/** The normal distribution's density, and the part of it from 0 to x, by its series of positive terms. */
function normal(x) {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (x * x) / (2 * n + 1);
    sum += term;
  }
  return { density, part: density * sum };
}

/** The quantiles (k + 1/2) / count of the standard normal distribution, by Newton's method; up to a few thousand. */
export function normalQuantiles(count) {
  return Float64Array.from({ length: count }, (_, k) => {
    const wanted = (k + 0.5) / count - 0.5;
    let x = 0; // from here Newton's steps grow towards the quantile and never pass it
    for (let step = 1; step > 1e-9 || step < -1e-9; ) {
      const { density, part } = normal(x);
      step = (wanted - part) / density;
      x += step;
    }
    return x;
  });
}

/** The mean of some numbers. */
export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The class whose mean is nearest to a value; the first of those that are equally near. */
export function nearestMean(value, means) {
  const distances = means.map((one) => Math.abs(value - one));
  const limit = Math.min(...distances) + TIE * Math.max(...means.map(Math.abs));
  return distances.findIndex((distance) => distance <= limit);
}
