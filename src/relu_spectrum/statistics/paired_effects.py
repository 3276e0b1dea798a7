"""How two arms of an experiment differ, repetition by repetition.

The same repetition has the same data, start weights and batches in every arm. So arms are compared
in pairs: what all arms of a repetition share cancels, and what is left is the arm.

- `paired_effect`: difference and ratio with bootstrap intervals, and how often the order holds
- `with_interval`: a number and its interval, in words
"""

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from .._checks import real_array


@dataclass(frozen=True)
class Effect:
    """By how much b is above a.

    Attributes
    ----------
    count : int
        Pairs.
    holds : int
        Pairs with a < b.
    difference : float
        Mean of b - a.
    difference_interval : (float, float)
        Its 95 % bootstrap interval.
    standardised : float
        Mean of b - a over its standard deviation (Cohen's d of paired samples).
    ratio : float
        Geometric mean of b / a.
    ratio_interval : (float, float)
        Its 95 % bootstrap interval.
    """

    count: int
    holds: int
    difference: float
    difference_interval: tuple[float, float]
    standardised: float
    ratio: float
    ratio_interval: tuple[float, float]


def paired_effect(a: ArrayLike, b: ArrayLike, *, resamples: int = 9999, seed: int = 0) -> Effect:
    """Compare pairs of positive quantities.

    Parameters
    ----------
    a, b : array-like [shape=(n,)], real-valued
        Above zero; a[i] and b[i] belong to the same repetition. At least three pairs.
    resamples : int, optional
        Bootstrap samples of pairs.
    seed : int, optional
        Of the resampling: the same numbers at every call.

    Returns
    -------
    Effect
        The intervals are bias-corrected and accelerated (BCa) ones. They say how sure the means
        are, given this many repetitions, not how far single repetitions spread.

    Raises
    ------
    TypeError, ValueError
        If a and b are not such arrays, or all pairs differ by the same amount or factor.

    Notes
    -----
    Efron, Better bootstrap confidence intervals, J. Am. Stat. Assoc. 82, 1987;
    `scipy.stats.bootstrap`.

    Examples
    --------
    >>> effect = paired_effect([1.0, 2.0, 4.0, 3.0], [2.1, 4.0, 7.5, 6.6])
    >>> effect.holds, round(effect.ratio, 2), [round(end, 2) for end in effect.ratio_interval]
    (4, 2.04, [1.91, 2.15])
    """
    a, b = real_array(a, "a"), real_array(b, "b")
    if a.ndim != 1 or a.shape != b.shape or a.size < 3:
        raise ValueError(f"a and b must be at least three pairs, not {a.shape} and {b.shape}")
    if min(a.min(), b.min()) <= 0:
        raise ValueError(f"a and b must be above 0, not {min(a.min(), b.min()):g}")
    change, factor = b - a, np.log(b / a)
    for name, x in (("amount", change), ("factor", factor)):
        if np.ptp(x) <= 1e-12 * np.abs(x).max():
            raise ValueError(f"all pairs differ by the same {name}: there is no spread to judge by")
    low, high = np.exp(_interval(factor, resamples, seed))
    return Effect(
        count=a.size,
        holds=int((a < b).sum()),
        difference=float(change.mean()),
        difference_interval=_interval(change, resamples, seed),
        standardised=float(change.mean() / change.std(ddof=1)),
        ratio=float(np.exp(factor.mean())),
        ratio_interval=(float(low), float(high)),
    )


def with_interval(value: float, interval: tuple[float, float]) -> str:
    """Write a number with its interval, as tables show it.

    Parameters
    ----------
    value : float
    interval : (float, float)

    Returns
    -------
    str
        Two decimals each; a dash between the bounds, or "to" where it could be taken for a minus.

    Examples
    --------
    >>> with_interval(4.256, (4.08, 4.43)), with_interval(-0.03, (-0.05, -0.01))
    ('4.26 (4.08–4.43)', '-0.03 (-0.05 to -0.01)')
    """
    low, high = interval
    between = " to " if low < 0 else "–"
    return f"{value:.2f} ({low:.2f}{between}{high:.2f})"


def _interval(x: NDArray[np.float64], resamples: int, seed: int) -> tuple[float, float]:
    """95 % BCa interval of the mean."""
    found = scipy.stats.bootstrap(
        (x,), np.mean, n_resamples=resamples, rng=np.random.default_rng(seed)
    ).confidence_interval
    return float(found.low), float(found.high)
