/**
 * An explorer's state is in the page's address, and a link with a state in it sets the explorer.
 *
 * The address follows the sliders once the reader has moved one. A link that is followed makes an entry of the
 * history, and the entry that is left remembers the state it had, so that Back restores it.
 */
import { format, parse, read, remark, stranger } from "../../../src/relu_spectrum/explorers/view/address.mjs";
import { copyButton } from "../../../src/relu_spectrum/explorers/view/copy_button.js";
import { make } from "../../../src/relu_spectrum/explorers/view/elements.js";

const PAUSE = 500; // ms from one change of the address to the next: Safari allows 100 in 30 s
const LIT = 1000; // ms that an explorer is framed once a link has set it

const places = new Map(); // the explorer's name -> {explorer, panel, known: the state that the address need not be told}
let [waiting, timer] = [null, 0];

const address = ({ explorer }, state = explorer.state()) => format(explorer.name, state, explorer.settings);
const page = (url) => url.split("#")[0];

/** The states that an entry of the history remembers besides the one in its address. */
const remembered = () => history.state?.relu ?? {};

function write() {
  clearTimeout(timer);
  if (waiting) {
    const others = { ...remembered(), [waiting.explorer.name]: undefined };
    history.replaceState({ relu: others }, "", address(waiting));
  }
  [waiting, timer] = [null, 0];
}

function drop() {
  clearTimeout(timer);
  [waiting, timer] = [null, 0];
}

/** A picture was drawn: after the reader's doing, the address changes soon. */
function follow({ target, detail: state }) {
  const place = places.get(target.explorer.name);
  if (place?.explorer !== target.explorer) return;
  const now = address(place, state);
  if (now === place.known) return;
  place.known = now;
  place.wrong.textContent = "";
  if (waiting && waiting !== place) write();
  waiting = place;
  timer ||= setTimeout(write, PAUSE);
}

/** Sets the explorer that an address names, and says so. */
function restore(hash) {
  const found = parse(hash ?? "");
  const place = found && places.get(found.name);
  if (!place) return;
  const { explorer } = place;
  const { values, remarks } = read(found.given, explorer.settings);
  explorer.set(values);
  const now = explorer.state();
  for (const [name, value] of Object.entries(values)) {
    if (now[name] !== value) remarks.push(remark(explorer.settings[name], now[name], value));
  }
  explorer.say(["Set by the link.", ...remarks].join(" "));
  place.wrong.textContent = remarks.join(" ");
  place.known = address(place);
}

/** Says, where the explorer that came first speaks, that an address names none of the page. */
function check() {
  const names = Array.from(document.querySelectorAll(".relu-place[id]"), ({ id }) => id);
  const said = stranger(location.hash, names);
  const [first] = places.values();
  if (!said || !first) return;
  first.explorer.say(said);
  first.wrong.textContent = said;
}

/** Brings an explorer into view, and frames it for a while. */
function show({ panel }) {
  panel.scrollIntoView({ behavior: "instant", block: "start" }); // a slow scroll did not always arrive
  const frame = (colour) => ({ boxShadow: `0 0 0 3px ${colour}` });
  panel.animate([frame("var(--relu-accent)"), frame("transparent")], { duration: LIT, easing: "ease-in" });
}

function click(event) {
  const link = event.target.closest?.("a[href]");
  const other = event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey;
  if (!link || other || event.altKey || page(link.href) !== page(location.href)) return;
  const place = places.get(parse(link.hash)?.name);
  if (!place) return;
  event.preventDefault();
  write();
  history.replaceState({ relu: { ...remembered(), [place.explorer.name]: address(place) } }, "");
  history.pushState(null, "", link.hash);
  restore(link.hash);
  show(place);
  place.panel.focus({ preventScroll: true }); // Tab goes on from here
}

/** An explorer stands in the page: it gets its button, and the state that the address may have for it. */
function join({ target }) {
  const { explorer } = target;
  if (!explorer.name || places.has(explorer.name)) return;
  const panel = target.closest(".relu-explorer");
  const wrong = make("p", "relu-wrong");
  const place = { explorer, panel, wrong, known: "" };
  places.set(explorer.name, place);
  place.known = address(place);
  panel.tabIndex = -1;
  explorer.foot.prepend(copyButton("Copy link", () => page(location.href) + address(place)));
  explorer.foot.append(wrong);
  restore(remembered()[explorer.name]);
  if (places.size === 1) check();
  if (parse(location.hash)?.name !== explorer.name) return;
  restore(location.hash);
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") show(place); // else the browser knows where
}

document.addEventListener("relu:ready", join);
document.addEventListener("relu:drawn", follow);
document.addEventListener("click", click);
addEventListener("pagehide", write);
addEventListener("popstate", () => {
  drop();
  for (const hash of [...Object.values(remembered()), location.hash]) restore(hash);
  check();
});
