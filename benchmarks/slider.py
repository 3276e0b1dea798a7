"""From a key press on a slider to the redrawn and the painted picture, three ways in one run.

- the SpectrumExplorer of the built landing page, 1024 samples;
- a bare uPlot redraw of the same arrays in the same page, its moves shuffled among the explorer's;
- the same figure (Plotly) with a live kernel, in JupyterLab on this machine.
"""

import random
import tempfile
from pathlib import Path

from browser import launch
from jupyter import jupyter_server, open_notebook, run_cell, write_notebook
from playwright.sync_api import sync_playwright
from server import serving
from timing import print_table

ROOT = Path(__file__).parents[1]

MOVES = 100

CLOCK = """() => {
  window.moves = { redraw: [], paint: [] };
  let start = 0;
  window.addEventListener("keydown", () => { start = performance.now(); }, true);
  window.redrawn = () => {
    if (start === 0) return;
    const begun = start;
    start = 0;
    moves.redraw.push(performance.now() - begun);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => moves.paint.push(performance.now() - begun);
    requestAnimationFrame(() => channel.port2.postMessage(0));
  };
}"""

BARE = """() => {
  const drawn = document.querySelector(".relu-explorer-view").explorer.drawn();
  const host = document.createElement("div");
  host.id = "bare";
  host.tabIndex = 0;
  document.querySelector(".relu-explorer").after(host);
  const chart = (x, a, b) => new uPlot(
    { width: 370, height: 240, scales: { x: { time: false } },
      series: [{}, { stroke: "blue" }, { stroke: "orange" }] }, [x, a, b], host);
  const copies = [drawn.time, drawn.input, drawn.output].map((v) => Array.from(v));
  const { frequency, inputAmplitude, outputAmplitude } = drawn;
  const lines = [frequency, inputAmplitude, outputAmplitude].map((v) => Array.from(v));
  const [wave, spectrum] = [chart(...copies), chart(...lines)];
  host.addEventListener("keydown", () => {
    wave.setData([copies[0], copies[1].reverse(), copies[2].reverse()]);
    spectrum.setData(lines);
    queueMicrotask(() => queueMicrotask(redrawn));
  });
}"""

LIVE = """
import ipywidgets, numpy as np, plotly.graph_objects as go
from plotly.subplots import make_subplots
from relu_spectrum import Tone, amplitude_spectrum, sample

def signals(frequency):
    time, x = sample([Tone(frequency)], sample_rate=512, duration=2)
    y = np.maximum(x, 0)
    before, after = (amplitude_spectrum(s, sample_rate=512) for s in (x, y))
    return time, x, y, before.frequency, before.amplitude, after.amplitude

time, x, y, f, a, b = signals(10)
shown = go.FigureWidget(make_subplots(1, 2))
for column, horizontal, values in ((1, time, x), (1, time, y), (2, f, a), (2, f, b)):
    shown.add_scatter(x=horizontal, y=values, row=1, col=column)

def update(change):
    _, x, y, _, a, b = signals(change["new"])
    with shown.batch_update():
        for trace, values in zip(shown.data, (x, y, a, b)):
            trace.y = values

slider = ipywidgets.FloatSlider(value=10, min=1, max=60, step=0.5)
slider.observe(update, "value")
ipywidgets.VBox([slider, shown])
"""


def press(page, focus, key):
    """Press a key on one control and wait until its redraw has been painted."""
    count = page.evaluate("moves.paint.length")
    page.locator(focus).first.focus()
    page.keyboard.press(key)
    page.wait_for_function("(n) => moves.paint.length > n", arg=count, timeout=10_000)
    return page.evaluate("[moves.redraw.at(-1), moves.paint.at(-1)]")


def built_page(browser, address, times):
    """Measure the explorer and bare uPlot in the built landing page."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(address)
    page.wait_for_function("() => document.querySelector('.relu-explorer-view')?.explorer.drawn()")
    page.evaluate(CLOCK)
    page.evaluate("document.addEventListener('relu:drawn', () => redrawn())")
    page.evaluate((ROOT / "node_modules/uplot/dist/uPlot.iife.min.js").read_text("utf-8"))
    page.evaluate(BARE)
    names = {"explorer": ".relu-controls .noUi-handle", "bare uPlot": "#bare"}
    for name, focus in random.sample(list(names.items()) * MOVES, 2 * MOVES):
        key = random.choice(["ArrowRight", "ArrowLeft"]) if name == "bare uPlot" else "ArrowRight"
        if name == "explorer" and len(times["redraw"][name]) % 40 >= 20:
            key = "ArrowLeft"
        redraw, paint = press(page, focus, key)
        times["redraw"][name].append(redraw)
        times["paint"][name].append(paint)
    page.close()


def live_kernel(browser, times):
    """Measure the same figure, redrawn by a kernel, in JupyterLab."""
    with tempfile.TemporaryDirectory() as folder:
        write_notebook(Path(folder) / "live.ipynb", LIVE)
        with jupyter_server(folder) as address:
            page = browser.new_page(viewport={"width": 1366, "height": 900})
            open_notebook(page, address, "live.ipynb", "lab")
            run_cell(page, 0)
            page.wait_for_selector(".js-plotly-plot .scatterlayer path", timeout=60_000)
            page.wait_for_timeout(1000)
            page.evaluate(CLOCK)
            page.evaluate(
                "document.querySelector('.js-plotly-plot').on('plotly_afterplot', () => redrawn())"
            )
            page.evaluate(
                "document.querySelector('.jp-OutputArea .noUi-handle')"
                ".dataset.lmSuppressShortcuts = 'true'"
            )
            for move in range(MOVES):
                key = "ArrowLeft" if move % 40 >= 20 else "ArrowRight"
                redraw, paint = press(page, ".jp-OutputArea .noUi-handle", key)
                times["redraw"]["live kernel"].append(redraw)
                times["paint"]["live kernel"].append(paint)
            page.close()


def main():
    """Print the distributions and their ratios."""
    names = ("explorer", "bare uPlot", "live kernel")
    times = {what: {name: [] for name in names} for what in ("redraw", "paint")}
    folder = ROOT / "_build" / "html"
    with serving(folder) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        built_page(browser, f"{address}/index.html", times)
        live_kernel(browser, times)
        browser.close()
    print_table("Key press to finished redraw", times["redraw"], reference="bare uPlot")
    print_table("Key press to painted frame", times["paint"], reference="bare uPlot")


if __name__ == "__main__":
    main()
