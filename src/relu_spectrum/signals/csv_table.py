"""Tables of numbers in text files.

- `read_table`: names, numbers, and the line of the file that each row comes from

The rules are in `relu_spectrum.signals.csv_signals`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .csv_cells import lines_of, split

__all__ = ["read_table"]

NUMBER = re.compile(r"[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)([eE][+-]?[0-9]+)?")
MISSING = re.compile(
    r"|[-–—?.*]+|#.*|<?n/?a>?|nan|null|none|nil|missing|true|false|[+-]?inf(inity)?", re.I
)
ERROR_SIGN = re.compile(r"(n/a|(div/0|value|ref|name|num|null|spill|calc)[!?]).*", re.I)
PLAIN = re.compile(r"[0-9.eE+-]*")
UNIT = re.compile(
    r"[(\['\"]?(s|sec|seconds|[num\u00b5\u03bc]s|[num\u00b5\u03bc]?[VAg]|adu|bpm|hz|m/s(\^?2|\u00b2)|%)[)\]'\"]?",
    re.I,
)
GROUPS = re.compile(r"[+-]?[1-9][0-9]{0,2}( [0-9]{3})+")
NUMBERS = re.compile(r"[0-9eE+\-.,;\t \"]*")
LIKE_NUMBER = re.compile(r"['(]?[-+−.,]*[0-9]")
QUOTES = "'\" "
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+")

Rows = list[tuple[int, list[str]]]  # the line of the file, counted from 1, and its cells


def read_table(path: str | Path) -> tuple[list[str] | None, NDArray[np.float64], list[int]]:
    r"""Read a table of numbers by rules 1 to 6 of `relu_spectrum.signals.csv_signals`.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    list of str or None
        The columns' names, if there is a line of them.
    ndarray [shape=(rows, columns)], float64
    list of int
        The line of each row, counted from 1.

    Raises
    ------
    ValueError
        If a rule is broken; the message names the line.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "x.csv")
    ...     _ = path.write_text("ecg;ppg\n0,5;1\n0,75;2\n")
    ...     print(*read_table(path))
    ['ecg', 'ppg'] [[0.5 1. ] [0.75 2. ]] [2, 3]
    """
    names, rows, separator = _table(lines_of(Path(path).read_bytes()))
    _refuse_numeric_names(names, rows)
    _refuse_commas(rows, separator)
    labels = names or [str(number) for number in range(1, len(rows[0][1]) + 1)]
    values = _plain(rows)
    if values is None:
        values = np.array([list(_numbers(line, cells, labels)) for line, cells in rows])
    return names, values, [line for line, _ in rows]


def _table(lines: list[str]) -> tuple[list[str] | None, Rows, str]:
    """Return names, rows and what separates their cells."""
    start = 0
    while start < len(lines) and (not lines[start].strip() or lines[start].startswith("#")):
        start += 1
    if start == len(lines):
        raise ValueError("not a table of numbers: it has no rows")
    first = start if NUMBERS.fullmatch(lines[start]) else start + 1  # names may hold any sign
    body = re.sub(r'"[^"]*"', "", "\n".join(lines[first:]))
    separator = next((sign for sign in ";\t, " if sign in body), "\x1f")
    rows = list(split(lines, start, separator))
    while len(rows[0][1]) > 1 and not any(cells[-1] for _, cells in rows):
        rows = [(line, cells[:-1]) for line, cells in rows]
    width, names = len(rows[0][1]), None
    for number, line in enumerate(lines[:start], 1):
        if line.startswith("#"):
            bare = line.lstrip("#")
            above = next(split([bare], 0, separator))[1] if bare.strip() else []
            names = above if len(above) == width else None
            if names and all(_is_value(cell) or ERROR_SIGN.fullmatch(cell) for cell in names):
                raise ValueError(f"line {number} begins with #, and may be a row or a comment")
    if _is_names([cells for _, cells in rows]):
        names = rows.pop(0)[1]
        if rows and all(map(UNIT.fullmatch, rows[0][1])):
            names = [
                f"{name.strip(QUOTES)} {unit.strip(QUOTES)}"
                for name, unit in zip(names, rows.pop(0)[1], strict=True)
            ]
    elif "" in (above := [line.strip() for line in lines[:start]]):
        raise ValueError(f"line {above.index('') + 1} is blank: is a sample missing?")
    if not rows:
        raise ValueError("not a table of numbers: it has names only")
    return names, rows, separator


def _is_value(cell: str) -> bool:
    return bool(NUMBER.fullmatch(cell) or MISSING.fullmatch(cell))


def _is_fraction(cell: str) -> bool:
    return any(sign in cell for sign in ".,eE")


def _is_names(rows: list[list[str]]) -> bool:
    first, *others = rows
    numbers = [bool(LIKE_NUMBER.match(cell)) for cell in first]
    if not any(numbers):
        return not all(map(_is_value, first))
    if first[0] == "" and all(numbers[1:]):  # an index of pandas above which no name stands
        return [cells[0] for cells in others] == [str(row) for row in range(len(others))]
    return False


def _refuse_numeric_names(names: list[str] | None, rows: Rows) -> None:
    line, first = rows[0]
    if names is not None or not all(cell.isdecimal() for cell in first):
        return
    if len(set(first)) < len(first):  # names would differ
        return
    counts = first == [str(column) for column in range(len(first))]
    columns = zip(*(row for _, row in rows[1:]), strict=True)
    if len(rows) > 1 and (counts or any(all(map(_is_fraction, column)) for column in columns)):
        raise ValueError(
            f"line {line} ({','.join(first)[:40]}) may hold names or samples: put a line of names "
            "above it, or instead of it"
        )


def _refuse_commas(rows: Rows, separator: str) -> None:
    """Refuse commas that may mean another thing than the decimal sign or the end of a cell."""
    cells = [(line, cell) for line, row in rows for cell in row]
    commas = [(line, cell) for line, cell in cells if "," in cell]
    if commas and any("." in cell for _, cell in cells):
        raise ValueError(
            f"line {commas[0][0]}: {commas[0][1][:40]!r} has a comma, and other numbers have points"
        )
    if commas and all(THOUSANDS.fullmatch(cell) for _, cell in commas):
        raise ValueError(
            f"line {commas[0][0]}: {commas[0][1]!r} may be a thousand or a decimal fraction: "
            "write it with a point, or without the comma"
        )
    if separator == " " and all(GROUPS.fullmatch(" ".join(row)) for _, row in rows):
        raise ValueError(
            f"line {rows[0][0]}: {' '.join(rows[0][1])!r} may be one number or several: separate "
            "the cells by semicolons"
        )
    halves = ((line, cell) for line, cell in cells if re.fullmatch(r"-?0[0-9]+|-0", cell))
    if separator != "," or any(_is_fraction(cell) for _, cell in cells):
        return
    half = next(halves, None)
    if half:
        raise ValueError(
            f"line {half[0]}: {half[1]!r} looks like part of a number with a decimal comma: "
            "separate the cells by semicolons, or write points"
        )


def _plain(rows: Rows) -> NDArray[np.float64] | None:
    """Read cells at once if `float` cannot take them otherwise than `_numbers` does."""
    cells = [cell for _, row in rows for cell in row]
    if not PLAIN.fullmatch("".join(cells)):
        return None
    try:
        values = np.array(list(map(float, cells))).reshape(len(rows), -1)
    except ValueError:
        return None
    return values if np.isfinite(values).all() else None


def _numbers(line: int, cells: list[str], labels: list[str]) -> Iterator[float]:
    for cell, label in zip(cells, labels, strict=True):
        number = float(cell.replace(",", ".")) if NUMBER.fullmatch(cell) else np.nan
        if not np.isfinite(number):
            missing = MISSING.fullmatch(cell)
            what = "is no sample: is one missing?" if missing else "is not a finite number"
            raise ValueError(f"line {line}, column {label}: {cell[:40]!r} {what}")
        yield number
