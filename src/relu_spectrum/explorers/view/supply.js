// What an explorer needs before it can draw: fetched when the reader comes near, with words while it is awaited.
import { make } from "./elements.js";
import { nextTask } from "./next_task.mjs";

const NEAR = "800px 0px"; // above and below what is seen

/**
 * @param {object} needs waiting: the words while it is awaited; failed(error): those when it does not come;
 *   load({model, signal}): a promise of it
 * @param {{model: object, root: HTMLElement, place: HTMLElement, arrived: () => void}} view place: where the charts will be
 * @returns {{value: () => unknown, stop: () => void}}
 */
export function createSupply(needs, { model, root, place, arrived }) {
  const text = make("p", "", needs.waiting);
  const again = make("button", "relu-reset", "Try again");
  again.type = "button";
  again.hidden = true;
  const element = make("div", "relu-supply", text, again);
  const ended = new AbortController();
  let value;

  const load = async () => {
    near.disconnect();
    again.hidden = true;
    text.textContent = needs.waiting;
    text.removeAttribute("role");
    try {
      const found = await needs.load({ model, signal: ended.signal });
      await nextTask(); // a touch goes first
      if (ended.signal.aborted) return;
      value = found;
      root.removeAttribute("data-waiting");
      element.remove();
      arrived();
    } catch (error) {
      console.error(error);
      text.textContent = needs.failed(error);
      text.setAttribute("role", "alert");
      again.hidden = false;
    }
  };
  const near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && load(), {
    rootMargin: NEAR,
  });
  root.dataset.waiting = "";
  again.addEventListener("click", load);
  place.append(element);
  near.observe(place);
  return {
    value: () => value,
    stop() {
      near.disconnect();
      ended.abort();
    },
  };
}
