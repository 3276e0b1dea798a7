"""A Content-Security-Policy in every page: nothing of another origin, no inline script unknown.

GitHub Pages sends no headers of ours, so the policy is a ``<meta>``. It is written when a page is
complete: it names each inline script and each style sheet in the page by its SHA-256, also those
that the explorers bring along. From the disk `'self'` is no origin, so `file:` stands beside it;
the explorers' modules, "Your own signal" and downloads are `blob:`.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from page_text import WIDGET_STATE
from sphinx.application import Sphinx

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
TYPE = re.compile(r'\btype="([^"]*)"')
HEAD = re.compile(r'<meta charset="[^"]*" ?/?>')
HERE = "'self' file:"
# The search page reads other pages for the words that it shows: their styles are not its own.
READS_OTHERS = "_static/searchtools.js"
# Plotly makes an empty style sheet and writes its rules one by one.
MADE_EMPTY = ""


def policy(text: str) -> str:
    """Return the policy of a page with this text."""
    scripts, state = [], "{}"
    for attributes, content in SCRIPT.findall(text):
        kind = TYPE.search(attributes)
        if kind and kind[1] == WIDGET_STATE:
            state = content
        elif content and (kind is None or kind[1] == "text/javascript"):
            scripts.append(content)
    models = json.loads(state.replace(r"<\/", "</")).get("state", {}).values()
    widgets = [model["state"]["_css"] for model in models if model["state"].get("_css")]
    styles = _hashes([MADE_EMPTY, *STYLE.findall(text), *widgets])
    if READS_OTHERS in text:
        styles = "'unsafe-inline'"
    directives = {
        "default-src": HERE,  # Firefox fetches the next page ahead
        "object-src": "'none'",
        "frame-src": "'none'",
        "script-src": f"{HERE} blob: {_hashes(scripts)}",
        "style-src": f"{HERE} 'unsafe-inline'",  # for browsers that do not know the next two
        "style-src-elem": f"{HERE} {styles}",
        "style-src-attr": "'unsafe-inline'",  # formulas, tables, charts: each mark has its place
        "img-src": f"{HERE} data: blob:",
        "font-src": f"{HERE} data:",
        "media-src": f"{HERE} data: blob:",
        "connect-src": f"{HERE} data: blob:",
        "worker-src": "blob:",
        "form-action": HERE,
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {sources.strip()}" for name, sources in directives.items())


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in dict.fromkeys(texts))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def with_policy(text: str) -> str:
    """Write its policy into the text of a page, before all that it rules.

    Raises
    ------
    ValueError
        If the page does not say its encoding, after which the policy stands.
    """
    found = HEAD.search(text)
    if found is None:
        raise ValueError('the page has no <meta charset="...">, where its policy would stand')
    tag = f'\n    <meta http-equiv="Content-Security-Policy" content="{policy(text)}" />'
    return text[: found.end()] + tag + text[found.end() :]


def write_policies(app: Sphinx, exception: Exception | None) -> None:
    """Write the policies of all pages."""
    if exception is not None or app.builder.format != "html":
        return
    for path in sorted(Path(app.outdir).glob("*.html")):
        path.write_text(with_policy(path.read_text("utf-8")), "utf-8")


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.connect("build-finished", write_policies, priority=900)  # nothing changes a page later
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
