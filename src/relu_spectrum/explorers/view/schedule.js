// At most one redraw per animation frame, and the first one at once.

/**
 * The first request is met as soon as the running script is done, so a key press is not kept waiting for the next
 * frame; all later ones of the same frame are met together when it begins.
 * @param {() => void} draw
 * @returns {{request: () => void, stop: () => void}}
 */
export function schedule(draw) {
  let [queued, frame, stopped] = [false, 0, false];
  const run = () => {
    if (stopped || !queued) return;
    queued = false;
    frame = requestAnimationFrame(() => {
      frame = 0;
      run();
    });
    draw();
  };
  return {
    request() {
      if (queued) return;
      queued = true;
      if (frame === 0) queueMicrotask(run);
    },
    stop() {
      stopped = true;
      cancelAnimationFrame(frame);
    },
  };
}
