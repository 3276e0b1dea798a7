// Hear it: buttons that play what is shown, over and over, and follow the sliders.
import { FACTOR, sounds } from "../maths/sound.mjs";
import { make } from "./elements.js";

const FADE = 0.03; // s, so that nothing clicks

/** Play samples over and over, from the time `at`; `stop` fades them out. */
export function voice(context, samples, at, rate = context.sampleRate) {
  const buffer = context.createBuffer(1, samples.length, rate);
  buffer.copyToChannel(samples, 0);
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(1, at + FADE);
  source.connect(gain).connect(context.destination);
  source.start(at);
  return {
    stop(end) {
      gain.gain.cancelScheduledValues(end);
      gain.gain.setTargetAtTime(0, end, FADE / 5);
      source.stop(end + 2 * FADE);
    },
  };
}

/**
 * Buttons that play records over and over, one at a time, and follow what is drawn.
 * @param {HTMLElement} root of the view
 * @param {string[]} names on the buttons
 * @param {string} explain the words beside them
 * @param {(index: number, context: AudioContext) => object | Promise<object>} find what a button plays: `samples` and
 *   their `rate`, or nothing; `words`, where they are others
 * @returns {{element: HTMLElement, stop: () => void}}
 */
export function createHearing(root, names, explain, find) {
  const buttons = names.map((name, i) => {
    const button = make("button", "relu-reset relu-hear", `Hear ${name}`);
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => press(i));
    return button;
  });
  const words = make("span", "", explain);
  const element = make("p", "relu-sound", ...buttons, words);
  let [context, playing, now, asked] = [null, -1, null, 0];

  const sound = async () => {
    const mine = ++asked;
    buttons.forEach((button, i) => {
      button.setAttribute("aria-pressed", String(i === playing));
    });
    const found = playing < 0 ? {} : await find(playing, context);
    if (mine !== asked) return;
    now?.stop(context.currentTime);
    now = found.samples ? voice(context, found.samples, context.currentTime, found.rate) : null;
    words.textContent = found.words ?? explain;
  };
  const press = (i) => {
    context ??= new AudioContext();
    context.resume();
    playing = i === playing ? -1 : i;
    sound();
  };
  const quiet = () => {
    playing = -1;
    if (context) sound();
  };
  const hide = () => document.hidden && quiet();
  const follow = () => playing >= 0 && sound();
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

/**
 * Add buttons to an explorer that play records of its picture.
 * @param {(context: object) => () => void} render from createRender
 * @param {{names: string[], records: (picture: object) => Float64Array[], window: number}} sound names on the buttons;
 *   one period of each record, `window` seconds long
 */
export function withSound(render, { names, records, window }) {
  return (context) => {
    const stop = render(context);
    const root = context.el.querySelector(".relu-explorer-view");
    const find = (i, { sampleRate: rate }) => {
      const picture = root.explorer.drawn();
      const samples = picture && sounds(records(picture), { window, rate })[i];
      return picture && !samples ? { words: `Silence: ${names[i]} is constant.` } : { samples };
    };
    const added = createHearing(root, names, `${FACTOR} times as high; DC makes no sound.`, find);
    root.querySelector(".relu-view-charts").after(added.element);
    return () => {
      added.stop();
      stop();
    };
  };
}
