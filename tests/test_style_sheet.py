"""The one style sheet of the pages: what it keeps, what it drops, how it is linked."""

import sys
from pathlib import Path

import pytest
from sphinx.errors import ExtensionError

sys.path.insert(0, str(Path(__file__).parents[1] / "book" / "_ext"))

from style_sheet import _purged, one_link

FIRST = """
@font-face { font-family: "Font Awesome 6 Free"; src: url(fonts/solid.woff2); }
:root { --ink: #111; --paper: #eee; --unread: red; }
.shown { color: var(--ink); background: url("picture.svg"); }
.nowhere { color: red; }
h1 + p { margin: 0; }
"""
SECOND = """
.made { color: blue; }
.noUi-handle { width: 1px; }
.u-wrap { position: relative; }
[data-theme="dark"] .shown { color: white; }
article > .shown:hover { color: green; }
"""
PAGE = """<html data-theme="light"><h1>nowhere</h1><article class="shown">
<script type="application/json">{"css": ".x { color: var(--paper) }"}</script></article>
<p></html>"""


@pytest.fixture
def sheet(tmp_path):
    """Join the sheets in `theme/` for a page and a script; the new one is to lie in `assets/`."""

    def join(first=FIRST):
        names = {"theme/first.css": first, "theme/second.css": SECOND, "page.html": PAGE}
        names["page.js"] = 'root.dataset.theme="dark";made.className="made";'
        for name, text in names.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text)
        paths = [str(tmp_path / name) for name in names]
        return _purged(
            {
                "sheets": paths[:2],
                "pages": paths[2:3],
                "scripts": paths[3:],
                "folder": str(tmp_path / "assets"),
            }
        )

    return join


def test_rules_that_the_page_uses_stay(sheet):
    css = sheet()
    assert ".shown{color:var(--ink)" in css
    assert "h1+p{margin:0}" in css
    assert "article>.shown:hover{" in css
    assert css.index(".shown") < css.index(".made")


def test_rules_for_what_scripts_make_stay(sheet):
    css = sheet()
    assert ".made{" in css
    assert ".noUi-handle{" in css
    assert ".u-wrap{" in css
    assert "[data-theme=dark] .shown{" in css


def test_what_nothing_uses_goes(sheet):
    """A word of the text is no class; a property is used if a rule or the page reads it."""
    css = sheet()
    assert "nowhere" not in css
    assert "--unread" not in css
    assert "--ink:" in css
    assert "--paper:" in css
    assert "@font-face" not in css


def test_addresses_in_it_are_counted_from_where_it_lies(sheet):
    assert "url(../theme/picture.svg)" in sheet()


def test_a_sheet_that_cannot_be_joined_is_an_error(sheet):
    with pytest.raises(ExtensionError, match=r"(?s)cannot be joined.*gone\.css"):
        sheet('@import "gone.css";')


def test_one_link_stands_where_the_first_stood():
    page = """<head>
  <link href="a.css?digest=1" rel="stylesheet" />
<link href="b.css" rel="stylesheet" />
    <link rel="icon" href="i.svg"/>
    <link rel="stylesheet" type="text/css" href="c.css?v=2" />
</head>"""
    assert one_link(page, "assets/book.css?v=3") == (
        '<head>\n    <link rel="stylesheet" type="text/css" href="assets/book.css?v=3" />\n'
        '    <link rel="icon" href="i.svg"/>\n</head>'
    )
