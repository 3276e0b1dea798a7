// A small box beside a word: it stays while the pointer is on it, and never leaves the screen.
const GAP = 6; // px
const REST = 250; // ms: the way of the pointer from the word to the box

/** @param {() => void} closed called whenever the box closes */
export function createPopover(closed) {
  const element = document.createElement("div");
  element.className = "relu-popover";
  element.setAttribute("role", "tooltip");
  element.hidden = true;
  document.body.append(element);
  let place = null;
  let leaving = 0;

  const keep = () => clearTimeout(leaving);
  const hide = () => {
    keep();
    if (!place) return;
    place = null;
    element.hidden = true;
    closed();
  };
  return {
    element,
    keep,
    hide,
    place: () => place,
    show(word, explanations) {
      hide();
      place = word;
      element.replaceChildren(...explanations.map((explanation) => copy(explanation)));
      element.hidden = false;
      const { left, top, bottom, width } = word.getBoundingClientRect();
      const box = element.getBoundingClientRect();
      const room = document.documentElement.clientWidth - box.width - GAP;
      const below = bottom + GAP + box.height <= innerHeight || top < GAP + box.height;
      element.style.left = `${scrollX + Math.max(GAP, Math.min(left + width / 2 - box.width / 2, room))}px`;
      element.style.top = `${scrollY + (below ? bottom + GAP : top - GAP - box.height)}px`;
    },
    leave() {
      if (!place || place.contains(document.activeElement)) return;
      keep();
      leaving = setTimeout(hide, REST);
    },
  };
}

function copy(explanation) {
  const line = explanation.cloneNode(true);
  line.removeAttribute("id");
  return line;
}
