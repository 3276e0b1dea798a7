"""The pages of the reference: made alike, so each is opened once, and seen from all sides."""

import pytest
from pages import COLOURS, HTML, WCAG, built_pages, open_page, violations

PAGES = built_pages(reference=True)
LARGEST = max(PAGES, key=lambda name: (HTML / name).stat().st_size)
BASE = HTML.as_uri() + "/"


@pytest.mark.parametrize("name", PAGES)
def test_a_room_is_whole_narrow_and_light(chromium, name):
    with open_page(chromium, BASE, name, width=360, height=844) as opened:
        opened.read_to_the_end()
        assert (opened.foreign(), opened.problems) == ([], [])
        page = opened.page
        assert page.locator("dl.py > dt[id]").count() >= 8
        assert page.locator(".highlight-pycon, .doctest").count() >= 3
        assert page.get_by_text("Type:", exact=True).count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert sum(shift["value"] for shift in opened.shifts) <= 0.05, opened.shifts
        assert violations(page, WCAG) == []


def test_a_room_loads_little_and_is_legible_in_the_dark(chromium, book):
    with open_page(chromium, book["http"], LARGEST, theme="dark") as opened:
        opened.read_to_the_end()
        assert sum(size for size, _ in opened.loaded()) <= 250_000
        assert violations(opened.page, COLOURS) == []
