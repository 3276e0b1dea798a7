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

function setOther(box, scrolls) {
  if (scrolls) box.tabIndex = 0;
  else if (!box.matches("[data-explained]")) box.removeAttribute("tabindex");
}

// Told when a box or what is in it has got its size, right after the page's layout: to ask costs no layout then, and
// what is folded, or far away, is not asked.
const watcher = new ResizeObserver((news) => {
  const boxes = new Set(news.map(({ target }) => target.closest(`${TABLES}, ${OTHERS}`)));
  const found = [...boxes].map((box) => [box, scrolls(box)]);
  for (const [box, scrolls] of found) (box.matches(TABLES) ? setTable : setOther)(box, scrolls);
});
for (const box of document.querySelectorAll(`${TABLES}, ${OTHERS}`)) {
  for (const part of [box, ...box.children]) watcher.observe(part);
}
