"""How well a quantity can be read from features by a straight line in each of them.

Ridge regression (Hoerl and Kennard, Technometrics 12(1):55-67, 1970), always tested on samples
that it has not seen.

- `readout`, `Readout`: cross-validated R^2, its bootstrap interval, and error
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import real_array, whole_number
from .block_bootstrap import block_interval
from .folds import apart, random_folds, time_folds

PENALTIES = np.logspace(-2, 5, 8)
"""Penalties tried, on features with standard deviation 1."""


class Readout(NamedTuple):
    """What a cross-validated readout achieves; one number for each repeat.

    Attributes
    ----------
    r2 : ndarray [shape=(repeats,)]
        1 - sum (predicted - target)^2 / sum (target - mean target)^2, all samples of the repeat
        together: 1 at best, 0 for predicting the mean, below 0 for worse.
    error : ndarray [shape=(repeats,)], unit of the target
        Mean absolute error.
    predicted : ndarray [shape=(repeats, n)], unit of the target
        Each sample is predicted once in every repeat.
    target : ndarray [shape=(n,)]
    """

    r2: NDArray[np.float64]
    error: NDArray[np.float64]
    predicted: NDArray[np.float64]
    target: NDArray[np.float64]

    def r2_interval(self, *, block: int) -> tuple[float, float]:
        """Compute a 95 % interval of the mean R^2 by resampling blocks of samples.

        Parameters
        ----------
        block : int, samples
            As in `relu_spectrum.statistics.block_interval`: 1 for independent samples.

        Returns
        -------
        low, high : float
            How much R^2 depends on which samples there are; the fits stay as they are.

        Examples
        --------
        >>> x = np.random.default_rng(0).normal(size=(200, 3))
        >>> found = readout(x[:, :2], x @ [1, 1, 1])
        >>> print(np.round(found.r2_interval(block=1), 2))
        [0.55 0.7 ]
        """
        return block_interval(_mean_r2, self.predicted, self.target, block=block)


def _r2(predicted: NDArray, target: NDArray) -> NDArray:
    around_mean = np.sum((target - target.mean()) ** 2)
    return 1 - np.sum((predicted - target) ** 2, axis=-1) / around_mean


def _mean_r2(predicted: NDArray, target: NDArray) -> float:
    return _r2(predicted, target).mean()


def _ridge(penalty: float | NDArray):
    from sklearn.linear_model import Ridge  # not part of the base
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), Ridge(alpha=penalty, solver="svd"))


def _best_penalty(x: NDArray, y: NDArray, train: NDArray, gap: int) -> float:
    """Choose the penalty inside the training samples, by blocks of them."""
    error = np.zeros(PENALTIES.size)
    for test in np.array_split(train, 3):
        fitted = apart(train, test, gap)
        targets = np.repeat(y[fitted, None], PENALTIES.size, axis=1)  # one for each penalty
        found = _ridge(PENALTIES).fit(x[fitted], targets).predict(x[test])
        error += ((found - y[test, None]) ** 2).sum(axis=0)
    return PENALTIES[error.argmin()]


def readout(
    features: ArrayLike,
    target: ArrayLike,
    *,
    gap: int | None = None,
    n_folds: int = 5,
    repeats: int = 4,
    seed: int = 0,
) -> Readout:
    """Predict a target from features by ridge regression, each sample by a fit without it.

    Parameters
    ----------
    features : array-like [shape=(n, d)], real-valued
    target : array-like [shape=(n,)], real-valued
    gap : int, optional, samples
        For a recording, in order of time: test on blocks of time (`time_folds`) and leave out so
        many neighbours, at least as many as overlap, better as many as resemble each other.
        Without it the samples count as independent, and the parts are drawn at random.
    n_folds, repeats : int
        At least 2 and 1. The repeats share their samples, so their spread is not an error bar for
        other data: see `Readout.r2_interval`.
    seed : int
        Of the random folds.

    Returns
    -------
    Readout

    Raises
    ------
    TypeError, ValueError
        If the shapes do not fit, the target is constant, or there are too few samples.

    Notes
    -----
    The penalty is chosen anew inside each training set, with the same gap; scaling to standard
    deviation 1 is learned there, too.

    Examples
    --------
    >>> x = np.random.default_rng(0).normal(size=(200, 3))
    >>> found = readout(x, x @ [1, 2, 0] + 5)
    >>> print(found.r2.mean().round(3), found.predicted.shape)
    1.0 (4, 200)
    """
    x, y = real_array(features, "features"), real_array(target, "target")
    if x.ndim != 2 or y.shape != x.shape[:1]:
        raise ValueError(
            f"features and target must have the shapes (n, d) and (n,), not {x.shape} and {y.shape}"
        )
    n_folds = whole_number(n_folds, "n_folds", least=2)
    repeats = whole_number(repeats, "repeats", least=1)
    if gap is None:
        splits, gap = random_folds(len(y), n_folds=n_folds, repeats=repeats, seed=seed), 0
    else:
        gap = whole_number(gap, "gap", least=0)
        splits = time_folds(len(y), n_folds=n_folds, repeats=repeats, gap=gap)
    if len(y) < 10 * n_folds or np.ptp(y) == 0:
        raise ValueError(
            f"{n_folds} folds need at least {10 * n_folds} samples of a target that varies, not "
            f"{len(y)} with the standard deviation {y.std():g}"
        )
    from sklearn import config_context  # not part of the base

    predicted = np.empty((repeats, len(y)))
    with config_context(assume_finite=True, skip_parameter_validation=True):  # checked above
        for found, split in zip(predicted, splits, strict=True):
            for train, test in split:
                best = _best_penalty(x, y, train, gap)
                found[test] = _ridge(best).fit(x[train], y[train]).predict(x[test])
    return Readout(_r2(predicted, y), np.abs(predicted - y).mean(axis=1), predicted, y)
