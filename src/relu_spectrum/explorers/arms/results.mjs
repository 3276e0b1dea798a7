// Sizes and distances of the published arms, see results.py.

/**
 * @param {{levels: number, sizes: number[][][], runs: {arm: number, scale: number, changes: number[][]}[]}} packed
 * @returns {{sizes: {spread: number[], between: number[]}[], runs: {arm: number, scale: number,
 *   distance: Float64Array[]}[]}} sizes of each arm by repetition; distance[repetition][epoch - 1] of each run
 */
export function unpack({ levels, sizes, runs }) {
  const sums = (changes) => {
    let level = 0;
    return Float64Array.from(changes, (change) => {
      level += change;
      return 10 ** (level / levels);
    });
  };
  return {
    sizes: sizes.map((pairs) => ({ spread: pairs.map(([r]) => r), between: pairs.map(([, b]) => b) })),
    runs: runs.map(({ arm, scale, changes }) => ({ arm, scale, distance: changes.map(sums) })),
  };
}
