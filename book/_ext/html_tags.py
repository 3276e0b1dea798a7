"""HTML elements as nodes of a document, for what Markdown has no words for.

`tag("label", ...)` stands in a Sphinx document like any other node: what is in it (maths, links,
paragraphs) is resolved and written as everywhere else. Only HTML can be written of it.
"""

from docutils import nodes
from sphinx.application import Sphinx

VOID = {"input", "wbr"}


class HtmlTag(nodes.General, nodes.TextElement):
    """An HTML element: its name in "tag", its attributes in "html"."""


def tag(name: str, /, *children: nodes.Node | str, **attributes: str | None) -> HtmlTag:
    """Make an element; ``class_`` means "class", ``data_x`` "data-x"; None leaves one out."""
    children = [nodes.Text(child) if isinstance(child, str) else child for child in children]
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    html = {key: value for key, value in given.items() if value is not None}
    return HtmlTag("", "", *children, tag=name, html=html)


def _visit(translator, node):
    attributes = "".join(
        f' {key}="{translator.attval(value)}"' for key, value in node["html"].items()
    )
    translator.body.append(f"<{node['tag']}{attributes}>")


def _depart(translator, node):
    if node["tag"] not in VOID:
        translator.body.append(f"</{node['tag']}>")


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.add_node(HtmlTag, html=(_visit, _depart))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
