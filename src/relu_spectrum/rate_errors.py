"""Errors of heart rates, always with spread and count.

- `rate_errors`: one row of a table
"""

import numpy as np
from numpy.typing import ArrayLike

from ._checks import real_array


def rate_errors(found: ArrayLike, true: ArrayLike) -> dict[str, float]:
    """Compare heart rates with the true ones.

    Parameters
    ----------
    found, true : array-like [shape=(n,)], bpm

    Returns
    -------
    dict of str to float
        In this order: ``count``, how many; ``bias, bpm``, the mean of found - true; ``MAE, bpm``,
        the mean distance, and ``spread, bpm``, its standard deviation; ``within 5 bpm, %`` and
        ``within 10 bpm, %``, how many are that close.

    Raises
    ------
    TypeError, ValueError
        If the two are not equally long lists of finite numbers.

    Examples
    --------
    >>> rate_errors([60, 68, 90], [60, 60, 100])["MAE, bpm"]
    6.0
    """
    found, true = real_array(found, "found"), real_array(true, "true")
    if found.ndim != 1 or found.shape != true.shape:
        raise ValueError(
            f"found and true must be equally long lists, not {found.shape} and {true.shape}"
        )
    error = found - true
    size = np.abs(error)
    return {
        "count": error.size,
        "bias, bpm": float(error.mean()),
        "MAE, bpm": float(size.mean()),
        "spread, bpm": float(size.std()),
        "within 5 bpm, %": float(100 * np.mean(size <= 5)),
        "within 10 bpm, %": float(100 * np.mean(size <= 10)),
    }
