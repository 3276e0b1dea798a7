"""What a page says of its own words and symbols, for `web/explanations.js` to show beside them.

A link to the glossary (``{term}``) gets the first paragraph of its definition, a symbol its line of
book/symbols.yml. Both stand in hidden boxes of the page, so that nothing is fetched, and screen
readers hear them as descriptions.
"""

import html
import re

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from symbol_table import Symbol

TERM = re.compile(r'<a class="reference internal" href="[^"#]*#(term-[^"]+)"')
EXPLORER = re.compile(r'data-explorer="(\w+)"')


def definitions(app: Sphinx) -> dict[str, nodes.term]:
    """Find all terms of the book by their ids."""
    found = {}
    for (kind, _), (page, name) in app.env.get_domain("std").objects.items():
        if kind == "term":
            found[name] = page
    trees = {page: app.env.get_doctree(page) for page in set(found.values())}
    terms = (term for tree in trees.values() for term in tree.findall(nodes.term))
    return {name: term for term in terms for name in term["ids"]}


def explain_terms(app: Sphinx, pagename, templatename, context, doctree) -> None:
    """Write the definitions of the terms that a page links to behind its text."""
    wanted = dict.fromkeys(TERM.findall(context.get("body") or ""))
    if not wanted:
        return
    known = definitions(app)
    lines = (_definition(app, name, known[name]) for name in wanted if name in known)
    context["body"] += _box(lines)


def _definition(app, name, term):
    item = term.parent
    paragraph = next(item.findall(nodes.paragraph)).deepcopy()
    for link in list(paragraph.findall(addnodes.pending_xref)):
        link.replace_self(nodes.inline("", link.astext()))
    text = app.builder.render_partial(nodes.inline("", "", *paragraph.children))["fragment"]
    head = html.escape(term.astext())
    return f'<p id="explained-{name}"><b>{head}:</b> {text.strip()}</p>'


def explain_symbols(text: str, marked: list[Symbol], symbols: list[Symbol]) -> str:
    """Write into a page what the symbols mean that its formulas and controls show."""
    shown = set(EXPLORER.findall(text))
    lines = []
    for symbol in symbols:
        here = [name for name in symbol.settings if name.split(".")[0] in shown]
        labels = [name for name in symbol.labels() if name in here]
        if symbol in marked or labels:
            lines.append(
                f'<p id="explained-{symbol.id}" data-settings="{" ".join(here)}" '
                f'data-labels="{" ".join(labels)}" data-role="{symbol.role}">'
                f"<b>{symbol.text}:</b> {html.escape(symbol.meaning, quote=False)}.</p>"
            )
    return text.replace("</article>", f"{_box(lines)}</article>", 1) if lines else text


def _box(lines):
    return f'<div class="relu-explanations" hidden>{"".join(lines)}</div>'


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.connect("html-page-context", explain_terms)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
