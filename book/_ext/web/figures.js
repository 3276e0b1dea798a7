/**
 * Draws the chapters' figures: <div class="relu-figure"> with the figure as JSON in it.
 *
 * - Plotly comes with the first figure, each figure is drawn when it comes near, and all of them are drawn before
 *   printing. `window.reluFigures.drawAll()` draws the rest at once.
 * - A figure follows the page's theme: the colours of style.json have one twin each.
 * - A figure that fails says so in its own place and leaves the others alone.
 */
import palette from "../../../src/relu_spectrum/figures/style.json";

const CONFIG = { displayModeBar: false, responsive: true, showTips: false };
const SOURCE = new URL("plotly.js", document.currentScript.src).href;
const dark = new Map(Object.entries(palette.light).map(([role, colour]) => [colour, palette.dark[role]]));
const drawn = new Map();
let library;

const theme = () => (document.documentElement.dataset.theme === "dark" ? "dark" : "light");

function loadPlotly() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("Plotly did not load"));
    script.src = SOURCE;
    document.head.append(script);
  });
  return library;
}

/** The figure in the page's colours, as new objects: Plotly writes into what it is given. */
function inTheme(text) {
  const recolour = theme() === "dark" ? (_, value) => dark.get(value) ?? value : undefined;
  const { data, layout } = JSON.parse(text, recolour);
  // A finger on a figure scrolls the page; a mouse may draw a box to zoom, a double click goes back.
  if (matchMedia("(pointer: coarse)").matches) {
    layout.dragmode = false;
    for (const key of Object.keys(layout)) if (/^[xy]axis/.test(key)) layout[key].fixedrange = true;
  }
  return { data, layout };
}

function fail(box, error) {
  console.error(error);
  const message = document.createElement("p");
  message.className = "relu-failed";
  message.textContent = `This figure could not be drawn (${error.message}). ${box.getAttribute("aria-label")}`;
  box.removeAttribute("role");
  box.replaceChildren(message);
}

function draw(box) {
  if (!drawn.has(box)) drawn.set(box, drawOnce(box));
  return drawn.get(box);
}

async function drawOnce(box) {
  near.unobserve(box);
  try {
    const text = box.querySelector("script").textContent;
    const Plotly = await loadPlotly();
    const chart = document.createElement("div");
    chart.className = "relu-chart";
    box.append(chart);
    const { data, layout } = inTheme(text);
    await Plotly.newPlot(chart, data, layout, CONFIG);
    box.dataset.drawn = theme();
    box.addEventListener("relu:theme", () => {
      const { data, layout } = inTheme(text);
      Plotly.react(chart, data, layout, CONFIG).then(
        () => {
          box.dataset.drawn = theme();
        },
        (error) => fail(box, error),
      );
    });
  } catch (error) {
    fail(box, error);
  }
}

const boxes = [...document.querySelectorAll(".relu-figure")];
const drawAll = () => Promise.all(boxes.map(draw));

/** Watch those that have not been drawn, and draw what comes into view, or so near to it. */
function watch(margin) {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) draw(entry.target);
    },
    { rootMargin: margin },
  );
  for (const box of boxes) if (!drawn.has(box)) watcher.observe(box);
  return watcher;
}

// Before the reader does anything only what is in view is drawn: Plotly is heavy. Then also what is about to come.
let near = watch("0px");
const untouched = new AbortController();
for (const touch of ["scroll", "pointerdown", "keydown"]) {
  const ahead = () => {
    untouched.abort();
    near.disconnect();
    near = watch("600px 0px");
  };
  addEventListener(touch, ahead, { passive: true, signal: untouched.signal });
}
new MutationObserver(() => {
  for (const box of drawn.keys()) box.dispatchEvent(new CustomEvent("relu:theme"));
}).observe(document.documentElement, { attributeFilter: ["data-theme"] });

/** The drawings of the figures get a size of their own, which paper scales to its width, or lose it. */
function scalable(paper) {
  for (const drawing of document.querySelectorAll(".relu-chart .main-svg")) {
    if (paper)
      drawing.setAttribute("viewBox", `0 0 ${drawing.getAttribute("width")} ${drawing.getAttribute("height")}`);
    else drawing.removeAttribute("viewBox");
  }
}
addEventListener("beforeprint", () => {
  scalable(true);
  drawAll().then(() => scalable(true));
});
addEventListener("afterprint", () => scalable(false));
window.reluFigures = { drawAll };
