// Puts the viewer into each place that a page has for it: with the book's examples, or with the data of a report.
import { loadScript } from "../view/load_script.js";
import { checkedProbe } from "./read_probe.mjs";
import { createViewer } from "./viewer.js";

const NEAR = "800px 0px"; // above and below what is seen
const EXAMPLES = {
  differencing: "Differences (chapter 3)",
  averaging: "Averages (chapter 3)",
  kid_ppg: "KID-PPG (chapter 4)",
};

/** The examples are scripts beside the page, each loaded once. */
const exampleFrom = (folder) => async (name) => {
  if (!globalThis.reluProbes?.[name]) {
    await loadScript(new URL(`${folder}${name}.js`, document.baseURI).href, `${name}.js`);
  }
  return checkedProbe(globalThis.reluProbes[name], `${name}.json`);
};

function mount(root) {
  const { examples: folder } = root.dataset;
  const data = root.querySelector('script[type="application/json"]');
  const viewer = createViewer(root, { examples: folder ? EXAMPLES : {}, load: exampleFrom(folder) });
  if (data) return viewer.show(checkedProbe(JSON.parse(data.textContent), "this report"));
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      viewer.example(Object.keys(EXAMPLES)[0]);
    },
    { rootMargin: NEAR },
  );
  near.observe(root);
}

for (const root of document.querySelectorAll(".relu-probe-viewer")) mount(root);
