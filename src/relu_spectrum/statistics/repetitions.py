"""Many repetitions of a training in numbers: their mean, and how far they spread.

- `by_repetition`: one quantity of one arm as an array, a row for each repetition
- `centre_and_spread`: mean and standard deviation, of the values or of their logarithms
- `final_values`: mean ± standard deviation and count at one epoch, as a table
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import real_array

if TYPE_CHECKING:
    import pandas

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def by_repetition(frame: "pandas.DataFrame", arm: str, value: str) -> NDArray[np.float64]:
    """Pick one quantity of one arm.

    Parameters
    ----------
    frame : DataFrame
        With the columns arm, repetition and epoch, as `relu_spectrum.dc_experiment.load` gives it.
    arm, value : str
        The arm, and the column to pick.

    Returns
    -------
    ndarray [shape=(repetitions, epochs + 1)]
        Ordered by repetition and epoch, so that rows of two arms are pairs.

    Raises
    ------
    ValueError
        If there is no such arm or column, or an epoch of a repetition is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {"arm": "relu", "repetition": [0, 0, 1, 1], "epoch": [0, 1] * 2, "loss": [4, 2, 3, 1]}
    ... )
    >>> by_repetition(frame, "relu", "loss")
    array([[4., 2.],
           [3., 1.]])
    """
    if value not in frame.columns:
        raise ValueError(f"there is no column {value!r}; there are {', '.join(frame.columns)}")
    own = frame[frame["arm"] == arm]
    if own.empty:
        raise ValueError(f"there is no arm {arm!r}; there are {', '.join(frame['arm'].unique())}")
    table = own.pivot(index="repetition", columns="epoch", values=value).sort_index(axis=1)
    if table.isna().any(axis=None):
        raise ValueError(f"{value} of {arm} is missing in some epochs of some repetitions")
    return table.to_numpy(dtype=float)


def centre_and_spread(
    values: ArrayLike, *, log: bool = False
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Compute the mean over repetitions, and one standard deviation to either side.

    Parameters
    ----------
    values : array-like [shape=(repetitions, ...)], real-valued
        At least two repetitions.
    log : bool, optional
        Take the mean and the standard deviation of the logarithms: the geometric mean, divided and
        multiplied by one factor. For quantities above zero that spread over orders of magnitude,
        on a logarithmic axis, where mean minus deviation could fall below zero.

    Returns
    -------
    low, centre, high : ndarray [shape=(...)]
        The standard deviation is that of a sample (divided by repetitions - 1).

    Raises
    ------
    TypeError, ValueError
        For bad values, a single repetition, or logarithms of what is not above zero.

    Examples
    --------
    >>> [part.round(3).tolist() for part in centre_and_spread([[1.0], [3.0]])]
    [[0.586], [2.0], [3.414]]
    >>> [part.round(3).tolist() for part in centre_and_spread([[1.0], [100.0]], log=True)]
    [[0.385], [10.0], [259.546]]
    """
    values = real_array(values, "values")
    if values.ndim == 0 or len(values) < 2:
        raise ValueError(
            f"a spread needs at least two repetitions, not values of the shape {values.shape}"
        )
    if log and values.min() <= 0:
        raise ValueError(f"values must be above 0 for their logarithms, not {values.min():g}")
    values = np.log(values) if log else values
    centre, spread = values.mean(axis=0), values.std(axis=0, ddof=1)
    parts = (centre - spread, centre, centre + spread)
    return tuple(np.exp(part) for part in parts) if log else parts


def final_values(
    frame: "pandas.DataFrame",
    arms: Mapping[str, str],
    values: Collection[str],
    *,
    epoch: int | None = None,
    digits: int = 3,
) -> "pandas.DataFrame":
    """Tabulate means and standard deviations over repetitions.

    Parameters
    ----------
    frame : DataFrame
        As in `by_repetition`.
    arms : mapping of str to str
        Arms and their titles, in the order of the table.
    values : collection of str
        Columns of the frame.
    epoch : int, optional
        The last one by default.
    digits : int, optional
        Significant digits of the means; the deviation has as many decimal places.

    Returns
    -------
    DataFrame
        A row for each title: "mean ± standard deviation" of each value, and the count.

    Raises
    ------
    ValueError
        As in `by_repetition`, or if there is no such epoch.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {"arm": "relu", "repetition": [0, 1], "epoch": 60, "loss": [2e-5, 4e-5]}
    ... )
    >>> final_values(frame, {"relu": "ReLU"}, ["loss"], digits=2)["loss"]["ReLU"]
    '(3.0 ± 1.4) × 10⁻⁵'
    """
    epoch = frame["epoch"].max() if epoch is None else epoch
    at = frame[frame["epoch"] == epoch]
    if at.empty:
        raise ValueError(f"there is no epoch {epoch}; there are 0 to {frame['epoch'].max()}")
    rows = {}
    for arm, title in arms.items():
        columns = {value: by_repetition(at, arm, value)[:, 0] for value in values}
        rows[title] = {value: _written(column, digits) for value, column in columns.items()}
        rows[title]["repetitions"] = len(next(iter(columns.values())))
    import pandas as pd  # not part of the base

    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("arm")


def _written(values: NDArray[np.float64], digits: int) -> str:
    """Write mean ± standard deviation to the same decimal place."""
    if not values.any():
        return "0"
    mean, spread = values.mean(), values.std(ddof=1) if values.size > 1 else np.nan
    size = int(np.floor(np.log10(abs(mean))))
    if -3 <= size < digits:
        places = max(0, digits - 1 - size)
        return f"{mean:.{places}f} ± {spread:.{places}f}"
    both = (f"{part / 10.0**size:.{digits - 1}f}" for part in (mean, spread))
    return f"({' ± '.join(both)}) × 10{str(size).translate(RAISED)}"
