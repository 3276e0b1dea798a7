"""What readers find in the pooled features of untrained convolutions.

Training all weights for a number of epochs asks two things at once: whether the features tell the
classes apart, and whether their differences are large enough to be learnt in that time. A reader
asks only the first. Before reading, the features are whitened: turned, shifted and scaled so that
they are uncorrelated and have variance 1. That takes their size away, and nothing else.

The readers, in `READERS`:

- linear: Fisher's linear discriminant, whose decision boundaries are flat
- quadratic: the same with a normal distribution of its own for each class
- neighbours: the vote of the five nearest training signals
- dense: the network's own dense layers, trained on the features

and the functions:

- `whitened`: features without their size
- `reader_accuracy`: the shares of fresh signals that readers put into the right class
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import real_array
from .arms import Arm
from .dense import train_dense
from .pooled import start_features
from .settings import Settings

ROUNDING = 1e-5  # of the largest singular value: less is rounding of float32

READERS = ("linear", "quadratic", "neighbours", "dense")


def whitened(known: ArrayLike, fresh: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Make features uncorrelated, with mean 0 and variance 1.

    Parameters
    ----------
    known, fresh : array_like [shape=(n, d), (m, d)], real-valued
        The map is found on the first and used on both.

    Returns
    -------
    ndarray [shape=(n, r)], ndarray [shape=(m, r)]
        r is the number of directions in which `known` varies by more than rounding: by more than
        1e-5 of the most varying one.

    Raises
    ------
    TypeError, ValueError
        If something is not real and finite, or known does not vary.

    Examples
    --------
    >>> known, fresh = whitened([[0, 5], [2, 5], [4, 5]], [[2, 5]])
    >>> known.shape, known.var().round(9), fresh.round(9) + 0.0
    ((3, 1), np.float64(1.0), array([[0.]]))
    """
    known, fresh = real_array(known, "known"), real_array(fresh, "fresh")
    mean = known.mean(axis=0)
    _, size, directions = np.linalg.svd(known - mean, full_matrices=False)
    if not size[0]:
        raise ValueError("known must vary: all its rows are equal")
    keep = size > ROUNDING * size[0]
    change = directions[keep].T * np.sqrt(len(known)) / size[keep]
    return (known - mean) @ change, (fresh - mean) @ change


def reader_accuracy(
    arm: Arm,
    repetition: int,
    readers: Iterable[str] = ("linear",),
    settings: Settings | None = None,
    **tones,
) -> dict[str, float]:
    """Fit readers to the features before training, and try them on fresh signals.

    Parameters
    ----------
    arm, repetition, settings
        As in `pooled.start_features`; the epochs are those of the reader "dense".
    readers : iterable of str, optional
        Names of `READERS`.
    **tones
        As in `data.draw`, for training and test signals.

    Returns
    -------
    dict of str to float
        For each reader the share of the test signals that it puts into their class, 0 to 1;
        guessing gives 1/3.

    Raises
    ------
    TypeError, ValueError
        For an unknown reader, a bad number, or an arm without features.

    Notes
    -----
    Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7(2), 1936.
    The quadratic discriminant adds 0.001 to each class's variances: tones of one frequency fill
    fewer dimensions than the features have.

    Examples
    --------
    >>> from relu_spectrum.dc_experiment.arms import find
    >>> few = Settings(train_per_class=100, test_per_class=20)
    >>> reader_accuracy(find("relu"), 0, ["linear"], few, random_phase=True)
    {'linear': 1.0}
    """
    readers = list(readers)
    for name in readers:
        if name not in READERS:
            raise ValueError(f"there is no reader {name!r}; the readers are {', '.join(READERS)}")
    known, label, fresh, fresh_label = start_features(arm, repetition, settings, **tones)
    known, fresh = whitened(known, fresh)

    def share(name: str) -> float:
        if name == "dense":
            return train_dense(known, label, fresh, fresh_label, repetition, settings)[1]
        return float(_made(name).fit(known, label).score(fresh, fresh_label))

    return {name: share(name) for name in readers}


def _made(name: str):
    """Make a reader of scikit-learn's."""
    # only here: a sweep's workers start without scikit-learn
    from sklearn import discriminant_analysis, neighbors

    return {
        "linear": discriminant_analysis.LinearDiscriminantAnalysis,
        "quadratic": lambda: discriminant_analysis.QuadraticDiscriminantAnalysis(reg_param=1e-3),
        "neighbours": neighbors.KNeighborsClassifier,
    }[name]()
