"""Links inside a folder of pages: what they reach, and which lead nowhere."""

import pytest
from links import Links


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "book.css").write_text('p { background: url("dot.png") }')
    (tmp_path / "assets" / "dot.png").write_bytes(b"")
    (tmp_path / "b.html").write_text('<p id="here">', "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "link",
    [
        "b.html",
        "b.html#here",
        "b.html#here?f1=3&amp;bias=0",
        "#top",
        "#",
        "./assets/dot.png?v=12",
        "https://example.org/nothing",
        "mailto:a@b.c",
        "data:text/plain,x",
    ],
)
def test_a_link_that_leads_somewhere(folder, link):
    (folder / "a.html").write_text(f'<a id="top" href="{link}">x</a>')
    assert Links(folder).broken() == []


@pytest.mark.parametrize(
    "link", ["c.html", "b.html#there", "#there?f1=3", "../outside.html", "assets/"]
)
def test_a_link_that_leads_nowhere(folder, link):
    (folder.parent / "outside.html").write_text("<p>")
    (folder / "a.html").write_text(f'<img src="{link}">')
    assert Links(folder).broken() == [f"a.html: {link}"]


def test_style_sheets_are_read_too(folder):
    (folder / "assets" / "book.css").write_text("p { background: url(gone.png) }")
    (folder / "a.html").write_text("<style>p { background: url('no.png') }</style><p>url(x)</p>")
    assert Links(folder).broken() == ["a.html: no.png", "assets/book.css: gone.png"]


def test_what_the_pages_link_is_reached(folder):
    (folder / "loose.txt").write_text("nobody links it")
    (folder / "a.html").write_text('<a href="b.html">x</a>')
    reached = {path.name for path in Links(folder).reached()}
    assert reached == {"a.html", "b.html", "dot.png"}


def test_places_that_other_pages_link(folder):
    (folder / "a.html").write_text('<a href="b.html#here?f1=3">x</a><a href="#own" id="own">y</a>')
    assert Links(folder).places() == {"b.html": {"here"}}
