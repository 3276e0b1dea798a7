"""The lines of a text file, and the cells of each.

- `lines_of`: decode a file
- `split`: cut its lines into cells

The rules are in `relu_spectrum.signals.csv_signals`.
"""

import codecs
import csv
import re
from collections.abc import Iterator

__all__ = ["lines_of", "split"]


def lines_of(content: bytes) -> list[str]:
    r"""Decode a file; blank lines at its end are left out.

    Raises
    ------
    ValueError
        If it is no text.

    Examples
    --------
    >>> lines_of(b"\xef\xbb\xbfecg\r\n0.5\n\n")
    ['ecg', '0.5']
    """
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:  # an older encoding: it may spell a name otherwise, but no number
        text = "\0" if wide else content.decode("latin-1")
    if "\0" in text:
        raise ValueError("not a table of numbers: it is no text")
    lines = [line.strip(" ") for line in re.split(r"\r?\r?\n|\r", text)]
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def split(lines: list[str], start: int, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Give the number, counted from 1, and the cells of each line from `start` on.

    Raises
    ------
    ValueError
        If a line is blank, has an open quote, or has not as many cells as the first.

    Examples
    --------
    >>> list(split(["# two", "ecg; ppg", '0,5;"1"'], 1, ";"))
    [(2, ['ecg', 'ppg']), (3, ['0,5', '1'])]
    """
    ended = (line + "\n" for line in lines[start:])
    reader = csv.reader(ended, delimiter=separator, skipinitialspace=True, strict=True)
    width, line = None, start
    try:
        for cells in reader:
            line += 1
            if not lines[line - 1].strip():
                raise ValueError(f"line {line} is blank: is a sample missing?")
            if reader.line_num + start != line:
                raise ValueError(f"line {line} has a quote that does not end")
            width = width or len(cells)
            if len(cells) != width:
                raise ValueError(
                    f"line {line} has {len(cells)} cells, and line {start + 1} has {width}"
                )
            yield line, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise ValueError(f"line {line + 1}: {error}") from None
