// Tells screen readers the result of a change: politely, and once, after the reader has paused.
const PAUSE = 700; // ms

/** @returns {{element: HTMLElement, say: (text: string) => void, stop: () => void}} */
export function createAnnouncer() {
  const element = document.createElement("div");
  element.className = "relu-status";
  element.setAttribute("role", "status");
  element.setAttribute("aria-live", "polite");
  let timer = 0;
  return {
    element,
    say(text) {
      clearTimeout(timer);
      if (element.textContent === "") element.textContent = text;
      else if (element.textContent !== text) {
        timer = setTimeout(() => {
          element.textContent = text;
        }, PAUSE);
      }
    },
    stop: () => clearTimeout(timer),
  };
}
