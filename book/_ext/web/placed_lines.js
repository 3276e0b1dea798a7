/**
 * A frequency axis on which the reader places lines: a list box whose options stand side by side.
 *
 * A click or Space puts or takes a line; arrow keys, Home and End move the cursor. The button shows the right lines
 * and says which were found, missed, and too many; then it clears the axis.
 */
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -Infinity, End: Infinity };

const placed = (option) => option.getAttribute("aria-selected") === "true";
const wanted = (option) => option.dataset.right === "yes";
const hertz = (options) => `${options.map((option) => parseFloat(option.ariaLabel)).join(", ")} Hz`;

/** What was found, missed and too many, in words. */
function verdict(options) {
  const found = options.filter((option) => wanted(option) && placed(option));
  const missed = options.filter((option) => wanted(option) && !placed(option));
  const extra = options.filter((option) => !wanted(option) && placed(option));
  const all = found.length + missed.length;
  const words = [`${found.length} of ${all} found${found.length ? `: ${hertz(found)}` : ""}.`];
  if (missed.length) words.push(`Missed: ${hertz(missed)}.`);
  if (extra.length) words.push(`Not among the ${all} largest: ${hertz(extra)}.`);
  if (!missed.length && !extra.length) words.unshift("All right.");
  return words.join(" ");
}

export function startLines(box) {
  const axis = box.querySelector(".relu-predict-axis");
  const options = [...axis.querySelectorAll("[role=option]")];
  const button = box.querySelector("button");
  const status = box.querySelector(".relu-predict-status");
  const answer = box.querySelector(".relu-predict-answer");
  let cursor = 0;

  const say = (text) => {
    const words = document.createElement("p");
    words.textContent = text;
    status.replaceChildren(words);
  };
  const move = (to) => {
    options[cursor].classList.remove("relu-cursor");
    cursor = Math.min(Math.max(to, 0), options.length - 1);
    options[cursor].classList.add("relu-cursor");
    axis.setAttribute("aria-activedescendant", options[cursor].id);
  };
  const toggle = () => {
    if ("shown" in box.dataset) return;
    options[cursor].setAttribute("aria-selected", String(!placed(options[cursor])));
    const lines = options.filter(placed);
    say(lines.length ? `Placed: ${hertz(lines)}.` : "No line is placed.");
  };
  const show = () => {
    box.dataset.shown = "";
    axis.setAttribute("aria-readonly", "true");
    button.textContent = "Try again";
    say(verdict(options));
    for (const part of answer.children) if (part.localName !== "summary") status.append(part.cloneNode(true));
  };
  const clear = () => {
    delete box.dataset.shown;
    axis.removeAttribute("aria-readonly");
    button.textContent = "Show the answer";
    for (const option of options) option.setAttribute("aria-selected", "false");
    say("No line is placed.");
  };

  axis.addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]");
    if (!option) return;
    move(options.indexOf(option));
    toggle();
  });
  axis.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === " " || event.key === "Enter") toggle();
    else if (event.key in STEPS) move(cursor + STEPS[event.key]);
    else return;
    event.preventDefault();
  });
  button.addEventListener("click", () => ("shown" in box.dataset ? clear() : show()));
  move(0);
}
