"""Errors of heart rates, always with spread and count.

- `rate_errors`: one row of a table
- `compared_errors`: one row of a table that compares with a reference, with an interval
"""

import numpy as np
from numpy.typing import ArrayLike

from .._checks import real_array
from .block_bootstrap import block_interval
from .paired_effects import with_interval


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


def compared_errors(
    found: ArrayLike, true: ArrayLike, reference: ArrayLike, *, block: int
) -> dict[str, str]:
    """Write errors down, and by how much they exceed those of a reference.

    Parameters
    ----------
    found : array-like [shape=(n,) or (draws, n)], bpm
        In order of time; several draws are averaged window by window.
    true, reference : array-like [shape=(n,)], bpm
    block : int, windows
        As in `relu_spectrum.statistics.block_bootstrap.block_interval`: 1 for independent windows.

    Returns
    -------
    dict of str to str
        ``bias, bpm``, the mean of found - true; ``MAE, bpm``, the mean absolute error; ``extra
        MAE, bpm``, that less the reference's, with its 95 % interval over windows.

    Raises
    ------
    TypeError, ValueError
        If the shapes do not fit.

    Examples
    --------
    >>> compared_errors([61, 60, 63, 58], [60] * 4, [60, 60, 61, 61], block=1)
    {'bias, bpm': '0.5', 'MAE, bpm': '1.5', 'extra MAE, bpm': '1.00 (0.25–1.75)'}
    """
    found, true = real_array(found, "found"), real_array(true, "true")
    reference = real_array(reference, "reference")
    if true.ndim != 1 or reference.shape != true.shape or found.shape[-1:] != true.shape:
        raise ValueError(
            "found, true and reference must have the shapes (..., n), (n,) and (n,), not "
            f"{found.shape}, {true.shape} and {reference.shape}"
        )
    error = np.atleast_2d(found - true)
    size = np.abs(error).mean(axis=0)
    extra = size - np.abs(reference - true)
    bias = round(float(error.mean()), 1) + 0.0  # never -0.0
    interval = block_interval(np.mean, extra, block=block)
    return {
        "bias, bpm": f"{bias:.1f}",
        "MAE, bpm": f"{size.mean():.1f}",
        "extra MAE, bpm": with_interval(extra.mean(), interval),
    }
