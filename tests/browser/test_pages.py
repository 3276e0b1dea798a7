"""Every page of the built book, over http and from the disk, as a reader meets it."""

import json
import re

import numpy as np
import pandas as pd
import pytest
import torch
from bs4 import BeautifulSoup
from pages import COLOURS, HTML, NARROW, WCAG, built_pages, open_page, violations
from scipy.signal import resample_poly
from server import SlowHandler

from relu_spectrum import Tone, amplitude_spectrum, relu_model, sample
from relu_spectrum.dc_experiment import PAPER_ARMS, load_published, read_published
from relu_spectrum.explorers.arms import sizes as arm_sizes
from relu_spectrum.explorers.arms.results import RUNS
from relu_spectrum.models import AveragingStack, DifferencingStack, KidPpg
from relu_spectrum.models.minimal import dc_law, pooled_dc
from relu_spectrum.signals.examples import EXAMPLES, example_signal
from relu_spectrum.signals.pulses import SENSOR_STD, pulse_wave
from relu_spectrum.signals.tones import PAPER_TONES
from relu_spectrum.spectrum.filters import response
from relu_spectrum.spectrum.welch import welch_spectrum
from relu_spectrum.statistics.nearest_mean import class_frequencies
from relu_spectrum.statistics.repetitions import by_repetition

PAGES = built_pages()
SOURCE = {name: (HTML / name).read_text("utf-8") for name in PAGES}
FIGURES = [name for name in PAGES if 'class="relu-figure"' in SOURCE[name]]
WIDGETS = [name for name in PAGES if 'class="relu-widgets"' in SOURCE[name]]
FORMULA = re.compile(r'class="(?:amsmath )?math ')
LATE = [name for name in PAGES if FORMULA.search(SOURCE[name]) or name in FIGURES + WIDGETS]
# Bytes under gzip: all that a page loads before the first touch, and read to its end.
UNTOUCHED = {"index.html": 300_000}
UNTOUCHED_CHAPTER = 500_000
TO_THE_END = 850_000

# How near an explorer must come to its oracle, relative to the largest value of each array.
# A network in float32, with packed weights; packed losses and distances; others 1e-9.
CLOSE = {"HeartRateExplorer": 5e-4, "TrainingExplorer": 1e-3, "ArmsExplorer": 1.2e-3}


def of_each(names):
    """Parametrize by page, so that tests of one page come together: it is read once for all."""
    return pytest.mark.parametrize("name", names, scope="module")


@pytest.fixture(scope="session")
def slow_book(serve):
    """The book as a phone gets it over slow 4G."""
    return serve(HTML, SlowHandler) + "/"


@pytest.mark.parametrize("look", ["wide", "phone"])
@of_each(PAGES)
def test_page_is_whole(read, look, name):
    """Nothing foreign, no error, all maths set, all figures drawn, all widgets alive."""
    opened = read(name, look)
    page = opened.page
    assert opened.foreign() == []
    assert opened.problems == []
    assert page.locator(".relu-failed, mjx-merror, [data-mjx-error]").count() == 0

    assert page.locator("mjx-container").count() == len(FORMULA.findall(SOURCE[name]))
    empty = "all => all.filter((e) => e.getBoundingClientRect().width < 2).length"
    assert page.locator(".math:visible > mjx-container").evaluate_all(empty) == 0
    text = page.locator("article :is(p, li, td, figcaption)").all_text_contents()
    assert not re.search(r"\\[\[(]|\\frac|\\begin", "\n".join(text))

    drawn = """boxes => boxes.map((box) => [
        box.dataset.drawn,
        box.querySelectorAll(".main-svg .trace").length >=
            JSON.parse(box.querySelector("script").textContent).data.length,
    ])"""
    figures = page.locator(".relu-figure").evaluate_all(drawn)
    assert figures == [["light", True]] * len(figures)
    widgets = page.locator(".relu-widgets")
    assert page.locator(".relu-widgets[data-alive]").count() == widgets.count()


@of_each(PAGES)
def test_nothing_loaded_that_the_page_does_not_use(read, name):
    """The budgets hold, and what only some pages need is only there."""
    opened = read(name, "phone")
    loaded = opened.loaded()
    untouched = sum(size for size, _ in opened.loaded(opened.untouched))
    print(f"\n{name}: {untouched} bytes gzip untouched, {sum(size for size, _ in loaded)} read")
    for size, url in loaded:
        print(f"{size:9d}  {url[len(opened.base) :]}")
    names = " ".join(url for _, url in loaded)
    assert untouched <= UNTOUCHED.get(name, UNTOUCHED_CHAPTER)
    assert sum(size for size, _ in loaded) <= TO_THE_END
    assert [url for _, url in loaded if url.endswith(".css")] == [f"{opened.base}assets/book.css"]
    assert not re.search("fontawesome|fa-solid|mathjax.js|require|embed-amd", names)
    assert ("plotly.js" in names) == (name in FIGURES)
    assert ("kid_ppg_weights.js" in names) == ('"HeartRateExplorer"' in SOURCE[name])
    assert ("arms_results.js" in names) == ('"ArmsExplorer"' in SOURCE[name])
    assert ("training_results.js" in names) == ('"TrainingExplorer"' in SOURCE[name])
    assert ("widgets.js" in names) == (name in WIDGETS)
    assert ("MathJax_" in names) == ("mjx-container" in SOURCE[name])


@pytest.mark.parametrize("look", ["wide", "phone"])
@of_each(PAGES)
def test_nothing_moves_and_nothing_sticks_out(read, name, look):
    """The places that are kept free have the right height, at every width."""
    opened = read(name, look)
    assert sum(shift["value"] for shift in opened.shifts) <= 0.05, opened.shifts
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", LATE)
def test_nothing_moves_on_a_slow_connection(chromium, slow_book, name):
    """What comes late finds its place kept free, on a first visit."""
    with open_page(chromium, slow_book, name, width=390, height=844, window=None) as opened:
        opened.settle()
        shifts = opened.page.evaluate("shifts")
    assert sum(shift["value"] for shift in shifts) <= 0.05, shifts


@of_each(PAGES)
def test_every_icon_is_drawn(read, name):
    """The theme's icon fonts are not in the pages: an icon without a mask would be an empty box."""
    icons = """all => all.map((icon) => [icon.className, getComputedStyle(icon, "::before")])
        .filter(([, style]) => style.content !== "none" && style.maskImage === "none")
        .map(([name]) => name)"""
    page = read(name).page
    assert page.locator("[class*='fa-']").evaluate_all(icons) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_script_blocks_the_first_paint(name):
    """Every script with a source is deferred, and the saved widgets come after the text."""
    if name == "search.html":
        return  # its own scripts call each other while the page is read
    scripts = re.findall(r"<script[^>]*\bsrc=[^>]*>", SOURCE[name])
    assert scripts
    assert [tag for tag in scripts if " defer" not in tag] == []
    head = SOURCE[name].split("</head>")[0]
    assert "widget-state" not in head
    assert 'name="description"' in head
    assert '<html lang="en"' in SOURCE[name]


def contrast(foreground, background):
    """The WCAG contrast of two colours as the browser computes them, "rgb(r, g, b)"."""

    def luminance(colour):
        rgb = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
        return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))

    darker, lighter = sorted([luminance(foreground), luminance(background)])
    return (lighter + 0.05) / (darker + 0.05)


def illegible(page):
    """The texts in figures, as (colour, ground, the page's ground, size), that are hard to read."""
    texts = """(boxes) => boxes.flatMap((box) => {
        const ground = getComputedStyle(box.querySelector(".main-svg")).backgroundColor;
        const around = getComputedStyle(document.body).backgroundColor;
        return [...box.querySelectorAll("svg text")].filter((e) => e.textContent.trim())
            .map((e) => getComputedStyle(e))
            .map((style) => [style.fill, ground, around, parseFloat(style.fontSize)]);
    })"""
    found = set(map(tuple, page.locator(".relu-figure").evaluate_all(texts)))
    assert bool(found) == bool(page.locator(".relu-figure").count())
    return [
        (fill, paper, around, size)
        for fill, paper, around, size in found
        if contrast(fill, paper) < 4.5 or contrast(paper, around) >= 1.1 or size < 12
    ]


@of_each(PAGES)
def test_everybody_can_use_it(read, name):
    """No violation of WCAG level A or AA; colours follow the theme, also when it is switched."""
    opened = read(name)
    assert violations(opened.page, WCAG) == []
    assert illegible(opened.page) == []
    with opened.dark():
        assert violations(opened.page, COLOURS) == []
        assert illegible(opened.page) == []
    assert violations(read(name, "phone").page, NARROW) == []


def stack_spectrum(state):
    """The StackExplorer's arrays, by PyTorch: 2 s, and what the layers eat around it."""
    kind = DifferencingStack if state["differencing"] else AveragingStack
    stack = kind(state["depth"], state["kernel_size"], 1024)
    first = AveragingStack(depth=0)
    f = state["frequency"]
    tones = [f / 2, f, 2 * f, 4 * f] if state["four_tones"] else [f]
    n = np.arange(2048 + stack.cropped) - stack.cropped + stack.cropped // 2
    x = torch.from_numpy(sum(np.cos(2 * np.pi * ((tone * n / 1024) % 1)) for tone in tones))
    window = (n >= 0) & (n < 2048)
    drawn = {"input": x.numpy()[window], "first": first(x).numpy()[window]}
    drawn["output"] = stack(x).numpy()
    for name, y in list(drawn.items()):
        drawn[f"{name}Amplitude"] = amplitude_spectrum(y, sample_rate=1024).amplitude
    del drawn["input"]  # only its lines are drawn
    return drawn


def heart_rate_spectrum(state):
    """What the HeartRateExplorer must have drawn, by PyTorch."""
    window = pulse_wave(state["bpm"], second_harmonic=state["second_harmonic"], std=SENSOR_STD)
    backbone = KidPpg.pretrained().backbone
    name = f"relu{state['layer']}"
    (relu,) = (module for path, module in backbone.named_modules() if path.endswith(name))
    found = []
    with relu.register_forward_hook(lambda _, __, output: found.append(output[0])), torch.no_grad():
        backbone(torch.tensor(window, dtype=torch.float32)[None, None])
    y = found[0].double().numpy()
    lines = amplitude_spectrum(y, sample_rate=32 * y.shape[-1] / 256).amplitude
    return {
        "input": window,
        "inputAmplitude": amplitude_spectrum(window, sample_rate=32).amplitude,
        "amplitude": lines[state["channel"] - 1] if state["channel"] else lines.mean(0),
        "dc": y.mean(-1),
    }


def training_points(state):
    """What the TrainingExplorer must have drawn: clouds at an epoch, paths that lead there."""
    frame = load_published()
    switches = ("relu", "linear", "class_dc")
    arms = [arm for name, arm in zip(switches, PAPER_ARMS, strict=True) if state[name]]
    one = state["repetition"]  # from 1, or 0 for all
    chosen = slice(one - 1, one) if one else slice(None)
    drawn = {}
    for value, cloud, path in (
        ("loss", "loss", "pathLoss"),
        ("distance_1", "distance1", "path1"),
        ("distance_2", "distance2", "path2"),
    ):
        runs = [by_repetition(frame, arm, value)[chosen, : state["epoch"] + 1] for arm in arms]
        drawn[cloud] = np.concatenate([[], *(run[:, -1] for run in runs)])
        drawn[path] = np.concatenate([[], *(run.mean(axis=0) for run in runs)])
    return drawn


def arms_points(state):
    """What the ArmsExplorer must have drawn: published runs, and where the chosen arm begins."""
    frame, kept = read_published().relative_distances(), arm_sizes.kept()
    distance = {
        run: by_repetition(frame, name, "relative_2")[: arm_sizes.REPETITIONS, state["epoch"]]
        for name, run in RUNS.items()
    }
    start = [scale * np.transpose(kept[arm]) for arm, scale in RUNS.values()]
    arm = arm_sizes.ARMS[state["arm"] - 1]
    moved = state["size"] * np.transpose(kept[arm])
    return {
        "spread": np.concatenate([spread for spread, _ in start]),
        "between": np.concatenate([between for _, between in start]),
        "distance": np.concatenate(list(distance.values())),
        "movedSpread": moved[0],
        "movedBetween": moved[1],
        "movedDistance": distance.get((arm, state["size"]), np.empty(0)),
    }


def phase_lines(state):
    """The PhaseExplorer's lines, and DC at all phases as the mean over 2048 samples of a period."""
    others = [5, 20, 40] if state["paper_tones"] else [5]
    still = [Tone(frequency) for frequency in others]
    turned = [
        Tone(state["frequency"], state["amplitude"], np.radians(phase))
        for phase in (state["phase"], *range(0, 361, 5))
    ]
    _, x = sample([turned[0], *still], sample_rate=1024, duration=1, bias=state["bias"])
    scale = (state["amplitude"] + len(others) + abs(state["bias"])) ** 2 / 2
    pair = [np.maximum(x, 0), relu_model(x, n_terms=state["n_terms"], scale=scale)]
    relu, model = amplitude_spectrum(pair, sample_rate=1024).amplitude[:, :201]
    rate = 2048 * np.gcd.reduce([state["frequency"], *others])
    each = [
        sample([tone, *still], sample_rate=rate, duration=2048 / rate, bias=state["bias"])[1]
        for tone in turned[1:]
    ]
    dc = np.maximum(each, 0).mean(axis=1)
    return {
        "outputAmplitude": relu,
        "modelAmplitude": model,
        "error": np.abs(model - relu),
        "dc": dc,
    }


def own_signal(state):
    """What the OwnSignalExplorer must have drawn of an example, by SciPy."""
    signal, rate = example_signal(EXAMPLES[state["signal"] - 1])
    least = min(signal.size, int(np.ceil(64 / state["ratio"])))
    count = max(int(np.ceil(signal.size / state["zoom"])), least)
    start = int(np.floor(state["start"] / 100 * (signal.size - count) + 0.5))
    x = (signal - signal.mean() * state["centred"])[start : start + count]
    x = np.convolve(x, [state[f"tap_{n}"] for n in range(3)])[:count]
    up, down = (int(state["ratio"]), 1) if state["ratio"] >= 1 else (1, int(1 / state["ratio"]))
    x = state["gain"] * resample_poly(x, up, down) + state["bias"] * signal.std()
    drawn = {}
    for name, y in {"input": x, "output": np.maximum(x, 0)}.items():
        shown = y[:300] if state["close_up"] else y
        if shown.size > 800:
            columns = np.ceil(np.arange(400) * shown.size / 400).astype(int)
            ends = [reduce.reduceat(shown, columns) for reduce in (np.minimum, np.maximum)]
            shown = np.ravel(ends, order="F")
        part = 2 ** int(np.log2(y.size))
        segment = min(part, 4096) if state["welch"] else part
        lines = y if state["welch"] else y[:part]
        amplitude = welch_spectrum(lines, sample_rate=rate, segment=segment).amplitude
        if amplitude.size > 800:
            columns = np.ceil(np.arange(800) * amplitude.size / 800).astype(int)
            amplitude = np.maximum.reduceat(amplitude, columns)
        drawn |= {name: shown, f"{name}Amplitude": amplitude}
    return drawn


def spectrum_of(explorer, state):
    """What an explorer must have drawn for its settings, by NumPy: key -> array."""
    if explorer == "SpectrumExplorer":
        tones = [
            Tone(state["frequency"], state["amplitude"]),
            Tone(state["frequency_2"], state["amplitude_2"]),
        ]
        rate = state["sample_rate"]
        _, x = sample(tones, sample_rate=rate, duration=2, bias=state["bias"])
        relu = np.maximum(x, 0)
        return {
            "input": x,
            "output": relu,
            "inputAmplitude": amplitude_spectrum(x, sample_rate=rate).amplitude,
            "outputAmplitude": amplitude_spectrum(relu, sample_rate=rate).amplitude,
        }
    if explorer == "TaylorExplorer":
        tones = PAPER_TONES if state["paper_tones"] else [Tone(10)]
        scale = state["scale"] * sum(tone.amplitude for tone in tones) ** 2
        return {"tones": tones, "scale": scale, "n_terms": state["n_terms"]}
    if explorer == "ArmsExplorer":
        return arms_points(state)
    if explorer == "OwnSignalExplorer":
        return own_signal(state)
    if explorer == "PhaseExplorer":
        return phase_lines(state)
    if explorer == "ReadoutExplorer":
        taps = [state["tap_0"], state["tap_1"], state["tap_2"]]
        frequency = np.linspace(0.5, 15.5, 301)
        classes = class_frequencies(spread=state["spread"], count=64).ravel()
        angle = 2 * np.pi * np.arange(256) / 32
        return {
            "frequency": frequency,
            "gain": np.abs(response(taps, frequency, sample_rate=32)),
            "law": dc_law(taps, frequency, sample_rate=32),
            "dc": pooled_dc(taps, np.cos(np.multiply.outer(frequency, angle))),
            "classFrequency": classes,
            "classDc": pooled_dc(taps, np.cos(np.multiply.outer(classes, angle))),
        }
    if explorer == "StackExplorer":
        return stack_spectrum(state)
    if explorer == "HeartRateExplorer":
        return heart_rate_spectrum(state)
    if explorer == "TrainingExplorer":
        return training_points(state)
    raise AssertionError(f"no oracle for {explorer or 'a widget without an explorer'}")


def check_drawn(widget):
    """Compare what an explorer has drawn with NumPy or PyTorch; return the drawn arrays."""
    name = widget.get_attribute("data-explorer")
    said = widget.locator(".relu-explorer-view").evaluate(
        """(view) => JSON.stringify([view.explorer.state(), Object.fromEntries(
            Object.entries(view.explorer.drawn())
                .filter(([, value]) => ArrayBuffer.isView(value) || Array.isArray(value))
                .map(([key, value]) => [key, Array.from(value)]))])"""
    )
    state, drawn = json.loads(said)
    expected = spectrum_of(name, state)
    if "tones" in expected:
        time = np.array(drawn["time"])
        count, step = len(time), time[1] - time[0]
        _, x = sample(expected["tones"], sample_rate=1 / step, duration=count * step)
        converges = state["scale"] >= 0.5
        model = (
            relu_model(x, n_terms=expected["n_terms"], scale=expected["scale"])
            if converges
            else np.array(drawn["model"])
        )
        lines = len(drawn["frequency"])
        expected = {"output": np.maximum(x, 0), "model": model}
        for key, y in (("outputAmplitude", expected["output"]), ("modelAmplitude", model)):
            expected[key] = amplitude_spectrum(y, sample_rate=1 / step).amplitude[:lines]
    for key, values in expected.items():
        scale = np.abs(values).max(initial=1)
        atol = scale * CLOSE.get(name, 1e-9)
        np.testing.assert_allclose(drawn[key], values, rtol=1e-7, atol=atol, err_msg=key)
    return drawn


@of_each(WIDGETS)
def test_every_slider_moves_what_is_drawn(read, name):
    """A key press changes the drawn data, and it is what NumPy says for the values shown."""
    opened = read(name)
    for widget in opened.page.locator(".relu-widgets").all():
        # Amplitudes first: the pitch of a tone that does not sound changes nothing.
        handles = sorted(
            widget.locator(".noUi-handle").all(),
            key=lambda handle: "Amplitude" not in handle.get_attribute("aria-label"),
        )
        assert handles
        bring_near(widget)
        start = check_drawn(widget)
        for handle in handles:
            label = handle.get_attribute("aria-label")
            assert label
            before, shown = drawn_text(widget), state_of(widget)
            handle.focus()
            now, end = (handle.get_attribute(f"aria-value{which}") for which in ("now", "max"))
            back = "rate" in label or now == end
            press_and_wait(opened.page, widget, "ArrowLeft" if back else "ArrowRight")
            assert state_of(widget) != shown, label
            check_drawn(widget)
            assert drawn_text(widget) != before, label
        for box in widget.locator("input[type=checkbox]").all():
            before = state_of(widget)
            box.focus()
            press_and_wait(opened.page, widget, "Space")
            assert state_of(widget) != before
            check_drawn(widget)
        reset = widget.get_by_role("button", name="Reset")
        reset.click(trial=True)  # nothing lies over it
        reset.focus()
        press_and_wait(opened.page, widget, "Enter")
        end = check_drawn(widget)
        assert end == start
    assert opened.problems == []


def bring_near(widget):
    """Scroll to an explorer, and wait for what it loads only then."""
    widget.scroll_into_view_if_needed()
    view = widget.locator(".relu-explorer-view").element_handle()
    widget.page.wait_for_function("view => view.explorer.drawn()", arg=view)


def drawn_text(widget):
    """All that an explorer has drawn, as text to compare."""
    return widget.locator(".relu-explorer-view").evaluate(
        """(view) => JSON.stringify(view.explorer.drawn(),
            (_, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value))"""
    )


def state_of(widget):
    """The settings that an explorer has drawn."""
    return widget.locator(".relu-explorer-view").evaluate("e => e.explorer.state()")


def press_and_wait(page, widget, key):
    """Press a key and wait until the explorer has redrawn."""
    view = widget.locator(".relu-explorer-view")
    view.evaluate(
        """(e) => {
            e.dataset.redrawn = "no";
            e.addEventListener("relu:drawn", () => { e.dataset.redrawn = "yes"; }, { once: true });
        }"""
    )
    page.keyboard.press(key)
    widget.locator(".relu-explorer-view[data-redrawn=yes]").wait_for()


@of_each(PAGES)
def test_what_is_folded_opens_and_closes_by_keyboard(read, name):
    """Enter opens solutions and hidden cells, one of each kind; answers show in another way."""
    opened = read(name)
    folded = opened.page.locator("article details:not(.relu-predict-answer)")
    kinds = folded.evaluate_all("all => all.map((e) => e.className)")
    reached = "all => all.every((e) => e.firstElementChild.matches('summary:not([tabindex])'))"
    assert folded.evaluate_all(reached)
    with opened.unfolded():
        for kind in set(kinds):
            details = folded.nth(kinds.index(kind))
            details.locator("> summary").focus()
            for there in (False, True):
                opened.page.keyboard.press("Enter")
                assert details.evaluate("e => e.open") == there


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_search_finds(chromium, book, scheme):
    """The search page works without a server."""
    with open_page(chromium, book[scheme], "search.html?q=ReLU") as opened:
        opened.page.locator("#search-results ul.search li a").first.wait_for()
        assert opened.problems == []
        assert opened.foreign() == []


def test_search_opens_by_keyboard(chromium, book):
    """Ctrl+K, a word, Enter."""
    with open_page(chromium, book["http"], "index.html") as opened:
        opened.settle()
        opened.page.keyboard.press("Control+k")
        opened.page.keyboard.type("spectrum")
        opened.page.keyboard.press("Enter")
        opened.page.wait_for_url("**/search.html?q=spectrum*")


def test_one_broken_figure_leaves_the_others(chromium, book):
    """It says so in its place, with its text alternative."""
    name = max(FIGURES, key=lambda page: SOURCE[page].count('class="relu-figure"'))
    broken = SOURCE[name].replace(
        '<script type="application/json">{', '<script type="application/json">?', 1
    )
    with open_page(chromium, book["http"], "search.html") as opened:
        opened.page.route(
            f"**/{name}", lambda route: route.fulfill(body=broken, content_type="text/html")
        )
        opened.page.goto(book["http"] + name)
        with opened.unfolded():
            opened.read_to_the_end()
            boxes = opened.page.locator(".relu-figure")
            assert boxes.first.text_content().startswith("This figure could not be drawn")
            assert opened.page.locator(".relu-figure[data-drawn]").count() == boxes.count() - 1


def test_paper_is_light_and_unfolded_and_cuts_nothing_off(chromium, book):
    """Figures that have not come near are drawn; afterwards the page is as it was."""
    beyond = """() => {
        const article = document.querySelector("article");
        article.style.width = "640px";
        const right = article.getBoundingClientRect().right + 1;
        const cut = (part) => part.getBoundingClientRect().right > right;
        return [".main-svg, canvas", "mjx-container[display=true] > mjx-math"]
            .map((kind) => [...article.querySelectorAll(kind)].some(cut));
    }"""
    folds = "article details:not(.relu-fold, .relu-numbers, .relu-state-code)"
    theme = "document.documentElement.dataset.theme"
    with open_page(chromium, book["http"], "derivation.html", theme="dark") as opened:
        opened.settle()
        page = opened.page
        closed = page.locator(f"{folds}:not([open])").count()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.wait_for_function(
            "() => !document.querySelector('.relu-figure:not([data-drawn=light])')"
        )
        page.emulate_media(media="print")
        assert page.evaluate(theme) == "light"
        assert page.locator(f"{folds}[open]").count() == closed > 1
        assert page.evaluate(beyond) == [False, False]
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.evaluate(theme) == "dark"
        assert page.locator(f"{folds}[open]").count() == 0
        page.wait_for_function(f"() => ({beyond})().every((cut) => cut)")  # fonts come late


def test_formulas_that_were_never_seen_are_printed(chromium, book):
    """The fonts of those in a fold are fetched when it opens, which may be too late."""
    font = "() => getComputedStyle(document.querySelector('.sd-dropdown mjx-c')).fontFamily"
    with open_page(chromium, book["file"], "index.html", window=None) as opened:
        opened.settle()
        kept = opened.page.evaluate(font)
        opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert "MJX" in kept
        assert opened.page.evaluate(font) == "serif"
        opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert opened.page.evaluate(font) == kept


@pytest.mark.parametrize("damage", ["the explorer's script", "one control's class"])
def test_one_broken_widget_leaves_the_page(chromium, book, damage):
    """It says so in its place, and the rest of the page works."""
    name = next(page for page in WIDGETS if '"FloatSliderModel"' in SOURCE[page])
    if damage == "one control's class":
        broken = SOURCE[name].replace('"FloatSliderModel"', '"NoSuchModel"')
    else:
        broken = re.sub(r'"_esm": "', '"_esm": "throw new Error(1);', SOURCE[name])
    assert broken != SOURCE[name]
    with open_page(chromium, book["http"], "search.html") as opened:
        opened.page.route(
            f"**/{name}", lambda route: route.fulfill(body=broken, content_type="text/html")
        )
        opened.page.goto(book["http"] + name)
        opened.page.locator(".relu-failed").first.wait_for()
        assert "could not be shown" in opened.page.locator(".relu-failed").first.inner_text()
        assert opened.page.locator("article h1").is_visible()


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_has_its_numbers_in_the_page_and_in_a_file(name):
    soup = BeautifulSoup(SOURCE[name], "html.parser")
    for figure in soup.select(".relu-figure"):
        numbers = figure.find_next_sibling("details", class_="relu-numbers")
        assert re.search(r"\d", numbers.table.tbody.text)
        stored = pd.read_csv(HTML / numbers.a["href"])
        assert f"All {len(stored)} points" in numbers.a.text
        assert stored["y"].notna().all()
