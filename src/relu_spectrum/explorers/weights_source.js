// Where the weights of KID-PPG come from: a file beside the page, or the kernel of a live notebook.
import { unpack } from "./kid_ppg.mjs";

const FILE = "kid_ppg_weights.js";
const PATIENCE = 60_000; // ms; the kernel may have to fetch them first

/** A script, because a page that was opened from the disk may load scripts but not data. */
function fromFile() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = () => resolve(globalThis.reluKidPpgWeights);
    script.onerror = () => reject(new Error(`the file ${FILE} is not where the page looks for it`));
    script.src = new URL(FILE, globalThis.reluAssets).href;
    document.head.append(script);
  }).finally(() => document.head.querySelector(`script[src$="${FILE}"]`)?.remove());
}

function fromKernel(model, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      model.off("msg:custom", hear);
    };
    const hear = (message) => {
      if (message?.kind !== "weights") return;
      stop();
      if (message.error) reject(new Error(message.error));
      else resolve(message.weights);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error("no Python kernel answered; run the cell again"));
    }, PATIENCE);
    signal.addEventListener("abort", stop);
    model.on("msg:custom", hear);
    model.send({ kind: "weights" });
  });
}

let packed;

/**
 * The weights, fetched once for all explorers of this page. A page without a kernel says in `globalThis.reluAssets`
 * where its files are.
 * @param {{model: object, signal: AbortSignal}} context
 */
export async function loadWeights({ model, signal }) {
  packed ??=
    globalThis.reluKidPpgWeights ?? (globalThis.reluAssets ? await fromFile() : await fromKernel(model, signal));
  return unpack(packed);
}
