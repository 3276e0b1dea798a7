// A long signal in few columns: the smallest and the largest value of each, or the samples where they are few.
const COLUMNS = 400;

/** @param {number} count how many samples will come; those after it are passed over */
export function createEnvelope(count) {
  const plain = count <= 2 * COLUMNS;
  const length = plain ? count : 2 * COLUMNS;
  const values = new Float64Array(length);
  let seen = 0;
  return {
    push(x) {
      const stop = Math.min(x.length, count - seen);
      if (plain) {
        values.set(x.subarray(0, Math.max(stop, 0)), Math.min(seen, count));
      } else {
        for (let n = 0; n < stop; ) {
          const column = Math.floor(((seen + n) * COLUMNS) / count);
          const first = Math.ceil((column * count) / COLUMNS); // of this column
          const next = Math.min(Math.ceil(((column + 1) * count) / COLUMNS) - seen, stop);
          const fresh = first === seen + n;
          let [low, high] = fresh ? [Infinity, -Infinity] : [values[2 * column], values[2 * column + 1]];
          for (; n < next; n++) {
            if (x[n] < low) low = x[n];
            if (x[n] > high) high = x[n];
          }
          [values[2 * column], values[2 * column + 1]] = [low, high];
        }
      }
      seen += x.length;
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
