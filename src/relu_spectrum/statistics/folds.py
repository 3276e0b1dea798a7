"""Which samples are tested when, and on which others a fit is made before.

- `random_folds`: of independent samples
- `time_folds`: of a recording
- `apart`: what is far enough from the test samples
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Split = Sequence[tuple[NDArray[np.intp], NDArray[np.intp]]]


def random_folds(n: int, *, n_folds: int, repeats: int, seed: int = 0) -> Iterator[Split]:
    """Split independent samples at random, several times.

    Parameters
    ----------
    n, n_folds, repeats : int
        Samples, parts of each split, splits.
    seed : int

    Yields
    ------
    tuple of (ndarray, ndarray)
        For each part the training and the test samples.
    """
    from sklearn.model_selection import RepeatedKFold  # not part of the base

    folds = RepeatedKFold(n_splits=n_folds, n_repeats=repeats, random_state=seed).split(range(n))
    return zip(*[folds] * n_folds, strict=True)


def time_folds(n: int, *, n_folds: int, repeats: int, gap: int) -> Iterator[Split]:
    """Split a recording into blocks of time, several times, with the borders elsewhere.

    Parameters
    ----------
    n, n_folds, repeats : int
        Samples in order of time, blocks of each split, splits. The first block may go on at the
        other end of the recording.
    gap : int, samples
        So many samples before and after each test sample are not trained on.

    Yields
    ------
    list of (ndarray, ndarray)
        For each block the training and the test samples.

    Examples
    --------
    >>> for train, test in next(time_folds(8, n_folds=2, repeats=1, gap=1)):
    ...     print(train, test)
    [5 6 7] [0 1 2 3]
    [0 1 2] [4 5 6 7]
    """
    at = np.arange(n)
    for repeat in range(repeats):
        block = ((at + repeat * n // (n_folds * repeats)) * n_folds // n) % n_folds
        tests = [np.flatnonzero(block == i) for i in range(n_folds)]
        yield [(apart(at, test, gap), test) for test in tests]


def apart(train: NDArray, test: NDArray, gap: int) -> NDArray:
    """Return the training samples that are more than `gap` away from every test sample."""
    return train[~np.isin(train, test[:, None] + np.arange(-gap, gap + 1))]
