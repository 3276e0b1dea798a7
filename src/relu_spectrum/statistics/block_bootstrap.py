"""Intervals for numbers that come from successive, dependent samples.

Windows of a recording overlap, and what they measure changes slowly: n of them say as much as
n / tau independent ones, tau being the autocorrelation time. A bootstrap that draws single windows
gives intervals that are far too short; one that draws blocks of neighbours does not.

- `autocorrelation_time`: tau
- `block_interval`: a bootstrap interval that keeps neighbours together
"""

from collections.abc import Callable

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from .._checks import real_array, whole_number


def autocorrelation_time(x: ArrayLike) -> float:
    r"""Estimate how many successive samples say as much as one independent sample.

    :math:`\tau = 1 + 2 \sum_{k=1}^{K-1} \rho_k`, :math:`\rho_k` the autocorrelation at lag k, K
    the first lag at which it is not above zero.

    Parameters
    ----------
    x : array-like [shape=(n,)], real-valued
        In order of time, at least two samples that differ.

    Returns
    -------
    float, samples
        1 or more; near 1 for white noise, (1 + r) / (1 - r) for an AR(1) process with coefficient
        r > 0. An estimate from few times tau is rough.

    Raises
    ------
    TypeError, ValueError
        If x is not such an array.

    Notes
    -----
    Geyer, Practical Markov chain Monte Carlo, Stat. Sci. 7(4):473-483, 1992, treats this sum and
    where to cut it.

    Examples
    --------
    >>> round(autocorrelation_time(np.sin(np.arange(400) / 20)), 1)
    39.3
    """
    x = real_array(x, "x")
    if x.ndim != 1 or x.size < 2 or np.ptp(x) == 0:
        raise ValueError(f"x must be a list of samples that differ, not of the shape {x.shape}")
    centred = x - x.mean()
    product = scipy.signal.correlate(centred, centred)[x.size - 1 :]
    rho = product / product[0]
    return float(2 * rho[: np.argmax(rho <= 0)].sum() - 1)


def block_interval(
    statistic: Callable[..., float],
    *series: ArrayLike,
    block: int,
    resamples: int = 1999,
    seed: int = 0,
) -> tuple[float, float]:
    """Compute a 95 % percentile interval by the circular block bootstrap.

    Each resample strings together blocks that start at random, the end of the series followed by
    its start, and cuts them to n samples.

    Parameters
    ----------
    statistic : callable
        Takes as many arrays as there are series, of the same shapes, and returns a number.
    *series : array-like [shape=(..., n)], real-valued
        In order of time along the last axis. All are resampled alike, so pairs stay pairs.
    block : int, samples
        1 to n. About `autocorrelation_time` or longer; 1 is the ordinary bootstrap, for
        independent samples.
    resamples : int
        At least 100.
    seed : int

    Returns
    -------
    low, high : float

    Raises
    ------
    TypeError, ValueError
        If the series do not fit, or the statistic of a resample is not a finite number.

    Notes
    -----
    Politis and Romano, A circular block-resampling procedure for stationary data, in Exploring
    the Limits of Bootstrap, Wiley, 1992. From few blocks the interval is still somewhat short.

    Examples
    --------
    >>> x = np.repeat([0.0, 1.0, 0.0, 2.0, 1.0], 20)  # five values, twenty times each
    >>> [round(end, 1) for end in block_interval(np.mean, x, block=1)]
    [0.7, 0.9]
    >>> [round(end, 1) for end in block_interval(np.mean, x, block=20)]
    [0.2, 1.4]
    """
    arrays = [real_array(one, "series") for one in series]
    if not arrays or min(one.ndim for one in arrays) == 0:
        raise ValueError("block_interval needs at least one series with a time axis")
    lengths = {one.shape[-1] for one in arrays}
    if len(lengths) > 1:
        raise ValueError(f"all series must be equally long, not {sorted(lengths)} samples")
    (n,) = lengths
    block = whole_number(block, "block", least=1)
    resamples = whole_number(resamples, "resamples", least=100)
    if block > n:
        raise ValueError(f"block must be at most the length of the series, {n}, not {block}")
    draws = _circular_blocks(n, block, resamples, np.random.default_rng(seed))
    values = np.array([statistic(*(one[..., draw] for one in arrays)) for draw in draws])
    if values.shape != (resamples,) or not np.isfinite(values).all():
        raise ValueError("the statistic of a resample is not a finite number")
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def _circular_blocks(n: int, block: int, resamples: int, rng: np.random.Generator) -> NDArray:
    """Draw which samples each resample has [shape=(resamples, n)]."""
    starts = rng.integers(n, size=(resamples, -(-n // block), 1))
    return ((starts + np.arange(block)) % n).reshape(resamples, -1)[:, :n]
