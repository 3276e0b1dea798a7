/**
 * Runs Lighthouse on pages: `node lighthouse.mjs CHROMIUM RUNS URL...` prints one JSON object a run, as it ends:
 * `{"url", "form", "scores", "metrics"}`. The runs are interleaved, so that a slow minute of the machine meets all pages.
 */
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const [chromePath, runs, ...urls] = process.argv.slice(2);
const METRICS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "speed-index"];
const FORMS = { phone: undefined, desktop: desktopConfig };

async function run(url, form) {
  const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
  try {
    const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "error" }, FORMS[form]);
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
    const scores = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(100 * score)]);
    const numbers = [...METRICS, "cumulative-layout-shift"].map((id) => [id, lhr.audits[id].numericValue]);
    const failed = Object.values(lhr.categories)
      .filter(({ id }) => id !== "performance")
      .flatMap(({ auditRefs }) => auditRefs)
      .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
      .map(({ id }) => id);
    return { url, form, scores: Object.fromEntries(scores), metrics: Object.fromEntries(numbers), failed };
  } finally {
    chrome.kill();
  }
}

for (let i = 0; i < Number(runs); i++) {
  for (const url of urls) {
    for (const form of Object.keys(FORMS)) console.log(JSON.stringify(await run(url, form)));
  }
}
