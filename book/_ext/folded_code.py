"""Code is folded: the pages are read first, and who wants the code opens it.

The cells that stand in a row become one ``<details>``, up to the one that has an output; it says
how many lines are in it, and works without JavaScript. The switch "Show code" (`code_switch.js`)
opens and closes all of a page, except the imports. Cells tagged ``show-code`` stay open: there the
code is the argument. Where a figure or a table is a side matter (``hide-output``), its code
is hidden with it. Cells that hide in another way (``hide-cell``) are left alone.
"""

import re
from itertools import groupby

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

IMPORT = re.compile(r"^(import|from) ", re.MULTILINE)


class FoldedCode(nodes.Element):
    """Cells in one ``<details>``, of the class ``relu-code`` or ``relu-imports``."""


class FoldCode(SphinxPostTransform):
    """Fold the code cells of a page."""

    default_priority = 198  # before myst-nb hides what is tagged so
    formats = ("html",)

    def run(self, **_) -> None:
        """Replace the nodes of this document."""
        for parent in {id(cell.parent): cell.parent for cell in self._cells()}.values():
            for cells in _rows(parent.children):
                _fold(cells)

    def _cells(self):
        return [node for node in self.document.findall(nodes.container) if _kind(node)]


def _kind(node):
    """Tell how a node is folded, "imports" or "code"; None if it is not."""
    if not isinstance(node, nodes.container) or node.get("nb_element") != "cell_code":
        return None
    if not node.children or node[0].get("nb_element") != "cell_code_source":
        return None
    if node.get("hide_mode") not in (None, "output") or "tag_show-code" in node["classes"]:
        return None
    return "imports" if IMPORT.search(node[0].astext()) else "code"


def _rows(siblings):
    """List the cells that go together: neighbours of one kind; an output ends a row."""
    rows = []
    for kind, neighbours in groupby(siblings, _kind):
        row = []
        for cell in neighbours if kind else ():
            row.append(cell)
            if len(cell) > 1:
                rows.append(row)
                row = []
        rows.append(row)
    return [row for row in rows if row]


def _fold(cells):
    """Move cells into one fold, which stands before the last one's output, hidden with it."""
    last = cells[-1]
    lines = sum(len(cell[0].astext().splitlines()) for cell in cells)
    fold = FoldedCode("", kind=_kind(last), lines=lines)
    if last.get("hide_mode") and len(last) > 1:
        last[1].insert(0, fold)
    else:
        last.parent.insert(last.parent.index(last), fold)
    for cell in cells[:-1]:
        cell.parent.remove(cell)
        fold += cell
    if len(last) == 1:
        last.parent.remove(last)
        fold += last
    else:
        source = last.pop(0)
        fold += nodes.container("", source, classes=["cell"])


def visit(translator, node: FoldedCode) -> None:
    """Open a fold, and say what is in it."""
    lines = f"{node['lines']} line" + "s" * (node["lines"] != 1)
    translator.body.append(
        f'<details class="relu-fold relu-{node["kind"]}">'
        f"<summary>{node['kind'].capitalize()}: {lines}</summary>\n"
    )


def depart(translator, node: FoldedCode) -> None:
    """Close a fold."""
    translator.body.append("</details>\n")


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.add_node(FoldedCode, html=(visit, depart))
    app.add_post_transform(FoldCode)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
