"""The stored stills show what the explorers show today, and pages without JavaScript show them."""

import pytest
from pages import HTML, built_pages
from still_pictures import PICTURES, STILLS, difference, kinds, stored_words, take

WIDGETS = [
    name for name in built_pages() if 'class="relu-widgets"' in (HTML / name).read_text("utf-8")
]
AGAIN = "run `make stills`"


def test_each_explorer_has_a_still():
    assert set(stored_words()) == set(kinds())
    assert {path.stem for path in STILLS.glob("*.webp")} == set(kinds()), AGAIN


@pytest.mark.parametrize("name", kinds())
def test_a_still_shows_the_explorer_of_today(chromium, views, page, name):
    """Its words are the same; its picture is, within the axes, where fonts do not matter."""
    picture, words = take(chromium, views, kinds()[name])
    stored = stored_words()[name]
    for what in ("start", "width", "shows", "readouts", "note"):
        assert words[what] == stored[what], AGAIN
    page.goto(views)
    page.add_script_tag(content=PICTURES)
    old = (STILLS / f"{name}.webp").read_bytes()
    mean, largest = difference(page, (picture, words), (old, stored))
    assert mean < 0.008, AGAIN
    assert largest < 0.15, AGAIN


@pytest.mark.parametrize("name", WIDGETS)
def test_without_javascript_a_page_shows_the_still_and_its_numbers(read, name):
    opened = read(name, "plain")
    places = opened.page.locator(".relu-widgets")
    for place in places.all():
        picture = place.locator("img")
        picture.scroll_into_view_if_needed()
        shown = stored_words()[place.locator("xpath=..").get_attribute("id")]
        assert picture.get_attribute("alt") == shown["shows"]
        assert place.locator("tr").count() == len(shown["readouts"])
        assert place.locator("tr").first.inner_text().split("\t") == shown["readouts"][0]
    assert opened.problems == []
    stills = [url for url in opened.requests if "assets/stills/" in url]
    assert len(stills) == places.count()


@pytest.mark.parametrize("name", WIDGETS)
def test_with_javascript_no_still_is_loaded_and_print_has_the_charts(read, name):
    opened = read(name)
    charts = opened.page.locator(".relu-view-chart canvas")
    with opened.printed():
        assert charts.count() == opened.page.locator(".relu-view-chart:visible").count() >= 2
    assert [url for url in opened.requests if "assets/stills/" in url] == []
