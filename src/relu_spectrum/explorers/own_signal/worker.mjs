// The engine in a worker: a message {id, name, values} is answered by {id, result} or {id, error}, and before that perhaps
// by some of {id, share}: how far the work is.
import { createEngine } from "./engine.mjs";

const engine = createEngine();

self.onmessage = async ({ data: { id, name, values } }) => {
  const report = (share) => self.postMessage({ id, share });
  try {
    self.postMessage({ id, result: await engine[name](...values, report) });
  } catch (error) {
    self.postMessage({ id, error: error.message });
  }
};
self.postMessage({ ready: true });
