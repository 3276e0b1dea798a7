"""Signals in text files: a table of numbers, a row a sample and a column a channel.

- `read_csv`: the samples, and the sample rate if a column of times says it

No sample is lost or invented. Where a table can be read in two ways it is refused, and the error
names the line. The rules:

1. Text is UTF-8, or UTF-16 with its byte order mark. Lines end in LF, CR LF or CR.
2. A line is a row. Blank lines may end the file, and may stand above a line of names; nowhere else.
3. Lines that begin with ``#`` are comments if they stand above all others and are no row of numbers
   or error signs (``#N/A,2`` is one). The last may hold the names.
4. Cells are separated by the first of semicolon, tab, comma and spaces that the rows hold, and may
   stand in double quotes. All rows have as many cells. A last column of empty cells is none.
5. A cell is a number with a decimal point, or a decimal comma in the whole table. Nothing else is:
   no missing value, infinity, thousands sign, unit or date.
6. The first row holds the names if none of its cells begins like a number. Names that are numbers
   cannot be told from samples: a first row ``0,1,...``, as pandas writes it, is refused, and one
   of different whole numbers where a column has none below. A second row in which every cell is
   a unit ("mV", "(s)") belongs to the names.
7. The first column counts rows, and is no channel, if its name is empty, "Unnamed: 0" or "index".
   If the count has a gap, a row is missing: refused.
8. A column named t, ...time, ...timestamp, ...zeit, temps, tiempo, tijd or millis is no channel
   beside others. If it does not rise, or its longest step is twice the shortest, a row may be
   missing: refused. With a unit in its name ("time (s)", "t_ms") it tells the sample rate.
9. Without names, a first column that counts or rises evenly is refused.
"""

import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .csv_table import read_table

__all__ = ["read_csv"]

COUNTER = re.compile(r"|index|unnamed: [0-9.]+", re.I)
UNITS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("ms", "msec", "millis", "milliseconds"), 1e-3),
    **dict.fromkeys(("us", "µs", "μs", "usec", "micros", "microseconds"), 1e-6),
    **dict.fromkeys(("ns", "nanoseconds"), 1e-9),
}
NAMED_UNIT = f"[ _/(\\[]+({'|'.join(UNITS)})[)\\]]?"
TIME = re.compile(
    rf"(t|.*time(stamp)?|.*zeit|temps|tiempo|tijd)({NAMED_UNIT})?"
    r"|.*time(stamp)?[ _]?[(\[].*|seconds|millis",
    re.I,
)


def read_csv(path: str | Path) -> tuple[NDArray[np.float64], float | None]:
    r"""Read a table of numbers by the rules of this module.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    ndarray [shape=(time,) or (channels, time)], float64
    float or None
        The sample rate in Hz, if there is a column of times with a unit.

    Raises
    ------
    ValueError
        If a rule is broken; the message names the line.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "x.csv")
    ...     _ = path.write_text("t_ms;ecg\n0;0,5\n4;0,75\n8;0,25\n")
    ...     print(*read_csv(path))
    [0.5  0.75 0.25] 250.0
    """
    channels, rate = _channels(*read_table(path))
    return channels.T[0] if channels.shape[1] == 1 else channels.T, rate


def _channels(
    names: list[str] | None, values: NDArray, lines: list[int]
) -> tuple[NDArray, float | None]:
    """Leave out columns that count rows or tell the time."""
    if names is None:
        if values.shape[1] > 1 and _counts(values[:, 0]):
            raise ValueError(
                "column 1 counts rows or tells the time, and there are no names: put a line of "
                "names above (index and time are no channels)"
            )
        return values, None
    while len(names) > 1 and COUNTER.fullmatch(names[0]):
        gaps = np.flatnonzero(np.diff(values[:, 0]) != 1)
        if gaps.size:
            raise ValueError(
                f"line {lines[gaps[0] + 1]}: the first column, {names[0]!r}, does not count rows "
                f"one by one: {values[gaps[0], 0]:g} and then {values[gaps[0] + 1, 0]:g}"
            )
        names, values = names[1:], values[:, 1:]
    times = [TIME.fullmatch(name.strip("'\" ")) if len(names) > 1 else None for name in names]
    rates = [
        _rate(name, column, lines, UNITS.get((time[4] or "").lower()))
        for name, time, column in zip(names, times, values.T, strict=True)
        if time
    ]
    if all(times):
        raise ValueError(f"there are only times: {', '.join(names)}")
    known = [rate for rate in rates if rate is not None]
    return values[:, [not time for time in times]], known[0] if known else None


def _counts(values: NDArray) -> bool:
    if values.size > 1 and (values - np.arange(values.size) == min(max(values[0], 0), 1)).all():
        return True
    steps = np.diff(values)
    return values.size > 3 and not _uneven(steps)


def _uneven(steps: NDArray) -> bool:
    """Say whether a row may be missing: two steps are never shorter than twice the shortest."""
    return bool(steps.min() <= 0 or steps.max() > 1.99 * steps.min())


def _rate(name: str, times: NDArray, lines: list[int], unit: float | None) -> float | None:
    steps = np.diff(times)
    if not steps.size:
        return None
    if _uneven(steps):
        odd = steps.argmin() if steps.min() <= 0 else steps.argmax()
        raise ValueError(
            f"line {lines[odd + 1]}: {name} goes on by {steps[odd]:g}, and elsewhere by "
            f"{np.median(steps):g}: is a row missing?"
        )
    return None if unit is None else float(f"{1 / (steps.mean() * unit):.9g}")
