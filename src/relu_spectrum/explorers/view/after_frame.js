// What may wait until the picture is on the screen.

/**
 * Once for all requests before the next frame: right after it.
 * @param {() => void} work
 * @returns {{request: () => void, stop: () => void}}
 */
export function afterFrame(work) {
  let [frame, timer] = [0, 0];
  const run = () => {
    frame = 0;
    work();
  };
  return {
    request() {
      frame ||= requestAnimationFrame(() => {
        timer = setTimeout(run);
      });
    },
    stop() {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    },
  };
}
