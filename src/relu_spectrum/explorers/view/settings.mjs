// The settings of an explorer as its Python class describes them: their limits, their steps, and how they are read out.
//
// A setting is {label, unit, initial} and, for a number, {low, high, step, grid}; with `choices` it is one of them;
// with neither it is true or false. `words` say what some values stand for. `grid` says that only whole steps are allowed (a typed value is rounded to one).

const within = (value, low, high) => Math.min(Math.max(value, low), high);

/** The allowed value nearest to one that was dragged or typed. */
export function allowed(value, { low, high, step, grid, choices, initial }) {
  if (choices) {
    return choices.reduce((a, b) => (Math.abs(b - value) < Math.abs(a - value) ? b : a));
  }
  if (low === undefined) return Boolean(value);
  if (!Number.isFinite(value)) return initial;
  if (!grid) return within(value, low, high);
  return within(Number((low + step * Math.round((value - low) / step)).toFixed(6)), low, high);
}

/** Digits after the point that a step needs. */
function digits(step) {
  return Number.isInteger(step) ? 0 : String(step).split(".")[1].length;
}

/** What a screen reader says for a value: "7.5 Hz". */
export function spoken(value, setting) {
  const number = (setting.choices ? String(value) : value.toFixed(digits(setting.step ?? 1))).replace("-", "\u2212");
  const after = wordsAfter(value, setting);
  return after ? `${number} ${after}` : number;
}

/** What is written after a value: what it stands for, or the unit. */
export function wordsAfter(value, { words, unit }) {
  return words?.[value] ?? unit ?? "";
}
