// The engine as the view calls it: in a worker where the browser allows one, else here, in slices.
import { createEngine } from "./engine.mjs";
import code from "./worker.mjs";

/** A worker that has said that it runs, or null. */
function start() {
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  return new Promise((resolve) => {
    try {
      const worker = new Worker(address);
      worker.onmessage = () => resolve(worker);
      worker.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  }).finally(() => URL.revokeObjectURL(address));
}

function inWorker(worker) {
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data: { id, result, error, share } }) => {
    const { resolve, reject, report } = waiting.get(id);
    if (share !== undefined) return report?.(share);
    waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(error));
  };
  return {
    call: (name, values, { report, transfer = [] } = {}) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject, report });
        worker.postMessage({ id: last, name, values }, transfer);
      }),
    stop: () => worker.terminate(),
  };
}

function inPage() {
  const engine = createEngine();
  return { call: async (name, values, { report } = {}) => engine[name](...values, report), stop() {} };
}

/** @returns {Promise<{call: (name: string, values: unknown[], how?: object) => Promise<unknown>, stop: () => void}>} */
export async function createClient() {
  const worker = await start();
  return worker ? inWorker(worker) : inPage();
}
