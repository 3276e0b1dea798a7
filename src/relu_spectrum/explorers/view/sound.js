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

function createButtons(names) {
  const buttons = names.map((name) => {
    const button = make("button", "relu-reset relu-hear", `Hear ${name}`);
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    return button;
  });
  const words = make("span", "", `${FACTOR} times as high; DC makes no sound.`);
  return { buttons, words, element: make("p", "relu-sound", ...buttons, words) };
}

function createSound(root, { names, records, window }) {
  const { buttons, words, element } = createButtons(names);
  let [context, playing, waves, now] = [null, -1, [], null];
  const explain = words.textContent;

  const say = () => {
    buttons.forEach((button, i) => {
      button.setAttribute("aria-pressed", String(i === playing));
    });
    const silent = playing >= 0 && !waves[playing];
    words.textContent = silent ? `Silence: ${names[playing]} is constant.` : explain;
  };
  const hush = () => {
    now?.stop(context.currentTime);
    now = null;
  };
  const sound = () => {
    hush();
    const picture = root.explorer.drawn();
    if (playing >= 0 && picture) {
      waves = sounds(records(picture), { window, rate: context.sampleRate });
      if (waves[playing]) now = voice(context, waves[playing], context.currentTime);
    }
    say();
  };
  const follow = () => playing >= 0 && sound();
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

  buttons.forEach((button, i) => {
    button.addEventListener("click", () => press(i));
  });
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
export function withSound(render, sound) {
  return (context) => {
    const stop = render(context);
    const root = context.el.querySelector(".relu-explorer-view");
    const added = createSound(root, sound);
    root.querySelector(".relu-view-charts").after(added.element);
    return () => {
      added.stop();
      stop();
    };
  };
}
