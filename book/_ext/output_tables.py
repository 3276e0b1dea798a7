"""The tables that a chapter computes, by the name of their caption, and what stands in their cells.

What its code names with capitals, as ``TRIED = 10``, stands in one more table, "code".

A table is written by pandas. A row and a column are named by their heads; where one has several,
they are joined by a comma: ``"ReLU, 0.3"``.
"""

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from bs4 import BeautifulSoup
from docutils import nodes

NUMBER = r"[-−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?"
CELL = re.compile(
    rf"(?P<value>{NUMBER})"
    rf"(?: ± (?P<deviation>{NUMBER})"
    rf"| \((?P<low>{NUMBER})(?:–| to )(?P<high>{NUMBER})\)| of (?P<of>\d+))?"
)


def minus(text: str) -> str:
    """Write a minus where a number is below zero; exponents keep theirs."""
    return re.sub(r"(?<![\w.])-(?=\d)", "−", text)


@dataclass(frozen=True)
class Cell:
    """A number as a table shows it, with what stands beside it: a spread, or out of how many."""

    text: str
    shown: str
    of: int | None

    @property
    def value(self) -> float:
        """Read the number."""
        return float(self.shown.replace("−", "-"))


def read_cell(text: str) -> Cell:
    """Read ``1.2``, ``1.23 ± 0.10``, ``0.43 (0.42–0.44)``, ``0.1 (-0.1 to 0.3)``, ``100 of 100``.

    Raises
    ------
    ValueError
        If it is none of these.
    """
    match = CELL.fullmatch(text.strip())
    if not match:
        raise ValueError(f"a cell must be a number, with a spread or not, not {text!r}")
    return Cell(match[0], match["value"], match["of"] and int(match["of"]))


def read_table(html: str) -> dict[tuple[str, str], str]:
    """Read the cells of a table that pandas wrote, by the names of their rows and columns.

    Raises
    ------
    ValueError
        If two rows, or two columns, have one name.
    """
    table = BeautifulSoup(html, "html.parser").table
    heads, rows = _grid(table.thead), _grid(table.tbody)
    first = sum(cell.name == "th" for cell in rows[0])  # columns before are heads of rows
    names = [row for row in heads if any(cell.text for cell in row[first:])]
    columns = [_joined(column) for column in zip(*(row[first:] for row in names), strict=True)]
    labels = [_joined(row[:first]) for row in rows]
    for kind, given in (("rows", labels), ("columns", columns)):
        if twice := {name for name in given if given.count(name) > 1}:
            raise ValueError(f"the table has two {kind} {', '.join(sorted(twice))}")
    return {
        (label, column): cell.text.strip()
        for label, row in zip(labels, rows, strict=True)
        for column, cell in zip(columns, row[first:], strict=True)
    }


def _joined(cells):
    return ", ".join(filter(None, (cell.text.strip() for cell in cells)))


def _grid(part):
    """Lay the cells of a part of a table out, those that span several places once in each."""
    places = {}
    for y, row in enumerate(part.find_all("tr")):
        for cell in row.find_all(["th", "td"]):
            x = next(x for x in count() if (y, x) not in places)
            for dy in range(int(cell.get("rowspan", 1))):
                for dx in range(int(cell.get("colspan", 1))):
                    places[y + dy, x + dx] = cell
    height, width = (1 + max(place[axis] for place in places) for axis in (0, 1))
    return [[places[y, x] for x in range(width)] for y in range(height)]


def numbers_of_code(cells: Iterable[str]) -> dict[tuple[str, str], str]:
    """Read what cells name with capitals: the row is the name, the column "value"."""
    found = {}
    for statement in (one for cell in cells for one in ast.parse(cell).body):
        if isinstance(statement, ast.Assign):
            targets, values = statement.targets[0], statement.value
            pairs = [(targets, values)]
            if isinstance(targets, ast.Tuple) and isinstance(values, ast.Tuple):
                pairs = zip(targets.elts, values.elts, strict=True)
            for target, value in pairs:
                number = isinstance(value, ast.Constant) and isinstance(value.value, int | float)
                if number and isinstance(target, ast.Name) and target.id.isupper():
                    found[target.id, "value"] = str(value.value)
    return found


def tables_of_page(document: nodes.document) -> dict[str, str | dict[tuple[str, str], str]]:
    """Find the captioned tables of a page that Sphinx has read, as HTML, and that of its code."""
    inputs = (one for one in document.findall(nodes.container) if "cell_input" in one["classes"])
    found = {"code": numbers_of_code(cell.astext() for cell in inputs)}
    for figure in document.findall(nodes.figure):
        html = [raw.astext() for raw in figure.findall(nodes.raw) if "<table" in raw.astext()]
        found |= {name: html[0] for name in figure["names"] if html}
    return found


def tables_of_notebook(notebook) -> dict[str, str | dict[tuple[str, str], str]]:
    """Find the captioned tables of a notebook, as HTML, and that of its code."""
    inputs = (cell.source for cell in notebook.cells if cell.cell_type == "code")
    found = {"code": numbers_of_code(inputs)}
    for cell in notebook.cells:
        figure = cell.metadata.get("mystnb", {}).get("figure")
        html = [output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])]
        if figure and any("<table" in text for text in html):
            found[figure["name"]] = next(text for text in html if "<table" in text)
    return found
