"""One style sheet for all pages, without the rules that none of them uses.

The theme and the extensions bring a dozen sheets, 97 kB under gzip, of which the pages use a fifth;
each of them is a request that the first paint waits for. When the pages are written, the sheets
they link are joined, unused rules dropped (`style_sheet.mjs`), and the links replaced by one.
"""

import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit

from node_script import run_node
from sphinx.application import Sphinx

SCRIPT = Path(__file__).with_name("style_sheet.mjs")
NAME = "assets/book.css"
LINK = re.compile(r'[ \t]*<link\b[^>]*\brel="stylesheet"[^>]*>\n?')
HREF = re.compile(r'\bhref="([^"]*)"')
SOURCE = re.compile(r'<script\b[^>]*\bsrc="([^"]*)"')
UNSTYLED = {"plotly.js"}  # a script that brings its own styles


def write_all(app: Sphinx, env) -> set:
    """Let every page be written in every build: the sheet is made of what all of them use."""
    return env.found_docs


def join_sheets(app: Sphinx, exception: Exception | None) -> None:
    """Write the sheet, and link it in every page instead of those that it is made of.

    Raises
    ------
    ExtensionError
        Without node, or when a sheet cannot be read.
    """
    if exception is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir)
    pages = {path: path.read_text("utf-8") for path in sorted(folder.glob("*.html"))}
    sheets = _named(
        folder, (HREF.search(link)[1] for text in pages.values() for link in LINK.findall(text))
    )
    scripts = _named(folder, (name for text in pages.values() for name in SOURCE.findall(text)))
    static = Path(__file__).parents[2] / "src" / "relu_spectrum" / "explorers" / "static"
    css = _purged(
        {
            "sheets": [str(path) for path in sheets],
            "pages": [str(path) for path in pages],
            "scripts": [str(path) for path in scripts]
            + [str(path) for path in sorted(static.glob("*.js"))],
            "folder": str(folder / "assets"),
        }
    )
    (folder / NAME).write_text(css, "utf-8")
    version = hashlib.sha256(css.encode()).hexdigest()[:8]
    for path, text in pages.items():
        path.write_text(one_link(text, f"{NAME}?v={version}"), "utf-8")


def _named(folder, addresses):
    paths = (folder / urlsplit(address).path for address in addresses)
    return [path for path in dict.fromkeys(paths) if path.name not in UNSTYLED]


def one_link(text: str, address: str) -> str:
    """Put one link into the place of the first of a page's style sheets, and drop the others."""
    start = LINK.search(text).start()
    link = f'    <link rel="stylesheet" type="text/css" href="{address}" />\n'
    return text[:start] + link + LINK.sub("", text[start:])


def _purged(job):
    failure = "the style sheets cannot be joined"
    return run_node(SCRIPT, job, task="join the style sheets", failure=failure)


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.connect("env-updated", write_all)
    app.connect("build-finished", join_sheets, priority=800)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
