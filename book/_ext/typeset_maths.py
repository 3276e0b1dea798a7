r"""Typesets the formulas of the written pages, so that no page waits for MathJax.

Sphinx writes TeX between ``\(`` and ``\)`` or ``\[`` and ``\]``. When the pages are written,
MathJax sets all of it in one run of node (`typeset.mjs`): each page gets the mark-up, MathML for
screen readers, and a style sheet of the glyphs that it uses. Nothing moves when the page loads, and
MathJax itself (160 kB gzip) is not in it. The symbols of book/symbols.yml are marked on the way.
"""

import html
import json
import re
from pathlib import Path, PurePosixPath

from explanations import explain_symbols
from node_script import run_node
from sphinx.application import Sphinx
from symbol_table import read_symbols, symbols_of

SCRIPT = Path(__file__).with_name("typeset.mjs")
FORMULA = re.compile(
    r"""(?P<open><(?P<tag>span|div)\ class="(?:amsmath\ )?math\ [^>]*>\s*
            (?:<span\ class="eqno">.*?</span>)?\s*)
        (?:\\\((?P<inline>[^<]*)\\\)|\\\[(?P<display>[^<]*)\\\]|(?P<bare>\\begin[^<]*))
        \s*</(?P=tag)>""",
    re.DOTALL | re.VERBOSE,
)


def typeset_pages(app: Sphinx, exception: Exception | None) -> None:
    """Typeset every page that has been written anew.

    Raises
    ------
    ExtensionError
        Without node, or for a formula that MathJax does not understand.
    """
    if exception is not None or app.builder.format != "html":
        return
    texts = {path: path.read_text("utf-8") for path in sorted(Path(app.outdir).rglob("*.html"))}
    pages = {path: text for path, text in texts.items() if FORMULA.search(text)}
    if not pages:
        return
    table = read_symbols()
    jobs = [
        {
            "fonts": _relative(path, app.outdir, "assets/mathjax-fonts"),
            "formulas": [_formula(match) for match in FORMULA.finditer(text)],
            "symbols": {symbol.id: symbol.tex for symbol in symbols_of(path.stem, table)},
        }
        for path, text in pages.items()
    ]
    for (path, text), done in zip(pages.items(), _run_mathjax(jobs), strict=True):
        here = symbols_of(path.stem, table)
        marked = [symbol for symbol in here if symbol.id in done["symbols"]]
        rest = [symbol for symbol in table if symbol.labels() and symbol not in here]
        text = explain_symbols(_replaced(text, done), marked, [*here, *rest])
        path.write_text(text, "utf-8")


def _formula(match):
    tex = match["inline"] or match["display"] or match["bare"]
    return {"tex": html.unescape(tex).strip(), "display": match["inline"] is None}


def _relative(page, root, target):
    depth = len(page.relative_to(root).parts) - 1
    return str(PurePosixPath(*[".."] * depth, target))


def _run_mathjax(jobs):
    failure = "MathJax cannot typeset a formula"
    return json.loads(run_node(SCRIPT, jobs, task="typeset the formulas", failure=failure))


def _replaced(text, done):
    set_formulas = iter(done["html"])
    text = FORMULA.sub(lambda m: f"{m['open']}{next(set_formulas)}</{m['tag']}>", text)
    css = re.sub(r"\s*\n\s*", " ", done["css"])
    return text.replace("</head>", f"<style>{css}</style>\n</head>", 1)


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.connect("build-finished", typeset_pages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
