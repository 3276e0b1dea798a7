"""The claims of the paper, and what the chapters found: reads book/claims.yml.

No number that a chapter computes is written there. A figure is named by the cell of the table that
holds it, and it is taken from what the notebook's cell put out. What is written is what the claim
lets one expect, and the verdict; `contradictions` tells where it does not follow from the figures.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml
from output_tables import Cell, minus, read_cell, read_table

SOURCE = Path(__file__).parents[1] / "claims.yml"
HOLDS, LIMITS, NOT, UNTESTED = "holds", "holds with limits", "not supported", "not testable here"
TESTS = ("claim", "limit", "")


@dataclass(frozen=True)
class Figure:
    """A number that a chapter computes, where it stands, and what the claim lets one expect.

    `tests` says what follows if it is another: "claim", the claim is not supported; "limit", it
    holds with limits; "", nothing: the number is told beside the others.
    """

    what: str
    cell: tuple[str, str, str, str]  # page, table, row, column
    tests: str = ""
    expected: float | None = None
    tolerance: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    count: tuple[str, str, str, str] | None = None
    spread: tuple[str, str, str, str] | None = None
    digits: int | None = None

    def __post_init__(self):
        """Complain about an expectation that is not whole."""
        if self.tests not in TESTS:
            raise ValueError(f"tests must be claim or limit or be left out, not {self.tests!r}")
        if (self.expected is None) != (self.tolerance is None):
            raise ValueError(f"{self.what}: expected and tolerance belong together")
        bounds = (self.expected, self.at_least, self.at_most)
        if sum(bound is not None for bound in bounds) != bool(self.tests):
            raise ValueError(f"{self.what}: what tests has one of expected, at_least, at_most")

    def wanted(self) -> str:
        """Say what is expected."""
        if self.expected is not None:
            return f"{_plain(self.expected)} ± {_plain(self.tolerance)}"
        if self.at_least is not None:
            return f"at least {_plain(self.at_least)}"
        return f"at most {_plain(self.at_most)}" if self.at_most is not None else "–"

    def meets(self, value: float) -> bool:
        """Tell whether a number is as expected."""
        if self.expected is not None:
            return abs(value - self.expected) <= self.tolerance
        low, high = self.at_least, self.at_most
        return (low is None or value >= low) and (high is None or value <= high)


@dataclass(frozen=True)
class Claim:
    """One claim of the paper."""

    id: str
    claim: str
    paper: str
    summaries: bool  # known to us only from summaries of the paper
    chapters: tuple[str, ...]
    verdict: str
    why: str
    obstacles: str
    see: str
    figures: dict[str, Figure]

    @property
    def label(self) -> str:
        """Name the claim; a star says that it is known only from summaries."""
        return self.id + "*" * self.summaries


def read_claims(source: Path = SOURCE) -> list[Claim]:
    """Read the list of claims.

    Raises
    ------
    ValueError
        If an entry has unknown or missing parts, or two figures have one name.
    """
    claims = []
    for entry in yaml.safe_load(source.read_text("utf-8")):
        try:
            figures = {
                name: Figure(**{key: _lasting(part) for key, part in one.items()})
                for name, one in entry["figures"].items()
            }
            parts = {key: _lasting(part) for key, part in entry.items()} | {"figures": figures}
            claims.append(Claim(**parts))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{source.name}: {entry.get('id')}: {error}") from error
    names = [name for claim in claims for name in claim.figures]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"{source.name}: two figures are called {', '.join(sorted(twice))}")
    return claims


def _plain(number):
    return np.format_float_positional(number, trim="-").replace("-", "−")


def _lasting(value):
    return tuple(map(str, value)) if isinstance(value, list) else value


class Obtained:
    """The numbers that the chapters computed; `tables_of` gives the tables of a page."""

    def __init__(self, tables_of: Callable[[str], dict[str, str | dict]]) -> None:
        self._tables_of = cache(tables_of)
        self._table = cache(self._read)

    def _read(self, page, name):
        table = self._tables_of(page)[name]
        return read_table(table) if isinstance(table, str) else table

    def cell(self, page: str, table: str, row: str, column: str) -> Cell:
        """Read a cell of a table.

        Raises
        ------
        ValueError
            If there is no such table or cell, or it holds no number.
        """
        if table not in self._tables_of(page):
            raise ValueError(f"{page} has no table {table}")
        cells = self._table(page, table)
        if (row, column) not in cells:
            there = "; ".join(sorted({f"{r} / {c}" for r, c in cells}))
            raise ValueError(f"{page}, {table} has no {row} / {column}, but {there}")
        return read_cell(cells[row, column])

    def number(self, figure: Figure) -> str:
        """Write the number as the text of the book does: without spread, with chosen digits."""
        cell = self.cell(*figure.cell)
        text = cell.shown if figure.digits is None else f"{cell.value:.{figure.digits}f}"
        return minus(text)

    def whole(self, figure: Figure) -> str:
        """Write the number with its spread and its count."""
        cell = self.cell(*figure.cell)
        text = cell.text
        if figure.spread:
            text += f" ± {self.cell(*figure.spread).shown}"
        if figure.count:
            count = self.cell(*figure.count)
            text += f", n = {count.of or count.shown}"
        return minus(text)


def verdict(claim: Claim, obtained: Obtained) -> str:
    """Draw the verdict that the figures of a claim allow."""
    missed = {
        figure.tests
        for figure in claim.figures.values()
        if not figure.meets(obtained.cell(*figure.cell).value)
    }
    if not any(figure.tests == "claim" for figure in claim.figures.values()):
        return UNTESTED
    return NOT if "claim" in missed else LIMITS if "limit" in missed else HOLDS


def contradictions(claims: list[Claim], obtained: Obtained) -> list[str]:
    """List where a claim's verdict is not the one that its figures allow."""
    found = []
    for claim in claims:
        try:
            drawn = verdict(claim, obtained)
        except ValueError as error:
            found.append(f"{claim.id}: {error}")
            continue
        if drawn != claim.verdict:
            numbers = "; ".join(
                f"{figure.what}: {obtained.whole(figure)}, expected {figure.wanted()}"
                for figure in claim.figures.values()
                if figure.tests
            )
            found.append(f"{claim.id} is said to be {claim.verdict!r}, but {drawn!r}: {numbers}")
    return found
