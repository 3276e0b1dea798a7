// Play and pause: a button that moves one setting on, step by step, until its end or until the reader takes over.
import { make } from "./elements.js";

const PACE = 120; // ms from step to step
const CALM = "(prefers-reduced-motion: reduce)";

/**
 * Where the reader's system asks for reduced motion nothing moves by itself: each press moves the setting on by `leap`.
 * @param {{setting: string, last: number, leap: number}} play from 0 to last
 * @param {{value: () => number, set: (value: number) => void}} of the setting
 * @returns {{element: HTMLElement, pause: () => void, stop: () => void}}
 */
export function createPlayer({ last, leap }, { value, set }) {
  const element = make("button", "relu-reset relu-play");
  element.type = "button";
  const calm = matchMedia(CALM);
  let [timer, expected] = [0, null];

  const label = () => {
    element.textContent = calm.matches ? `Go on ${leap}` : timer ? "Pause" : "Play";
  };
  const pause = () => {
    clearTimeout(timer);
    timer = 0;
    label();
  };
  const go = (next) => {
    expected = Math.min(next, last);
    set(expected);
  };
  const step = () => {
    if (value() !== expected) return pause(); // the reader has moved it
    go(expected + 1);
    if (expected === last) pause();
    else timer = setTimeout(step, PACE);
  };
  const press = () => {
    if (timer) return pause();
    const ended = value() >= last;
    if (calm.matches) return go(ended ? 0 : value() + leap);
    go(ended ? 0 : value());
    timer = setTimeout(step, PACE);
    label();
  };
  const hide = () => document.hidden && pause();

  label();
  element.addEventListener("click", press);
  calm.addEventListener("change", pause);
  document.addEventListener("visibilitychange", hide);
  return {
    element,
    pause,
    stop() {
      clearTimeout(timer);
      calm.removeEventListener("change", pause);
      document.removeEventListener("visibilitychange", hide);
    },
  };
}
