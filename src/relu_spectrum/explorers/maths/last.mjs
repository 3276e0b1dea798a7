// What was worked out last is kept, so that moving one slider computes no more than depends on it.

/**
 * The same function with a memory of one: given the arguments of the last time again, it gives the same result.
 * @template {unknown[]} A, R
 * @param {(...given: A) => R} work of its arguments alone; nobody changes its result
 * @returns {(...given: A) => R}
 */
export function last(work) {
  let [before, result] = [null, undefined];
  return (...given) => {
    if (before?.length !== given.length || given.some((value, i) => !Object.is(value, before[i]))) {
      result = work(...given);
      before = given;
    }
    return result;
  };
}
