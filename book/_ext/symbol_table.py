"""What the symbols of the formulas mean: reads book/symbols.yml, which says how it is written.

`typeset_maths` marks the symbols of a page, `explanations` writes what they mean into it, and the
directive ``symbols`` lists them all in the glossary.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from relu_spectrum import explorers

SOURCE = Path(__file__).parents[1] / "symbols.yml"


@dataclass(frozen=True)
class Symbol:
    """One symbol; `pages` is None where it means the same everywhere."""

    tex: str
    text: str
    meaning: str
    pages: tuple[str, ...] | None = None
    settings: tuple[str, ...] = ()
    role: str = ""

    @property
    def id(self) -> str:
        """Name the symbol in a page's mark-up."""
        return "symbol-" + "-".join(format(ord(character), "x") for character in self.text)

    def labels(self) -> list[str]:
        """List the settings whose control is labelled with this symbol."""
        found = []
        for setting in self.settings:
            explorer, name = setting.split(".")
            if getattr(explorers, explorer).class_traits()[name].label.split()[-1] == self.text:
                found.append(setting)
        return found


def read_symbols(source: Path = SOURCE) -> list[Symbol]:
    """Read the table.

    Raises
    ------
    ValueError
        If an entry has unknown or missing parts, or a page has one symbol twice.
    """
    symbols = []
    for entry in yaml.safe_load(source.read_text("utf-8")):
        try:
            lists = {key: tuple(entry[key]) for key in ("pages", "settings") if key in entry}
            symbols.append(Symbol(**entry | lists))
        except TypeError as error:
            raise ValueError(f"{source.name}: {entry}: {error}") from error
    for n, one in enumerate(symbols):
        for other in symbols[:n]:
            if one.text == other.text and (
                one.pages is None or other.pages is None or set(one.pages) & set(other.pages)
            ):
                raise ValueError(f"{source.name}: a page would have {one.text} twice")
    return symbols


def symbols_of(page: str, symbols: list[Symbol]) -> list[Symbol]:
    """Choose the symbols that a page's formulas may have."""
    return [symbol for symbol in symbols if symbol.pages is None or page in symbol.pages]


def short_title(page: Path) -> str:
    """Read the title of a page, a notebook or Markdown, up to its colon."""
    title = re.search(r"^\W*# ([^:\n]+?)(:|\\n|$)", page.read_text("utf-8"), re.MULTILINE)
    return title[1]


class SymbolList(SphinxDirective):
    """A table of all symbols."""

    def run(self) -> list[nodes.Node]:
        """Make the table."""
        rows = [self.row(nodes.Text("Symbol"), nodes.Text("Meaning"), nodes.Text("Where"))]
        for symbol in read_symbols():
            self.env.note_dependency(str(SOURCE))
            places = [self.link(page) for page in symbol.pages or ()]
            where = [part for link in places for part in (nodes.Text(", "), link)][1:]
            everywhere = "everywhere" if symbol.pages is None else "on controls"
            cell = nodes.inline("", "", *(where or [nodes.Text(everywhere)]))
            maths = nodes.math(symbol.tex, symbol.tex)
            rows.append(self.row(maths, nodes.Text(symbol.meaning), cell))
        widths = [nodes.colspec(colwidth=width) for width in (10, 55, 35)]
        head, body = nodes.thead("", rows[0]), nodes.tbody("", *rows[1:])
        group = nodes.tgroup("", *widths, head, body, cols=3)
        return [nodes.table("", group, classes=["relu-evidence"])]

    @staticmethod
    def row(*cells):
        """Make a row of three cells."""
        return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))

    def link(self, page):
        """Refer to a chapter by its short title, if the book has it."""
        if page not in self.env.found_docs:
            return nodes.inline(page, page)
        name = short_title(Path(self.env.doc2path(page)))
        return addnodes.pending_xref(
            page,
            nodes.inline(name, name),
            reftype="doc", refdomain="std", reftarget=page, refdoc=self.env.docname,
            refexplicit=True, refwarn=True,
        )  # fmt: skip


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx; every page is written again when the table has changed."""
    table = json.dumps(yaml.safe_load(SOURCE.read_text("utf-8")))
    app.add_config_value("relu_symbols", table, "html", [str])
    app.add_directive("symbols", SymbolList)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
