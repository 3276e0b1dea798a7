// Tells screen readers the result of a change: politely, and once, after the reader has paused.
const PAUSE = 700; // ms

/**
 * `lead` puts words before what is said next, or says them now with what was said last.
 * @returns {{element: HTMLElement, say: (text: string) => void, lead: (words: string) => void, stop: () => void}}
 */
export function createAnnouncer() {
  const element = document.createElement("div");
  element.className = "relu-status";
  element.setAttribute("role", "status");
  element.setAttribute("aria-live", "polite");
  let [timer, last, before, written] = [0, "", "", ""];
  const write = () => {
    element.textContent = [before, last].filter(Boolean).join(" ");
    [before, written] = ["", last];
  };
  const say = (text) => {
    clearTimeout(timer);
    last = text;
    if (before || (written && written !== text)) timer = setTimeout(write, PAUSE);
    else if (!written) write();
  };
  return {
    element,
    say,
    lead(words) {
      before = words;
      if (last) say(last);
    },
    stop: () => clearTimeout(timer),
  };
}
