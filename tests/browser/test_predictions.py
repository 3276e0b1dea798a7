"""Questions in a page: choosing, placing lines, by mouse and keyboard, and without JavaScript."""

import re

import pytest
from pages import add_axe, open_page

CONTROLS = ".relu-predict :is(input, button, [role=listbox]):visible"
RIGHT = ["0", "10", "15", "20", "25", "35"]


@pytest.fixture
def opened(chromium, small_book):
    with open_page(chromium, small_book, "questions.html") as opened:
        opened.settle()
        yield opened
        assert (opened.foreign(), opened.problems) == ([], [])


def status(page, kind):
    return page.locator(f"[data-kind={kind}] [role=status]")


def test_a_choice_is_answered_with_its_reason_and_can_be_changed(opened):
    page = opened.page
    question = page.get_by_role("group", name=re.compile("Predict.*How large"))
    assert status(page, "choices").inner_text() == ""
    question.get_by_text("none", exact=True).click()
    assert "Not so. The output is never negative" in status(page, "choices").inner_text()
    assert page.locator("label[data-verdict]").count() == 1
    question.locator("input").nth(1).check()
    assert "Right. The mean of a half-wave" in status(page, "choices").inner_text()
    assert status(page, "choices").locator("mjx-container").count() == 1
    assert page.locator("label[data-verdict=right]").count() == 1
    assert page.locator("label[data-verdict=wrong]").count() == 0


def test_a_choice_by_keyboard(opened):
    page = opened.page
    page.locator("input[type=radio]").first.focus()
    page.keyboard.press("ArrowDown")
    assert "Right." in status(page, "choices").inner_text()


def test_lines_are_placed_by_click_and_compared(opened):
    page = opened.page
    for hertz in ("0 Hz", "10 Hz, in the input", "30 Hz", "40 Hz"):
        page.get_by_role("option", name=hertz, exact=True).click()
    page.get_by_role("option", name="40 Hz").click()
    assert "Placed: 0, 10, 30 Hz." in status(page, "lines").inner_text()
    page.get_by_role("button", name="Show the answer").click()
    words = status(page, "lines").inner_text()
    assert "2 of 6 found: 0, 10 Hz. Missed: 15, 20, 25, 35 Hz." in words
    assert "Not among the 6 largest: 30 Hz." in words
    assert "Sums and differences of" in words
    page.get_by_role("option", name="45 Hz").click()
    assert page.locator("[aria-selected=true]").count() == 3, "the answer takes no more lines"
    page.get_by_role("button", name="Try again").click()
    assert page.locator("[aria-selected=true]").count() == 0
    assert status(page, "lines").inner_text() == "No line is placed."


def test_lines_are_placed_by_keyboard_alone(opened):
    page = opened.page
    axis = page.get_by_role("listbox", name="Frequency axis, 0 to 60 Hz in steps of 5 Hz")
    axis.focus()
    places = [int(hertz) // 5 for hertz in RIGHT]
    at = 0
    for place in places:
        for _ in range(place - at):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Space" if place % 2 else "Enter")
        at = place
    current = axis.get_attribute("aria-activedescendant")
    assert page.locator(f"#{current}").get_attribute("aria-label") == "35 Hz"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "All right. 6 of 6 found" in status(page, "lines").inner_text()
    axis.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    current = axis.get_attribute("aria-activedescendant")
    assert page.locator(f"#{current}").get_attribute("aria-label") == "60 Hz"


def test_targets_are_large_enough(chromium, small_book):
    with open_page(chromium, small_book, "questions.html", width=390) as opened:
        opened.settle()
        targets = opened.page.locator(
            ".relu-predict-choice, .relu-predict-axis, .relu-predict button"
        )
        heights = targets.evaluate_all("all => all.map((e) => e.getBoundingClientRect().height)")
        assert len(heights) == 5
        assert min(heights) >= 44
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_before_or_after_the_answers(chromium, small_book, theme):
    with open_page(chromium, small_book, "questions.html", theme=theme) as opened:
        opened.settle()
        page = opened.page
        add_axe(page)
        for answered in (False, True):
            if answered:
                page.locator("input[type=radio]").first.check()
                page.locator("[role=option]").nth(3).click()
                page.get_by_role("button", name="Show the answer").click()
            found = page.evaluate(
                "axe.run({ include: ['.relu-predict'], exclude: ['mjx-math'] }).then((r) => "
                "r.violations.flatMap((v) => v.nodes.map((n) => [v.id, n.failureSummary])))"
            )
            assert found == []


def test_without_javascript_the_answers_are_folded(chromium, small_book):
    with open_page(chromium, small_book, "questions.html", java_script_enabled=False) as opened:
        page = opened.page
        assert page.locator(CONTROLS).count() == 0
        folded = page.locator("details.relu-predict-answer:visible")
        assert folded.count() == 2
        folded.nth(0).locator("summary").click()
        assert "The mean of a half-wave" in folded.nth(0).inner_text()
        folded.nth(1).locator("summary").click()
        lines = re.findall(r"(\d+)\sHz \(", folded.nth(1).inner_text())
        assert lines == RIGHT


def test_on_paper_the_answers_are_unfolded(opened):
    page = opened.page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.get_by_text("The mean of a half-wave").is_visible()
    assert page.locator(CONTROLS).count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
