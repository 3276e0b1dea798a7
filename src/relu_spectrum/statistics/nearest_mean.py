"""Classes of tones, and how well one number per tone tells them apart.

The paper's classes are tones at 3, 5 and 10 Hz whose frequencies scatter normally by 0.1 Hz. Here
they are laid out at fixed quantiles of the normal distribution, so that a measurement does not
depend on chance. The nearest-mean rule gives a number to the class whose mean is nearest to it; its
decision boundaries are halfway between neighbouring means. It has no parameters beyond the means,
so its accuracy says what the numbers hold, not what a trained network makes of them.

- `normal_quantiles`, `class_frequencies`: the classes
- `nearest_mean`, `accuracy`: the rule, and how often it is right
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from .._checks import not_negative, real_array, whole_number
from ..paper import CENTRES, SPREAD

TIE = 1e-9  # of the largest mean: distances that differ by less are equal


def normal_quantiles(count: int) -> NDArray[np.float64]:
    """Compute the quantiles (k + 1/2) / count of the standard normal distribution.

    Parameters
    ----------
    count : int
        At least 1.

    Returns
    -------
    ndarray [shape=(count,)]
        Ascending, and symmetric about 0.

    Raises
    ------
    TypeError, ValueError
        If count is no whole number of at least 1.

    Examples
    --------
    >>> normal_quantiles(3).round(4)
    array([-0.9674,  0.    ,  0.9674])
    """
    count = whole_number(count, "count", least=1)
    return ndtri((np.arange(count) + 0.5) / count)


def class_frequencies(
    centres: ArrayLike = CENTRES, *, spread: float = SPREAD, count: int = 128
) -> NDArray[np.float64]:
    """Lay out the frequencies of classes: each centre plus spread times the normal quantiles.

    Parameters
    ----------
    centres : array-like [shape=(classes,)], Hz, optional
        The paper's 3, 5 and 10 Hz by default.
    spread : float, Hz, optional
        The standard deviation in each class, zero or more; the paper's 0.1 Hz by default.
    count : int, optional
        Tones in each class, at least 1.

    Returns
    -------
    ndarray [shape=(classes, count)], Hz

    Raises
    ------
    TypeError, ValueError
        For a negative spread, a count below 1, or something not real and finite.

    Examples
    --------
    >>> class_frequencies(count=3).round(3)
    array([[ 2.903,  3.   ,  3.097],
           [ 4.903,  5.   ,  5.097],
           [ 9.903, 10.   , 10.097]])
    """
    centres = real_array(centres, "centres")
    return np.add.outer(centres, not_negative(spread, "spread") * normal_quantiles(count))


def nearest_mean(values: ArrayLike, means: ArrayLike) -> NDArray[np.intp]:
    """Give each value to the class whose mean is nearest.

    Parameters
    ----------
    values : array-like [shape=(..., n)], real-valued
        One number for each thing to classify.
    means : array-like [shape=(..., classes)], real-valued
        The class means; leading axes as in `values`.

    Returns
    -------
    ndarray of int [shape=(..., n)]
        The place of the class. Distances that differ by less than 1e-9 of the largest |mean| count
        as equal, and the first class gets the value: rounding must not decide.

    Raises
    ------
    TypeError, ValueError
        If something is not real and finite.

    Examples
    --------
    >>> nearest_mean([0.1, 0.9, 2.4], means=[0, 1, 2])
    array([0, 1, 2])
    """
    values, means = real_array(values, "values"), real_array(means, "means")
    distance = np.abs(values[..., :, np.newaxis] - means[..., np.newaxis, :])
    tie = TIE * np.abs(means).max(axis=-1)[..., np.newaxis, np.newaxis]
    return np.argmax(distance <= distance.min(axis=-1, keepdims=True) + tie, axis=-1)


def accuracy(values: ArrayLike, *, means: ArrayLike | None = None) -> float | NDArray[np.float64]:
    """Compute the share of values that the nearest-mean rule gives to their own class.

    Parameters
    ----------
    values : array-like [shape=(..., classes, n)], real-valued
        n values of each class.
    means : array-like [shape=(..., classes)], real-valued, optional
        The class means that the rule goes by. By default those of `values`: then the rule is tried
        on the very numbers that set it, which is no test.

    Returns
    -------
    float or ndarray [shape=(...)]
        From 0 to 1. Guessing gives 1 / classes.

    Raises
    ------
    TypeError, ValueError
        If values has fewer than two axes, or something is not real and finite.

    Examples
    --------
    >>> print(accuracy([[0.0, 0.1], [1.0, 0.3], [2.0, 2.1]]).round(4))
    0.8333
    """
    values = real_array(values, "values")
    if values.ndim < 2:
        raise ValueError("values must have an axis of classes and one of values, as its last two")
    means = values.mean(axis=-1) if means is None else real_array(means, "means")
    classes, n = values.shape[-2:]
    found = nearest_mean(values.reshape(*values.shape[:-2], classes * n), means)
    return (found == np.repeat(np.arange(classes), n)).mean(axis=-1)[()]
