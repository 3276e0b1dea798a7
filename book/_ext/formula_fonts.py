r"""Gives the formulas' fonts only the glyphs that the book's formulas use: 34 kB less a page.

MathJax says in the style sheet of each page which character each glyph is, and by a class like
``TEX-I`` from which font it comes. Those of parts that stretch have no class; every font keeps
them.
"""

import logging
import re
from collections import defaultdict
from io import BytesIO
from pathlib import Path

from fontTools import subset
from sphinx.application import Sphinx

FOLDER = "assets/mathjax-fonts"
SHEET = re.compile(r"<style>(\s*mjx-.*?)</style>", re.DOTALL)
CONTENT = re.compile(r'([^{}"]+)\{[^{}"]*content: "((?:\\.|[^"\\])*)"')
ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6}) ?|(.))")
CLASS = re.compile(r"\.(TEX-\w+)")
FACE = re.compile(r'font-family: MJX(TEX-\w+); src: url\("[^"]*/([^"/]+)"\)')


def characters_of(sheet: str) -> dict[str, set[str]]:
    """Return the characters that a page's formulas use: by class, and under "" those without."""
    found = defaultdict(set)
    for selector, content in CONTENT.findall(sheet):
        font = CLASS.search(selector)
        found[font[1] if font else ""].update(ESCAPE.sub(_character, content))
    return found


def _character(escape: re.Match) -> str:
    return chr(int(escape[1], 16)) if escape[1] else escape[2]


def cut(path: Path, characters: set[str]) -> None:
    """Leave in a font what these characters need; each glyph stands alone, as MathJax places it.

    A font that has none of them stays whole: browsers refuse one without characters, and all pages
    ask for MathJax's font of width zero.
    """
    options = subset.Options(flavor="woff", layout_features=[])
    options.drop_tables += ["FFTM"]  # when the font was made
    with subset.load_font(BytesIO(path.read_bytes()), options) as font:
        if not font.getBestCmap().keys() & set(map(ord, characters)):
            return
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=map(ord, characters))
        subsetter.subset(font)
        subset.save_font(font, path, options)


def cut_fonts(app: Sphinx, exception: Exception | None) -> None:
    """Cut all fonts that the build has copied."""
    if exception is not None or app.builder.format != "html":
        return
    used, classes = defaultdict(set), {}
    for page in Path(app.outdir).rglob("*.html"):
        for sheet in SHEET.findall(page.read_text("utf-8")):
            classes |= {file: name for name, file in FACE.findall(sheet)}
            for name, characters in characters_of(sheet).items():
                used[name] |= characters
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    for path in Path(app.outdir, FOLDER).glob("*.woff"):
        cut(path, used[""] | used[classes.get(path.name, "")])


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx, after the formulas are set."""
    app.connect("build-finished", cut_fonts, priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
