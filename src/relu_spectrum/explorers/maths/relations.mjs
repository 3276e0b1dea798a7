// Integer relations: whole multiples of the tones' frequencies that sum to zero, such as 5 + 5 + 10 - 20. Products of as
// many factors as a relation has terms fall on 0 Hz, and carry the tones' phases there.
import { commonFrequency } from "./tones.mjs";

/** For each sum of terms +f or -f, by parity of their number: the fewest terms, and the last one of them. */
function fewestTerms(frequencies, limit) {
  const reached = [new Map([[0, { terms: 0 }]]), new Map()];
  let edge = [0];
  for (let terms = 1; edge.length > 0; terms++) {
    const next = [];
    for (const sum of edge) {
      for (const [place, f] of frequencies.entries()) {
        for (const sign of [1, -1]) {
          const there = sum + sign * f;
          if (Math.abs(there) > limit || reached[terms % 2].has(there)) continue;
          reached[terms % 2].set(there, { terms, place, sign });
          next.push(there);
        }
      }
    }
    edge = next;
  }
  return reached;
}

/** How often each frequency is in the shortest sum, counted with its sign. */
function multiplesOf(reached, frequencies, sum, parity) {
  const multiples = frequencies.map(() => 0);
  for (let left = reached[parity].get(sum).terms; left > 0; left--) {
    const { place, sign } = reached[left % 2].get(sum);
    multiples[place] += sign;
    sum -= sign * frequencies[place];
  }
  return multiples;
}

/**
 * The relation with the fewest terms that holds one tone at least once.
 * @param {number} moved the frequency of that tone
 * @param {number[]} others those of the other tones, at least one; all on the grid of tones.mjs
 * @param {{odd: boolean}} options whether a relation of an odd number of terms counts as it is, or only twice over
 * @returns {{order: number, multiples: number[]}} the number of terms; the multiples of the moved tone, positive, and
 *   of the others, which sum to zero
 */
export function lowestRelation(moved, others, { odd }) {
  const most = 2 * Math.round(others[0] / commonFrequency([{ frequency: moved }, { frequency: others[0] }]));
  const reached = fewestTerms(others, most * moved + Math.max(...others));
  let best = { order: Infinity };
  for (let times = 1; times <= most; times++) {
    for (const parity of odd ? [0, 1] : [times % 2]) {
      const terms = reached[parity].get(times * moved)?.terms ?? Infinity;
      if (times + terms < best.order) best = { order: times + terms, times, parity };
    }
  }
  const rest = multiplesOf(reached, others, best.times * moved, best.parity);
  return { order: best.order, multiples: [best.times, ...rest.map((n) => 0 - n)] };
}
