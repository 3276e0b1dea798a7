"""What a ReLU added to each channel: numbers to count channels by.

- `added_dc`: by how much it raised the mean
- `unlike_input`: share of the output that is no scaled copy of the input; for any signal
- `new_line_share`: share of the output in lines that the network's own input did not have; for
  periodic signals
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import positive, real_array
from .lines import amplitude_spectrum


def _before_and_after(before: ArrayLike, after: ArrayLike) -> tuple[NDArray, NDArray]:
    before, after = real_array(before, "before"), real_array(after, "after")
    if before.shape != after.shape or before.ndim == 0:
        raise ValueError(
            f"before and after must have the same shape (..., time), not {before.shape} and "
            f"{after.shape}"
        )
    return before, after


def _ratio(part: NDArray, whole: NDArray) -> NDArray[np.float64]:
    """Divide where there is something, NaN elsewhere."""
    return np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)


def added_dc(before: ArrayLike, after: ArrayLike) -> NDArray[np.float64]:
    """Compute how much DC each ReLU added.

    (mean(after) - mean(before)) / std(before), over time.

    Parameters
    ----------
    before, after : array-like [shape=(..., time)], real-valued
        Input and output of the ReLU.

    Returns
    -------
    ndarray [shape=(...)]
        0 where nothing is clipped, 0.45 for a tone without bias; NaN for a constant input.

    Raises
    ------
    TypeError, ValueError
        If the shapes differ.

    Examples
    --------
    >>> x = np.cos(2 * np.pi * np.arange(64) / 64)
    >>> added_dc([x, x + 1], np.maximum([x, x + 1], 0)).round(2)
    array([0.45, 0.  ])
    """
    before, after = _before_and_after(before, after)
    return _ratio(after.mean(-1) - before.mean(-1), before.std(-1))


def unlike_input(before: ArrayLike, after: ArrayLike) -> NDArray[np.float64]:
    """Compute the share of each output's power that is no scaled copy of the input.

    1 - rho^2, rho the correlation of before and after over time: what remains of the output,
    beside DC, when the best multiple of the input is subtracted.

    Parameters
    ----------
    before, after : array-like [shape=(..., time)], real-valued
        Input and output of the ReLU.

    Returns
    -------
    ndarray [shape=(...)]
        0 where nothing is clipped, 0.16 for a tone without bias, near 1 where only rare peaks
        pass; NaN where the output is constant.

    Raises
    ------
    TypeError, ValueError
        If the shapes differ.

    Examples
    --------
    >>> x = np.cos(2 * np.pi * np.arange(64) / 64)
    >>> unlike_input([x, x + 1], np.maximum([x, x + 1], 0)).round(2) + 0.0
    array([0.16, 0.  ])
    """
    before, after = _before_and_after(before, after)
    x = before - before.mean(-1, keepdims=True)
    y = after - after.mean(-1, keepdims=True)
    both = (x * y).sum(-1)
    return np.maximum(1 - _ratio(both**2, (x**2).sum(-1) * (y**2).sum(-1)), 0)


def new_line_share(x: ArrayLike, *, sample_rate: float, tones: ArrayLike) -> NDArray[np.float64]:
    """Compute the share of power in lines that the network's own input did not have.

    Parameters
    ----------
    x : array-like [shape=(..., time)], real-valued
        A signal inside the network, for an input of `tones`; all of them fill whole periods.
    sample_rate : float, Hz
        Of x. Tones above half of it have been folded by pooling, and are looked for where they
        fold to: a linear network makes no other lines.
    tones : array-like [shape=(n,)], Hz

    Returns
    -------
    ndarray [shape=(...)]
        Of the power beside DC, 0 to 1; NaN where x is constant.

    Raises
    ------
    TypeError, ValueError
        If a tone does not fill whole periods.

    Examples
    --------
    >>> x = np.cos(2 * np.pi * 4 * np.arange(64) / 64)
    >>> print(new_line_share(np.maximum(x, 0), sample_rate=64.0, tones=[4.0]).round(2))
    0.17
    """
    spectrum = amplitude_spectrum(x, sample_rate=sample_rate)
    sample_rate, tones = positive(sample_rate, "sample_rate"), real_array(tones, "tones")
    turns = np.remainder(tones / sample_rate, 1)
    bins = np.minimum(turns, 1 - turns) * np.shape(x)[-1]
    known = np.rint(bins).astype(int)
    if np.abs(bins - known).max() > 1e-6:
        raise ValueError(
            f"the tones {tones} Hz do not fill whole periods of {np.shape(x)[-1]} samples"
        )
    power = spectrum.power
    power[..., 0] = 0
    total = power.sum(-1)
    total = np.where(
        total > 1e-20 * np.mean(np.square(x), axis=-1), total, 0
    )  # rounding is no power
    power[..., known] = 0
    return _ratio(power.sum(-1), total)
