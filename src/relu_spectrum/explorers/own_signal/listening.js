// Hear the part that is shown: before ReLU, after it, and only what is new.
import { make } from "../view/elements.js";
import { voice } from "../view/sound.js";

const PEAK = 0.5; // the loudest sample of the input and the output; what is new has the same scale
const LOWEST = 8000; // samples a second that every browser plays
const NAMES = { before: "before", after: "after ReLU", fresh: "only what is new" };

/** How many times as fast a record must be played to be heard. */
export const speedOf = (rate) => 2 ** Math.max(0, Math.ceil(Math.log2(LOWEST / rate)));

/** Samples between -1 and 1, all by one factor. */
export function scaled(record, { before, after }) {
  const top = [before, after].reduce((most, x) => x.reduce((a, b) => Math.max(a, Math.abs(b)), most), 0);
  return Float32Array.from(record, (value) => (top > 0 ? (PEAK * value) / top : 0));
}

/** @param {HTMLElement} root of the view; @param {() => Promise<object>} fetch the engine's `sounds` */
export function createListening(root, fetch) {
  const buttons = Object.entries(NAMES).map(([key, text]) => {
    const element = make("button", "relu-reset relu-hear", `Hear ${text}`);
    element.type = "button";
    element.setAttribute("aria-pressed", "false");
    element.addEventListener("click", () => press(key));
    return { key, element };
  });
  const words = make("span", "", "At one loudness scale, without DC.");
  const element = make("p", "relu-sound", ...buttons.map((one) => one.element), words);
  let [context, playing, now, asked] = [null, null, null, 0];

  const hush = () => {
    now?.stop(context.currentTime);
    now = null;
  };
  const say = (speed = 1) => {
    for (const one of buttons) one.element.setAttribute("aria-pressed", String(one.key === playing));
    const fast = speed > 1 ? ` Played ${speed} times as fast.` : "";
    words.textContent = `At one loudness scale, without DC.${playing ? fast : ""}`;
  };
  const sound = async () => {
    const mine = ++asked;
    if (!playing) {
      hush();
      return say();
    }
    const found = await fetch();
    if (mine !== asked) return;
    hush();
    const speed = speedOf(found.rate);
    now = voice(context, scaled(found[playing], found), context.currentTime, found.rate * speed);
    say(speed);
  };
  const press = (key) => {
    context ??= new AudioContext();
    context.resume();
    playing = key === playing ? null : key;
    say();
    sound();
  };
  const quiet = () => {
    playing = null;
    if (context) sound();
  };
  const hide = () => document.hidden && quiet();
  const follow = () => playing && sound();
  root.addEventListener("relu:drawn", follow);
  document.addEventListener("visibilitychange", hide);
  return {
    element,
    stop() {
      quiet();
      root.removeEventListener("relu:drawn", follow);
      document.removeEventListener("visibilitychange", hide);
      context?.close();
    },
  };
}
