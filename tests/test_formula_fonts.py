"""The fonts of formulas: they keep what the pages use, as it was, and nothing else."""

import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from fontTools.ttLib import TTFont

sys.path.insert(0, str(Path(__file__).parents[1] / "book" / "_ext"))

from formula_fonts import FOLDER, characters_of, cut_fonts

ROOT = Path(__file__).parents[1]
MATHJAX = ROOT / "node_modules" / "mathjax" / "es5" / "output" / "chtml" / "fonts" / "woff-v2"
ITALIC, MAIN = "MathJax_Math-Italic.woff", "MathJax_Main-Regular.woff"
ZERO = "MathJax_Zero.woff"
FACES = "".join(
    f'@font-face /* 1 */ {{ font-family: MJX{name}; src: url("{FOLDER}/{file}") format("woff"); }} '
    for name, file in (("TEX", MAIN), ("TEX-I", ITALIC))
)
RULES = r"""mjx-c.mjx-c1D465.TEX-I::before { padding: 0.4em 0; content: "x"; }
mjx-c.mjx-c1D703.TEX-I::before { padding: 0.7em 0; content: "\3B8"; }
mjx-c.mjx-c22::before { content: "\""; }
mjx-c.mjx-c3C::before { content: "<"; }
mjx-c.mjx-c7B::before { padding: 0.75em 0.5em 0.25em 0; content: "{"; }
mjx-c.mjx-c7D::before { content: "}"; }
mjx-c.mjx-c2212::before { content: "\2212 1"; }
mjx-stretchy-v.mjx-c7C mjx-ext mjx-c::before { content: "\2223"; width: 0.333em; }
mjx-c.mjx-c2061::before { padding: 0 0 0 0; content: ""; }"""


@pytest.fixture
def book(tmp_path):
    """Write a page with formulas, one without, and two fonts, and cut them."""
    (tmp_path / FOLDER).mkdir(parents=True)
    for name in (ITALIC, MAIN, ZERO):
        shutil.copy(MATHJAX / name, tmp_path / FOLDER)
    sheet = f'<style>mjx-container[jax="CHTML"] {{ line-height: 0; }} {FACES}{RULES}</style>'
    (tmp_path / "page.html").write_text(f"<style>p {{ top: 0 }}</style>{sheet}<p>abc</p>")
    (tmp_path / "other.html").write_text('<style>.q { content: "Q"; }</style>')
    app = SimpleNamespace(outdir=tmp_path, builder=SimpleNamespace(format="html"))
    cut_fonts(app, None)
    return tmp_path / FOLDER


def test_characters_are_read_from_the_style_sheet():
    assert characters_of(RULES) == {"TEX-I": set("xθ"), "": set('"<{}−1∣')}


def width(font, character):
    """Return how wide a character is, and where its glyph begins."""
    return font["hmtx"][font.getBestCmap()[ord(character)]]


def test_fonts_keep_what_is_used_and_how_it_is_drawn(book):
    for name, kept, gone in ((ITALIC, "xθ", "yα"), (MAIN, '"<{}−1∣', "xa2")):
        before, after = TTFont(MATHJAX / name, lazy=False), TTFont(book / name, lazy=False)
        assert {ord(character) for character in kept} <= set(after.getBestCmap())
        assert not {ord(character) for character in gone} & set(after.getBestCmap())
        for character in kept:
            assert width(before, character) == width(after, character)
        for table, key in (("hhea", "ascent"), ("hhea", "descent"), ("OS/2", "usWinAscent")):
            assert getattr(before[table], key) == getattr(after[table], key)
        assert (book / name).stat().st_size < 0.25 * (MATHJAX / name).stat().st_size


def test_a_font_of_which_nothing_is_used_stays_whole(book):
    assert (book / ZERO).read_bytes() == (MATHJAX / ZERO).read_bytes()


def test_a_failed_build_cuts_nothing(book):
    size = (book / MAIN).stat().st_size
    cut_fonts(SimpleNamespace(outdir=book.parent, builder=None), RuntimeError())
    assert (book / MAIN).stat().st_size == size
