"""Folded code in the built pages: what a reader sees first, the switch, print, no JavaScript."""

import pytest
from pages import HTML, built_pages, open_page

SOURCE = {name: (HTML / name).read_text("utf-8") for name in built_pages()}
FOLDED = [name for name, text in SOURCE.items() if 'class="relu-fold relu-code"' in text]
BASE = HTML.as_uri() + "/"
OPEN = "all => all.filter((e) => e.open).length"


def choose(opened):
    """Press the switch by keyboard, and tell what it says then."""
    switch = opened.page.get_by_role("button", name="Show code")
    switch.focus()
    opened.page.keyboard.press("Enter")
    return switch.get_attribute("aria-pressed")


def counts(opened):
    """How much code there is, how much of it is open, and how many imports are open."""
    code, imports = (opened.page.locator(f"details.relu-{kind}") for kind in ("code", "imports"))
    return code.count(), code.evaluate_all(OPEN), imports.evaluate_all(OPEN)


def test_chapters_have_folded_code():
    assert len(FOLDED) >= 7


@pytest.mark.parametrize("name", FOLDED)
def test_code_is_folded_and_copied(read, name):
    """What is open is tagged so; each fold says its lines; a cell in it can be copied."""
    page = read(name, "plain").page
    assert page.locator(".cell:not(.tag_show-code) .cell_input:visible").count() == 0
    assert page.locator(".relu-code-switch:visible").count() == 0
    assert page.locator(".relu-code + .relu-code").count() == 0  # no two in a row
    said, texts = "> summary", ".cell_input pre"
    for fold in page.locator("details.relu-fold").all():
        code = fold.locator(texts).all_text_contents()
        lines = sum(len(text.rstrip("\n").split("\n")) for text in code)
        assert fold.locator(said).text_content().split(": ")[1].startswith(f"{lines} line")
    fold = page.locator("details.relu-fold:visible").first
    for there in (True, False):
        fold.locator(said).click()
        assert fold.locator(".cell_input").first.is_visible() == there
    page = read(name).page
    cells = page.locator(".relu-fold .cell_input").count()
    assert page.locator(".relu-fold .cell_input button.copybtn").count() == cells


def test_the_switch_holds_for_the_book(chromium, book):
    """All code but the imports opens, also in other tabs and pages; and it closes."""
    shown = "() => document.documentElement.dataset.code === 'shown'"
    with open_page(chromium, book["http"], FOLDED[-1], window=None) as opened:
        everything = counts(opened)[0]
        assert counts(opened) == (everything, 0, 0)
        other = opened.page.context.new_page()
        other.goto(book["http"] + FOLDED[1])
        assert not other.evaluate(shown)
        assert choose(opened) == "true"
        other.wait_for_function(shown)
        for name in FOLDED[:3]:
            opened.page.goto(book["http"] + name, wait_until="domcontentloaded")
            opened.page.wait_for_function(shown)
            everything = counts(opened)[0]
            assert counts(opened) == (everything, everything, 0)
        assert choose(opened) == "false"
        assert counts(opened) == (everything, 0, 0)
        opened.page.reload()
        assert counts(opened) == (everything, 0, 0)
        assert opened.problems == []


def test_open_code_moves_nothing(chromium):
    """The code is open when the page is first painted, and stays as it is."""
    with open_page(chromium, BASE, FOLDED[0], window=None) as opened:
        choose(opened)
        opened.page.reload()
        opened.settle()
        assert sum(shift["value"] for shift in opened.page.evaluate("shifts")) < 0.05


def test_a_page_that_the_browser_kept_follows_the_switch(chromium):
    """As it does when one comes back to it from a page where the choice was made."""
    with open_page(chromium, BASE, FOLDED[0], window=None) as opened:
        opened.settle()
        opened.page.evaluate(
            """localStorage.setItem("relu-code", "shown");
            dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));"""
        )
        assert counts(opened)[1] == counts(opened)[0] > 0


def test_without_storage_the_switch_works_for_the_page(chromium):
    forbid = """for (const name of ["getItem", "setItem"]) {
        const before = Storage.prototype[name];
        Storage.prototype[name] = function (key, ...rest) {
            if (key === "relu-code") throw new Error("forbidden");
            return before.call(this, key, ...rest);
        };
    }"""
    with open_page(chromium, BASE, FOLDED[0], window=None) as opened:
        opened.page.add_init_script(forbid)
        opened.page.reload()
        opened.settle()
        assert choose(opened) == "true"
        assert counts(opened)[1] == counts(opened)[0]
        assert opened.problems == []


@pytest.mark.parametrize("name", FOLDED)
def test_print_has_neither_folds_nor_switch(read, name):
    """Nor what only a screen can use."""
    unused = ".relu-fold, .relu-code-switch, .relu-controls, .relu-explorer button"
    opened = read(name)
    with opened.unfolded():
        assert opened.page.locator(unused).count() > 1
        with opened.printed():
            assert opened.page.locator(f":is({unused}):visible").count() == 0


def test_a_finger_opens_what_it_taps(chromium):
    """Its room is larger than what is seen of a summary, and nobody else's."""
    options = {"width": 360, "height": 640, "has_touch": True, "is_mobile": True}
    with open_page(chromium, BASE, "derivation.html", **options) as opened:
        opened.read_to_the_end()
        summaries = opened.page.locator(".relu-fold > summary:visible")
        hit = summaries.evaluate_all("""all => all.map((summary) => {
            summary.scrollIntoView({ block: "center", behavior: "instant" });
            const { left, top, width, height } = summary.getBoundingClientRect();
            return [-9, height / 2].every((y) =>
                document.elementFromPoint(left + 0.75 * width, top + y) === summary);
        })""")
        assert len(hit) > 4
        assert all(hit)
