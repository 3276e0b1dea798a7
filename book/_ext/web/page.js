import "./code_switch.js";

/**
 * What scrolls sideways in itself (a long formula, a wide table, long code) can be reached and scrolled by keyboard.
 */
const SCROLLERS = "mjx-container[display='true'], .output.text_html, .bd-article pre, .table-wrapper";

function makeReachable() {
  for (const box of document.querySelectorAll(SCROLLERS)) {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
    else if (box.tabIndex === 0 && !box.matches("pre")) box.removeAttribute("tabindex");
  }
}

makeReachable();
new ResizeObserver(makeReachable).observe(document.querySelector("main") ?? document.body);
