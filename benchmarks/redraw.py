"""From a key press on a slider to the redrawn picture, for every explorer of the built book.

In one shuffled run, each explorer as it opens and where it has most to do, beside two others:

- its charts alone: uPlot draws the same picture again in the same charts, with the same axes,
  series and marks; nothing is computed, and no control moves;
- stock uPlot: as many charts of the same size with uPlot's own axes, and in each the chart's
  columns as lines. Marks that an explorer paints are not in it: their columns are hidden series.

"drawn" ends when the picture is on the canvas: the slider's own work, settings, computation,
readouts and charts are counted. "frame" ends when the next frame has been handed on: the browser's
layout and painting are counted as well. The browser does not wait for the screen.
"""

import random
import statistics
import sys
from pathlib import Path

from browser import launch
from playwright.sync_api import sync_playwright
from server import QuietHandler, serving

ROOT = Path(__file__).parents[1]
HTML = ROOT / "_build" / "html"
MOVES = 40

PLACE = 'class="relu-widgets"'

# The settings with which an explorer has most to compute and to draw.
HEAVIEST = {
    "arms": {"size": 1000},
    "heart-rate": {"second_harmonic": 1, "layer": 9},
    "phases": {"n_terms": 500, "bias": 0.3},
    "readout": {"spread": 1, "tap_2": 0.7},
    "spectrum": {"amplitude_2": 0.5, "frequency_2": 17.5, "sample_rate": 1024, "decibels": True},
    "stack": {"depth": 8, "kernel_size": 17, "four_tones": True},
    "taylor": {"n_terms": 500, "paper_tones": True},
    "training": {"repetition": 0},
}

BARE = """() => {
    const { explorer } = document.querySelector(".relu-explorer-view");
    document.getElementById("bare")?.remove();
    const host = Object.assign(document.createElement("div"), { id: "bare", tabIndex: 0 });
    host.style = "position: fixed; right: 0; bottom: 0"; // in view: what is not is not drawn
    document.body.append(host);
    const places = [...document.querySelectorAll(".relu-explorer .relu-view-chart")];
    const charts = explorer.columns().map((columns, i) => {
        const data = columns.map((column) => Array.from(column));
        const series = data.slice(1).map(() => ({ stroke: "blue" }));
        const { clientWidth: width, clientHeight: height } = places[i];
        const options = { width, height, scales: { x: { time: false } }, series: [{}, ...series] };
        return { data, plot: new uPlot(options, data, host) };
    });
    host.addEventListener("keydown", () => {
        for (const { data, plot } of charts) plot.setData(data);
        queueMicrotask(() => queueMicrotask(redrawn));
    });
    document.getElementById("charts")?.remove();
    const own = Object.assign(document.createElement("div"), { id: "charts", tabIndex: 0 });
    document.body.append(own);
    own.addEventListener("keydown", () => {
        explorer.redrawCharts();
        redrawn();
    });
}"""

SET = """(settings) => {
    const { explorer } = document.querySelector(".relu-explorer-view");
    explorer.set({ ...explorer.state(), ...settings });
}"""

CLOCK = """() => {
    let start = 0;
    window.moves = [];
    window.addEventListener("keydown", () => { start = performance.now(); }, true);
    window.redrawn = () => {
        if (!start) return;
        const [begun, drawn] = [start, performance.now() - start];
        start = 0;
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => moves.push([drawn, performance.now() - begun]);
        requestAnimationFrame(() => port2.postMessage(0));
    };
    document.addEventListener("relu:drawn", redrawn);
}"""


class IsolatedHandler(QuietHandler):
    """Keeps pages apart from other origins: their clock then counts 5 µs, not 100."""

    def end_headers(self):
        """Add what says so."""
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()


def press(page, focus, key):
    """Press a key on one control and wait for its frame; returns both times (ms)."""
    count = page.evaluate("moves.length")
    page.locator(focus).first.focus()
    page.keyboard.press(key)
    page.wait_for_function("(n) => moves.length > n", arg=count, timeout=10_000)
    page.evaluate("() => new Promise((go) => requestAnimationFrame(() => setTimeout(go)))")
    return page.evaluate("moves.at(-1)")


def measure(page, settings):
    """Return the median times (ms) of the explorer, its charts and stock uPlot, shuffled."""
    page.evaluate(SET, settings)
    page.evaluate("() => new Promise((go) => setTimeout(go, 500))")
    page.evaluate(BARE)
    handle = ".relu-controls > .widget-slider .noUi-handle"
    keys = ("ArrowLeft", "ArrowRight")  # there and back
    if page.locator(handle).first.evaluate("e => e.ariaValueNow === e.ariaValueMin"):
        keys = keys[::-1]
    times = {handle: [], "#charts": [], "#bare": []}
    for focus in random.sample(list(times) * MOVES, 3 * MOVES):
        key = keys[len(times[focus]) % 2]
        times[focus].append(press(page, focus, key))
    return [
        [statistics.median(kind) for kind in zip(*times[focus], strict=True)] for focus in times
    ]


def main():
    """Print the medians and their ratios."""
    print("\nKey press to redraw (ms: drawn, frame), beside its charts alone and stock uPlot")
    pages = [page for page in sorted(HTML.glob("*.html")) if PLACE in page.read_text("utf-8")]
    pages = [page for page in pages if not sys.argv[1:] or page.name in sys.argv[1:]]
    with serving(HTML, IsolatedHandler) as address, sync_playwright() as playwright:
        browser = launch(playwright, "--disable-frame-rate-limit", "--disable-gpu-vsync")
        for path in pages:
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(f"{address}/{path.name}")
            page.locator(".relu-place").first.scroll_into_view_if_needed()
            page.wait_for_function(
                "() => document.querySelector('.relu-explorer-view')?.explorer.drawn()"
            )
            page.evaluate((ROOT / "node_modules/uplot/dist/uPlot.iife.min.js").read_text("utf-8"))
            page.evaluate(CLOCK)
            name = page.evaluate("document.querySelector('.relu-explorer-view').explorer.name")
            states = (("default", {}), ("heaviest", HEAVIEST[name])) if name in HEAVIEST else ()
            for state, settings in states:  # a signal of one's own is measured by its length
                ours, charts, stock = measure(page, settings)
                print(f"  {name:<11} {state:<9} {ours[0]:6.2f} {ours[1]:6.2f}", end="")
                for label, others in (("charts", charts), ("stock", stock)):
                    drawn, frame = (a / b for a, b in zip(ours, others, strict=True))
                    print(f"   {label} {others[0]:5.2f} {others[1]:5.2f}", end="")
                    print(f" = {drawn:5.2f} {frame:5.2f} times", end="", flush=True)
                print(flush=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
