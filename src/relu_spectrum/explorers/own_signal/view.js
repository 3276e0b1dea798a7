// The OwnSignalExplorer's view: a signal of the reader's own, or an example, and what ReLU does to it.
import { isOurs } from "../files/read_signal.mjs";
import { EXAMPLES } from "../maths/examples.mjs";
import { createRender } from "../view/view.js";
import { createClient } from "./client.js";
import { ownSignalCode } from "./code.mjs";
import { decode } from "./decoding.js";
import { linesFigure, note, readouts, timeFigure } from "./figures.js";
import { createListening } from "./listening.js";
import { CLOSE_UP } from "./meter.mjs";
import { createMicrophone } from "./microphone.js";
import { measured, ownSignalPicture } from "./picture.mjs";
import { createSourceBar } from "./source_bar.js";

const NAMES = Object.keys(EXAMPLES);
const AT_ONCE = 2 ** 20; // samples that are shown when a file comes

/** What one view does with the engine: the reader's signal, and pictures of the one that is shown. */
function createSession() {
  let [client, own, latest, bar] = [null, null, null, null];
  const call = (name, values, how) => client.call(name, values, how);
  const wants = (settings) => measured(settings, NAMES);
  const report = (share) => bar?.work(share);
  const take = (sound) => call("take", [sound], { report, transfer: sound.channels.map(({ buffer }) => buffer) });
  return {
    own: () => own,
    latest: () => latest,
    sounds: (settings) => call("sounds", [wants(settings)]),
    join(made) {
      bar = made;
    },
    async start() {
      client = await createClient();
      return true;
    },
    async picture(settings) {
      try {
        const found = await call("measure", [wants(settings)], { report });
        if (!found) return null;
        report(null);
        bar?.refuse("");
        latest = ownSignalPicture(settings, found);
        return latest;
      } catch (error) {
        report(null);
        bar?.refuse(error.message);
        return null;
      }
    },
    /** Opens a file or a recording; what is wrong with it is said, and the last picture stays. */
    async open(file, name) {
      try {
        bar.refuse("");
        const found = isOurs(name) ? await call("open", [file], { report }) : await take(await decode(file, name));
        own = { ...found, name, decoded: !isOurs(name), channel: 0 };
        const rate = found.rate === null ? "sample rate not told" : `${found.rate} Hz`;
        const several = found.channels > 1 ? `${found.channels} channels, ` : "";
        bar.name(`${name}: ${several}${found.length} samples, ${rate}.`, found.channels);
        return own;
      } catch (error) {
        bar.refuse(error.message);
        return null;
      } finally {
        report(null);
      }
    },
    async choose(channel) {
      own.channel = channel;
      await call("choose", [channel]);
    },
    stop: () => client?.stop(),
  };
}

/** Why a control cannot change the picture. */
function idle({ tap_0, tap_1, tap_2 }, { source, count, segment, single }) {
  const silent = tap_0 === 0 && tap_1 === 0 && tap_2 === 0 && "all taps are 0";
  const reasons = {
    start: source.count === source.length && "all of it is shown",
    gain: silent,
    close_up: count <= CLOSE_UP && "it is short",
    welch: silent || (single === segment && count < 1.5 * segment && "it is one segment"),
    centred: silent || (Math.abs(source.mean) < 1e-6 * source.std && "its mean is 0"),
  };
  return Object.fromEntries(Object.entries(reasons).filter(([, reason]) => reason));
}

function render(context) {
  const session = createSession();
  const subject = ({ settings: s }) => (s.signal === 0 ? session.own().name : `Example: ${NAMES[s.signal - 1]}`);
  const clean = createRender({
    needs: {
      waiting: "Making the signals …",
      failed: (error) => `The signals could not be made: ${error.message}.`,
      load: session.start,
    },
    picture: session.picture,
    settle: (s) => (s.signal === 0 && !session.own() ? { ...s, signal: 1 } : s),
    idle: (s) => (session.latest() ? idle(s, session.latest().readouts) : {}),
    code: (s, r) => ownSignalCode(s, { example: NAMES[s.signal - 1], own: session.own(), r }),
    figures: [timeFigure, linesFigure],
    subject,
    readouts,
    note,
    longest: {
      readouts: { source: { rate: 44100 }, rate: 44100, count: 100_000, segment: 16_384 },
      settings: { welch: true },
    },
  })(context);
  const root = context.el.querySelector(".relu-explorer-view");
  const { explorer } = root;
  const show = (own) => {
    if (!own) return;
    const zoom = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512].find((z) => own.length / z <= AT_ONCE) ?? 1024;
    explorer.set({ signal: 0, zoom, start: 0 });
    explorer.refresh();
  };
  const microphone = createMicrophone({
    take: async (recording) => show(await session.open(recording, "recording")),
    refuse: (message) => bar.refuse(message),
  });
  const bar = createSourceBar(
    {
      open: async (file) => show(await session.open(file, file.name)),
      async choose(channel) {
        await session.choose(channel);
        explorer.set({ signal: 0 });
        explorer.refresh();
      },
    },
    microphone,
  );
  session.join(bar);
  const listening = createListening(root, () => session.sounds(explorer.state()));
  root.querySelector(".relu-view-charts").after(listening.element);
  let undrop = () => {};
  const join = () => {
    const panel = root.closest(".relu-explorer");
    panel.prepend(bar.element);
    undrop = bar.takeDrops(panel);
  };
  root.addEventListener("relu:ready", join, { once: true });
  return () => {
    undrop();
    microphone.stop();
    bar.element.remove();
    listening.stop();
    session.stop();
    clean();
  };
}

export default { render };
