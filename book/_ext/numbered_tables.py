"""Outputs that are tables count as tables.

A captioned output of a notebook is a figure to myst-nb. One whose name starts with ``tab-`` becomes
"Table 1" here, with its caption above, and `{numref}` finds it like any other table.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform


class TableFigure(nodes.figure):
    """A captioned output that is numbered as a table."""


class NumberTables(SphinxTransform):
    """Turn figures named ``tab-...`` into tables, before Sphinx collects what has a number."""

    default_priority = 800

    def apply(self, **_) -> None:
        """Replace the nodes of this document."""
        for figure in list(self.document.findall(nodes.figure)):
            if any(name.startswith("tab-") for name in figure["names"]):
                captions = [child for child in figure if isinstance(child, nodes.caption)]
                others = [child for child in figure if not isinstance(child, nodes.caption)]
                table = TableFigure("", *captions, *others, **figure.attributes)
                table.source, table.line = figure.source, figure.line
                figure.replace_self(table)
                for identifier in table["ids"]:
                    self.document.ids[identifier] = table


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    visit = (
        lambda self, node: self.visit_figure(node),
        lambda self, node: self.depart_figure(node),
    )
    app.add_enumerable_node(TableFigure, "table", html=visit)
    app.add_transform(NumberTables)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
