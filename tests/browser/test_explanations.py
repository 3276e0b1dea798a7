"""Words and symbols explain themselves: by mouse, keyboard and finger, and they light controls."""

import re

import pytest
from pages import HTML, add_axe, built_pages, open_page
from symbols import SYMBOLS, labelled, pages_with

LINE = "line: One sinusoid in a spectrum: a frequency, an amplitude and a phase."
F1 = "f₁: frequency of the first tone, in Hz."
BIAS = "b: bias, the constant that is added to the signal before ReLU."

# Which colours of curves the explorer's charts have, once what was asked for is drawn.
DRAWN = """() => new Promise((go) => requestAnimationFrame(() => setTimeout(() => {
    const style = getComputedStyle(document.querySelector(".relu-explorer-view"));
    const found = { input: false, output: false };
    for (const role of Object.keys(found)) {
        const hex = style.getPropertyValue(`--relu-${role}`).match(/[0-9a-f]{2}/g);
        const wanted = hex.map((part) => Number.parseInt(part, 16)).join();
        for (const canvas of document.querySelectorAll(".relu-view-chart canvas")) {
            const { width, height } = canvas;
            const copy = Object.assign(document.createElement("canvas"), { width, height });
            const context = copy.getContext("2d", { willReadFrequently: true });
            context.drawImage(canvas, 0, 0);
            const { data } = context.getImageData(0, 0, width, height);
            for (let i = 0; i < data.length && !found[role]; i += 4) {
                found[role] = data[i + 3] > 150 && data.slice(i, i + 3).join() === wanted;
            }
        }
    }
    go(found);
})))"""


@pytest.fixture
def page(chromium, small_book):
    with open_page(chromium, small_book, "explained.html") as opened:
        opened.settle()
        yield opened.page
        assert (opened.foreign(), opened.problems) == ([], [])


def popover(page):
    return page.locator(".relu-popover")


def lit(page):
    return page.locator(".relu-lit").evaluate_all(
        "all => all.map((e) => e.className + e.innerText)"
    )


def test_a_word_is_explained_on_hover_and_the_pointer_may_go_there(page):
    assert popover(page).is_hidden()
    page.locator("a", has_text="line").first.hover()
    assert popover(page).inner_text() == LINE
    popover(page).hover()
    assert popover(page).is_visible()
    page.locator("article h1").hover()
    popover(page).wait_for(state="hidden")


def test_a_word_still_leads_to_the_glossary(page):
    page.locator("a", has_text="DC").first.click()
    page.wait_for_url("**/glossary.html#term-DC")


def test_a_word_is_explained_on_focus_and_escape_closes(page):
    page.keyboard.press("Tab")  # so that focus shows, as a reader of the keyboard has it
    page.locator("article a", has_text="line").first.focus()
    assert popover(page).inner_text() == LINE
    described = page.locator("a:focus").get_attribute("aria-describedby")
    assert page.locator(f"#{described}").text_content() == LINE
    page.keyboard.press("Escape")
    assert popover(page).is_hidden()
    assert page.locator("a:focus").inner_text() == "line"
    page.keyboard.press("Tab")
    assert popover(page).inner_text().startswith("DC: ")


def test_a_symbol_lights_its_control_and_its_curve(page):
    page.locator(".math [data-symbol]").first.hover()
    assert popover(page).inner_text() == F1
    found = lit(page)
    assert any("relu-setting-frequency " in f"{text} " for text in found)
    assert any("input x" in text for text in found)
    drawn = page.evaluate(DRAWN)
    page.locator("article h1").hover()
    popover(page).wait_for(state="hidden")
    assert lit(page) == []
    assert drawn == {"input": True, "output": False}
    assert page.evaluate(DRAWN) == {"input": True, "output": True}


def test_formulas_are_reached_once_a_symbol_and_equations_tell_all(page):
    formulas = page.locator("article mjx-container")
    stops = formulas.evaluate_all("all => all.map((e) => e.tabIndex)")
    assert stops == [0, 0, -1, 0]
    page.keyboard.press("Tab")
    page.locator("a", has_text="DC").first.focus()
    page.keyboard.press("Tab")
    assert popover(page).inner_text() == F1
    page.keyboard.press("Tab")
    assert popover(page).inner_text() == "x: the signal that enters, a function of time."
    page.keyboard.press("Tab")
    lines = [line for line in popover(page).inner_text().split("\n") if line]
    assert [line.split(":")[0] for line in lines] == ["x", "a", "f₁"]
    assert any("relu-setting-amplitude" in text for text in lit(page))


def test_labels_of_controls_are_explained_too(page):
    page.wait_for_selector(".widget-label[data-explained]")
    page.locator(".relu-setting-bias .widget-label").first.hover()
    assert popover(page).inner_text() == BIAS
    handle = page.locator(".relu-setting-bias .noUi-handle")
    assert page.locator(f"#{handle.get_attribute('aria-describedby')}").text_content() == BIAS


def test_a_tap_explains_and_a_second_one_follows_the_link(chromium, small_book):
    with open_page(chromium, small_book, "explained.html", width=390, has_touch=True) as opened:
        opened.settle()
        page = opened.page
        word = page.locator("a", has_text="line").first
        word.tap()
        assert popover(page).inner_text() == LINE
        box = popover(page).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        page.locator(".math [data-symbol]").first.tap()
        assert popover(page).inner_text() == F1
        page.locator("article h1").tap(position={"x": 5, "y": 5})
        assert popover(page).is_hidden()
        word.tap()
        word.tap()
        page.wait_for_url("**/glossary.html#term-line")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_box(chromium, small_book, theme):
    with open_page(chromium, small_book, "explained.html", theme=theme) as opened:
        opened.settle()
        opened.page.locator("a", has_text="line").first.hover()
        add_axe(opened.page)
        found = opened.page.evaluate(
            "axe.run({ exclude: ['mjx-math'] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] })"
            ".then((r) => r.violations.flatMap((v) => v.nodes.map((n) => [v.id, n.html])))"
        )
        assert popover(opened.page).is_visible()
        assert found == []


@pytest.mark.parametrize("symbol", SYMBOLS, ids=lambda symbol: symbol.text)
def test_every_symbol_is_on_the_pages_of_the_book(symbol):
    """In a formula, or else on the label of a control."""
    source = {name: (HTML / name).read_text("utf-8") for name in built_pages()}
    found = labelled if symbol.pages == () else pages_with
    assert found(symbol, source)


@pytest.mark.parametrize("name", built_pages())
def test_every_symbol_of_a_page_says_what_it_means(read, name):
    page = read(name).page
    shown = page.evaluate(
        """() => {
            const first = new Map();
            for (const e of document.querySelectorAll("mjx-math [data-symbol]"))
                if (!first.has(e.dataset.symbol)) first.set(e.dataset.symbol, e);
            return [...first].map(([symbol, e]) => {
                e.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
                return [symbol, document.querySelector(".relu-popover").textContent];
            });
        }"""
    )
    page.keyboard.press("Escape")
    meanings = {(symbol.id, f"{symbol.text}: {symbol.meaning}.") for symbol in SYMBOLS}
    assert {tuple(pair) for pair in shown} <= meanings
    marked = set(re.findall(r'data-symbol="([^"]+)"', (HTML / name).read_text("utf-8")))
    assert {symbol for symbol, _ in shown} == marked
