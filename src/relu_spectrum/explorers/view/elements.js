// The few kinds of element the views are made of.

/** Writes a text, if it is another one: each writing makes the browser lay out the page. */
export function write(element, text) {
  const { firstChild: only, textContent } = element;
  if (textContent === text) return;
  if (only?.nodeType === Node.TEXT_NODE && only.data === textContent) only.data = text;
  else element.textContent = text;
}

/** An element with a class, text or children. */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

const SWATCHES = {
  line: '<path d="M1 7h16" stroke-width="2.5"/>',
  dashed: '<path d="M1 7h6m4 0h6" stroke-width="2.5"/>',
  dot: '<circle cx="9" cy="7" r="2" stroke-width="4"/>',
  thick: '<path d="M1 7h16" stroke-width="4" opacity=".7"/>',
  stem: '<path d="M9 13V2" stroke-width="2.5"/>',
  wide: '<path d="M9 13V2" stroke-width="7" opacity=".7"/>',
  circle: '<circle cx="9" cy="7" r="4" stroke-width="1.75"/>',
  square: '<path d="M5 3h8v8H5Z" stroke-width="1.75"/>',
  diamond: '<path d="M9 1.5 14.5 7 9 12.5 3.5 7Z" stroke-width="1.75"/>',
};

/** A legend: what is drawn, in words beside its colour and shape. */
export function legend(entries) {
  const items = entries.map(({ text, role, shape }) => {
    const item = make("li", "");
    item.innerHTML = `<svg viewBox="0 0 18 14" width="18" height="14" fill="none" aria-hidden="true">${SWATCHES[shape]}</svg>`;
    item.firstChild.style.stroke = `var(--relu-${role})`;
    item.append(text);
    return item;
  });
  return make("ul", "relu-legend", ...items);
}

/** A figure: a title with its legend, and the place of the chart, which screen readers take as one picture. */
export function figure(title, entries) {
  const chart = make("div", "relu-view-chart");
  chart.setAttribute("role", "img");
  const caption = make("figcaption", "", make("strong", "", title), legend(entries));
  return { element: make("figure", "relu-view-figure", caption, chart), chart };
}

/** Readouts as a list of terms; `show` fills in [term, value, detail] rows without making new elements. */
export function readouts(count) {
  const rows = Array.from({ length: count }, () => {
    const [term, value, detail] = [make("dt", ""), make("dd", "relu-value"), make("dd", "")];
    return { term, value, detail, element: make("div", "", term, value, detail) };
  });
  return {
    element: make("dl", "relu-readouts", ...rows.map((row) => row.element)),
    show(texts) {
      rows.forEach((row, i) => {
        for (const [place, part] of [row.term, row.value, row.detail].entries()) write(part, texts[i][place]);
      });
    },
  };
}
