"""Views of explorers, mounted in Chromium as anywidget does it, and what can be asked of them."""

from pathlib import Path

from relu_spectrum.explorers.arms import results as arms_results
from relu_spectrum.explorers.heart_rate import weights as kid_ppg_weights
from relu_spectrum.explorers.training import results as training_results

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "relu_spectrum" / "explorers" / "static"
SUPPLIES = (arms_results, kid_ppg_weights, training_results)  # files that explorers load

# A stand-in for the model that anywidget hands to `render`, and a mount in a panel.
MOUNT = """
window.mounted = [];
window.mount = async (name, values) => {
  const { default: explorer } = await import(`/${name}.js`);
  const listeners = new Map();
  const model = {
    saves: 0,
    get: (key) => values[key],
    set(key, value) {
      values[key] = value;
      for (const heard of listeners.get(`change:${key}`) ?? []) heard();
    },
    save_changes() { model.saves += 1; },
    sent: [],
    send: (message) => model.sent.push(message),
    receive(message) { for (const heard of listeners.get("msg:custom") ?? []) heard(message, []); },
    on(event, heard) { listeners.set(event, (listeners.get(event) ?? new Set()).add(heard)); },
    off(event, heard) { listeners.get(event)?.delete(heard); },
    listeners: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
  };
  const panel = document.createElement("section");
  panel.className = "relu-explorer";
  panel.innerHTML = '<div class="relu-controls"></div><div></div>';
  document.querySelector("main").append(panel);
  const clean = await explorer.render({ model, el: panel.lastChild });
  const view = panel.querySelector(".relu-explorer-view");
  window.mounted.push({ model, panel, view, clean });
  const frame = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
  await frame();
  await frame();
};
"""

HEAD = """<!doctype html><html lang="en" data-theme="light"><head><meta charset="utf-8">
<title>views</title><link rel="stylesheet" href="explorers.css">
<script>window.reluAssets = location.origin + "/";</script></head>"""


def write_page(folder):
    """Write a page with the built bundles, files that explorers load, and nothing else."""
    for file in STATIC.glob("*.*"):
        (folder / file.name).write_bytes(file.read_bytes())
    for source in SUPPLIES:
        (folder / source.FILE).write_text(source.script())
    body = f"<body><main><h1>views</h1></main><script>{MOUNT}</script></body></html>"
    (folder / "index.html").write_text(HEAD + body)


def mount_view(page, kind, settings):
    """Mount the view of an explorer with these settings."""
    explorer = kind(**settings)
    values = {name: getattr(explorer, name) for name in explorer._settings}
    values["_settings"] = explorer._settings
    page.evaluate("([name, values]) => mount(name, values)", [kind._bundle, values])


# What follows the picture, such as words for screen readers, is there after the next frame.
AFTER_FRAME = "new Promise((go) => requestAnimationFrame(() => setTimeout(() => go(null))))"


def wait_until_drawn(page):
    """Wait until all mounted views have drawn and said so."""
    page.wait_for_function("mounted.every(({ view }) => view.explorer.drawn())")
    page.evaluate(AFTER_FRAME)


def drawn(page, what, index=0):
    """An array or a number of the picture that is shown."""
    run = f"""(i) => {{
        const found = mounted[i].view.explorer.drawn().{what};
        return ArrayBuffer.isView(found) ? Array.from(found) : found;
    }}"""
    return page.evaluate(run, index)


def change(page, name, value, index=0):
    """Set a value as a linked slider does, and wait for the redraw and its words."""
    run = f"""([i, name, value]) => new Promise((done) => {{
        mounted[i].view.addEventListener("relu:drawn", done, {{ once: true }});
        mounted[i].model.set(name, value);
    }}).then(() => {AFTER_FRAME})"""
    page.evaluate(run, [index, name, value])


def ink(page, colour, canvas=0):
    """How many pixels of a chart have just this colour."""
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    run = """([canvas, wanted]) => {
        const found = mounted[0].view.querySelectorAll("canvas")[canvas];
        const { data } = found.getContext("2d").getImageData(0, 0, found.width, found.height);
        let count = 0;
        for (let i = 0; i < data.length; i += 4)
            count += data[i + 3] === 255 && wanted.every((c, j) => data[i + j] === c);
        return count;
    }"""
    return page.evaluate(run, [canvas, wanted])
