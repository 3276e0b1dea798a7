"""Logarithmic axes of the drawn figures: at least three numbers to read from."""

import itertools

import pytest
from pages import HTML, built_pages, open_page

# Set by `figure` for an axis; each figure of a page is drawn from JSON in it.
SIGN = '"type":"log"'
LOGARITHMIC = [name for name in built_pages() if SIGN in (HTML / name).read_text("utf-8")]
LABELS = """charts => charts.flatMap((chart) =>
    Object.values(chart._fullLayout)
        .filter((axis) => axis?.type === "log" && axis._id)
        .map((axis) => [...chart.querySelectorAll(`.${axis._id}tick text`)]
            .map((e) => ({
                text: e.textContent,
                size: getComputedStyle(e).fontSize,
                box: e.getBoundingClientRect(),
            }))
            .filter(({ text }) => text)))"""


@pytest.mark.parametrize("name", LOGARITHMIC)
def test_log_axes_have_three_labels_that_do_not_touch(chromium, name):
    """On a phone, where there is least room."""
    with open_page(chromium, HTML.as_uri() + "/", name, width=360, height=640) as opened:
        opened.read_to_the_end()
        with opened.unfolded():
            axes = opened.page.locator(".relu-chart").evaluate_all(LABELS)
    assert axes
    for labels in axes:
        texts = [label["text"] for label in labels]
        assert len(texts) >= 3, texts
        assert {label["size"] for label in labels} == {"12px"}  # as at all other axes
        boxes = [label["box"] for label in labels]
        for one, other in itertools.pairwise(boxes):
            apart = (
                one["right"] < other["left"] or other["right"] < one["left"]
                or one["bottom"] < other["top"] or other["bottom"] < one["top"]
            )  # fmt: skip
            assert apart, texts


def test_there_are_logarithmic_axes():
    assert len(LOGARITHMIC) >= 2


def test_numbers_at_axes_are_as_in_the_text(run_modules):
    call = run_modules('export { grouped } from "./view/words.mjs";')
    shown = [call("grouped", value) for value in (0, -0.25, 0.1 + 0.2, 512, 1000, -24000)]
    assert shown == ["0", "−0.25", "0.3", "512", "1,000", "−24,000"]
