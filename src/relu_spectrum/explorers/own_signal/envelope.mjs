// A long signal in few columns: the smallest and the largest value of each, or the samples where they are few.
export const COLUMNS = 400;

/** @param {number} count how many samples will come; those after it are passed over */
export function createEnvelope(count) {
  const plain = count <= 2 * COLUMNS;
  const length = plain ? count : 2 * COLUMNS;
  const values = new Float64Array(length);
  let seen = 0;
  return {
    push(x) {
      for (let n = 0; n < x.length && seen < count; n++, seen++) {
        const value = x[n];
        if (plain) {
          values[seen] = value;
          continue;
        }
        const at = 2 * Math.floor((seen * COLUMNS) / count);
        const fresh = seen === 0 || 2 * Math.floor(((seen - 1) * COLUMNS) / count) !== at;
        if (fresh || value < values[at]) values[at] = value;
        if (fresh || value > values[at + 1]) values[at + 1] = value;
      }
    },
    /** Smallest and largest of each column by turns. */
    values: () => values,
    /** Where they stand, as numbers of samples from the first. */
    places: () => Float64Array.from({ length }, (_, i) => (plain ? i : (i * count) / length)),
  };
}

/** The largest of each column of a spectrum, and where its columns are, as numbers of bins. */
export function tallest(amplitude, columns = 2 * COLUMNS) {
  const bins = amplitude.length;
  const length = Math.min(bins, columns);
  const edge = (column) => Math.ceil((column * bins) / length);
  const values = new Float64Array(length);
  for (let column = 0; column < length; column++) {
    for (let k = edge(column); k < edge(column + 1); k++) values[column] = Math.max(values[column], amplitude[k]);
  }
  const places = Float64Array.from({ length }, (_, column) => (edge(column) + edge(column + 1) - 1) / 2);
  return { values, places };
}
