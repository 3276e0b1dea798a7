// Integer relations: whole multiples of the tones' frequencies that sum to zero, such as 5 + 5 + 10 - 20. Products of as
// many factors as a relation has terms fall on 0 Hz, and carry the tones' phases there.
import { commonFrequency } from "./tones.mjs";

/** For each sum of terms +f or -f up to a limit, at [parity of their number][limit + sum]: the fewest terms, and the last. */
function fewestTerms(frequencies, limit) {
  const reached = [0, 1].map(() => new Array(2 * limit + 1)); // many times faster than a Map
  reached[0][limit] = { terms: 0 };
  let edge = [limit];
  for (let terms = 1; edge.length > 0; terms++) {
    const next = [];
    const found = reached[terms % 2];
    for (const at of edge) {
      for (let place = 0; place < frequencies.length; place++) {
        for (let sign = 1; sign >= -1; sign -= 2) {
          const there = at + sign * frequencies[place];
          if (there < 0 || there > 2 * limit || found[there]) continue;
          found[there] = { terms, place, sign };
          next.push(there);
        }
      }
    }
    edge = next;
  }
  return reached;
}

/** How often each frequency is in the shortest sum, counted with its sign. */
function multiplesOf(reached, frequencies, at, parity) {
  const multiples = frequencies.map(() => 0);
  for (let left = reached[parity][at].terms; left > 0; left--) {
    const { place, sign } = reached[left % 2][at];
    multiples[place] += sign;
    at -= sign * frequencies[place];
  }
  return multiples;
}

/**
 * The relations with the fewest terms that hold one tone at least once.
 * @param {number} moved the frequency of that tone
 * @param {number[]} others those of the other tones, at least one; all on the grid of tones.mjs
 * @returns {{odd: object, even: object}} with an odd number of terms counting as it is, or only twice over; each
 *   {order, multiples}: the number of terms; the multiples of the moved tone, positive, and of the others, which sum to
 *   zero
 */
export function lowestRelations(moved, others) {
  const unit = commonFrequency(others.map((frequency) => ({ frequency })));
  const steps = others.map((f) => Math.round(f / unit));
  const least = Math.round(unit / commonFrequency([{ frequency: moved }, { frequency: unit }])); // to land on a step
  const most = 2 * (least * steps[0] + Math.round((least * moved) / unit)); // terms of an even relation with the first
  const limit = Math.round((most * moved) / unit) + Math.max(...steps);
  const reached = fewestTerms(steps, limit);
  const lowest = (parities) => {
    let best = { order: Infinity };
    for (let times = least; times <= most; times += least) {
      const at = limit + Math.round((times * moved) / unit);
      for (const parity of parities(times)) {
        const order = times + (reached[parity][at]?.terms ?? Infinity);
        if (order < best.order) best = { order, times, parity, at };
      }
    }
    const rest = multiplesOf(reached, steps, best.at, best.parity);
    return { order: best.order, multiples: [best.times, ...rest.map((n) => 0 - n)] };
  };
  return { odd: lowest(() => [0, 1]), even: lowest((times) => [times % 2]) };
}
