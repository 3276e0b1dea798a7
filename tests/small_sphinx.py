"""A page of Markdown, written by Sphinx with some of the book's own extensions."""

import io
import sys
from pathlib import Path

import bs4
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

EXTENSIONS = Path(__file__).parents[1] / "book" / "_ext"
sys.path.insert(0, str(EXTENSIONS))


def write(folder, text, *extensions, **settings):
    """Write a page; returns it parsed, and all that Sphinx warns of."""
    (folder / "index.md").write_text(text, "utf-8")
    given = {
        "extensions": ["myst_parser", *extensions],
        "html_theme": "basic",
        "myst_enable_extensions": ["colon_fence", "dollarmath"],
    }
    out, warnings = folder / "out", io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            folder, None, out, out / "tree", "html", confoverrides=given | settings,
            status=None, warning=warnings,
        )  # fmt: skip
        app.build()
    return bs4.BeautifulSoup((out / "index.html").read_text("utf-8"), "html.parser"), (
        warnings.getvalue()
    )
