/**
 * What scrolls sideways in itself (a long formula, a wide table, long code) can be reached and scrolled by keyboard; a
 * table that scrolls says so to screen readers. What shows it to the eye is in tables.css.
 */
const TABLES = ".output.text_html:has(> div > table), .pst-scrollable-table-container";
const OTHERS = "mjx-container[display='true'], .bd-article pre";

function setTable(box, scrolls) {
  if (scrolls) {
    const number = box.closest("figure")?.querySelector(".caption-number")?.textContent.trim();
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", `${number || "Table"}, scrolls sideways`);
  } else {
    for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
  }
}

const scrolls = (box) => box.scrollWidth > box.clientWidth + 1;

function update() {
  for (const box of document.querySelectorAll(TABLES)) setTable(box, scrolls(box));
  for (const box of document.querySelectorAll(OTHERS)) {
    if (scrolls(box)) box.tabIndex = 0;
    else if (box.tabIndex === 0 && !box.matches("pre, [data-explained]")) box.removeAttribute("tabindex");
  }
}

update();
new ResizeObserver(update).observe(document.querySelector("main") ?? document.body);
