// Hear the part that is shown: before ReLU, after it, and only what is new.
import { createHearing } from "../view/sound.js";

const PEAK = 0.5; // the loudest sample of the input and the output; what is new has the same scale
const LOWEST = 8000; // samples a second that every browser plays
const NAMES = { before: "before", after: "after ReLU", fresh: "only what is new" };
const EXPLAIN = "At one loudness scale, without DC.";

/** How many times as fast a record must be played to be heard. */
const speedOf = (rate) => 2 ** Math.max(0, Math.ceil(Math.log2(LOWEST / rate)));

/** Samples between -1 and 1, all by one factor. */
export function scaled(record, { before, after }) {
  const top = [before, after].reduce((most, x) => x.reduce((a, b) => Math.max(a, Math.abs(b)), most), 0);
  return Float32Array.from(record, (value) => (top > 0 ? (PEAK * value) / top : 0));
}

/** @param {HTMLElement} root of the view; @param {() => Promise<object>} fetch the engine's `sounds` */
export const createListening = (root, fetch) =>
  createHearing(root, Object.values(NAMES), EXPLAIN, async (i) => {
    const found = await fetch();
    const speed = speedOf(found.rate);
    return {
      samples: scaled(found[Object.keys(NAMES)[i]], found),
      rate: found.rate * speed,
      words: speed > 1 ? `${EXPLAIN} Played ${speed} times as fast.` : EXPLAIN,
    };
  });
