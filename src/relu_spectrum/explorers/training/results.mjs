// The published trainings from their changes, see results.py.

/**
 * @param {{repetitions: number, epochs: number, starts: number[], steps: number[], changes: number[]}} packed
 * @returns {{repetitions: number, epochs: number, loss: Float64Array[][], distance: Float64Array[][][]}}
 *   loss[arm][repetition][epoch]; distance[layer][arm][repetition][epoch]; epoch 0 is before training
 */
export function unpack({ repetitions, epochs, starts, steps, changes }) {
  let at = 0;
  const take = (start, step, change) => {
    const values = new Float64Array(epochs + 1);
    for (let epoch = 0, level = 0; epoch <= epochs; epoch++, at++) {
      level += changes[at];
      values[epoch] = change(start + level * step);
    }
    return values;
  };
  const columns = starts.map((start, i) =>
    Array.from({ length: repetitions }, () => take(start, steps[i], i % 3 === 0 ? Math.exp : Number)),
  );
  const quantity = (which) => columns.filter((_, i) => i % 3 === which);
  return { repetitions, epochs, loss: quantity(0), distance: [quantity(1), quantity(2)] };
}
