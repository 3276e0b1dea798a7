// Where the data come from that an explorer does not carry: a file beside the page, or the kernel of a live notebook.
import { loadScript } from "./load_script.js";

const PATIENCE = 60_000; // ms; the kernel may have to fetch or compute them first

async function fromFile({ file, variable }) {
  await loadScript(new URL(file, globalThis.reluAssets).href, file);
  return globalThis[variable];
}

function fromKernel({ kind }, { model, signal }) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      model.off("msg:custom", hear);
    };
    const hear = (message) => {
      if (message?.kind !== kind) return;
      stop();
      if (message.error) reject(new Error(message.error));
      else resolve(message[kind]);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error("no Python kernel answered; run the cell again"));
    }, PATIENCE);
    signal.addEventListener("abort", stop);
    model.on("msg:custom", hear);
    model.send({ kind });
  });
}

/**
 * A source of one kind of data, fetched once for all explorers of a page. A page without a kernel says in
 * `globalThis.reluAssets` where its files are.
 * @param {{kind: string, file: string, variable: string}} names of supplied.py: what the kernel is asked for; the
 *   script, and the global variable that it sets
 * @returns {(context: {model: object, signal: AbortSignal}) => Promise<object>}
 */
export function createSource(names) {
  let found;
  return async (context) => {
    found ??=
      globalThis[names.variable] ?? (await (globalThis.reluAssets ? fromFile(names) : fromKernel(names, context)));
    return found;
  };
}
