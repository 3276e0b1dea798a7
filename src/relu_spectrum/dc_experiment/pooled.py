"""The pooled features of any arm: what its dense layers see.

- `pooled_features`: of some signals, at given weights
- `start_features`: of one repetition's training signals and fresh ones, before training
- `Sizes`, `start_sizes`: how long what all signals share is, and how far signals and classes are
  from it
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arms import Arm
from .convolutions import Convolutions, phases
from .data import Signals, draw
from .five_numbers import features as linear_features
from .five_numbers import five_numbers
from .network import CHANNELS, CLASSES, start
from .settings import Settings, streams


def pooled_features(
    arm: Arm, signals: Signals, weights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Compute the mean over time after the second activation.

    Parameters
    ----------
    arm : Arm
        Of `arms.ARMS`; its scale and its constants are applied to the signals here.
    signals : Signals
        n of them.
    weights : ndarray [shape=(4323,)], float32
        Flat, as in `network`.

    Returns
    -------
    ndarray [shape=(32, n)], float32
        Zero, exactly, for an arm whose mean is removed after the last activation.

    Examples
    --------
    >>> from relu_spectrum.dc_experiment.arms import find
    >>> from relu_spectrum.dc_experiment.data import draw
    >>> from relu_spectrum.dc_experiment.network import start
    >>> random = np.random.default_rng(0)
    >>> pooled_features(find("relu"), draw(random, per_class=2), start(random)).shape
    (32, 6)
    """
    if arm.centred == "last":  # the mean of what has no mean
        return np.zeros((CHANNELS, signals.label.size), np.float32)
    x = signals.changed(arm.scale, arm.dc)
    if arm.is_linear:
        return linear_features(five_numbers(x), weights)
    return Convolutions(arm.slope, centred=arm.centred == "first").features(phases(x), weights)


def start_features(
    arm: Arm, repetition: int, settings: Settings | None = None, **tones
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """Compute the pooled features of one repetition before training.

    Parameters
    ----------
    arm : Arm
        Of `arms.ARMS`.
    repetition : int
        Its number, zero or more: start weights, and without `tones` also the signals, are those of
        `training.train`.
    settings : Settings, optional
        Seed and numbers of signals are used, the epochs are not.
    **tones
        As in `data.draw`, for training and test signals.

    Returns
    -------
    known, label, fresh, fresh_label : ndarray [shape=(n, 32), (n,), (m, 32), (m,)]
        Features and classes of the training signals and of the test signals.

    Raises
    ------
    TypeError, ValueError
        For a bad number, or an arm without features: the mean removed after the last activation.

    Examples
    --------
    >>> from relu_spectrum.dc_experiment.arms import find
    >>> few = Settings(train_per_class=20, test_per_class=5)
    >>> [part.shape for part in start_features(find("abs"), 0, few, noise=0.3)]
    [(60, 32), (60,), (15, 32), (15,)]
    """
    if arm.centred == "last":
        raise ValueError(f"{arm.name} has no features to read: all of them are zero")
    settings = settings or Settings()
    random = streams(settings.seed, repetition)
    weights = start(random.weights)
    known = draw(random.train, settings.train_per_class, **tones)
    fresh = draw(random.test, settings.test_per_class, **tones)
    features = (pooled_features(arm, s, weights).T.astype(float) for s in (known, fresh))
    return next(features), known.label, next(features), fresh.label


@dataclass(frozen=True)
class Sizes:
    """Three sizes of the pooled features p, in units of the input's amplitude.

    Attributes
    ----------
    common : float
        || <p> ||, the length of what all signals share.
    spread : float
        R = sqrt(<|| p - <p> ||^2>): how far single signals lie from there.
    between : float
        B = sqrt(<|| <p>_class - <p> ||^2>): how far the class means do. B <= R.
    """

    common: float
    spread: float
    between: float


def start_sizes(arm: Arm, repetition: int, settings: Settings | None = None) -> Sizes:
    """Compute the sizes of the pooled features of the training signals, before training.

    Parameters
    ----------
    arm, repetition, settings
        As in `start_features`.

    Returns
    -------
    Sizes

    Raises
    ------
    TypeError, ValueError
        As in `start_features`.

    Examples
    --------
    >>> from relu_spectrum.dc_experiment.arms import find
    >>> few = Settings(train_per_class=20)
    >>> small, large = (start_sizes(find(a), 0, few) for a in ("relu", "relu_input_20"))
    >>> round(large.spread / small.spread, 3), small.between <= small.spread
    (20.0, True)
    """
    p, label, *_ = start_features(arm, repetition, settings)
    means = np.stack([p[label == k].mean(axis=0) for k in range(CLASSES)])
    return Sizes(
        common=float(np.linalg.norm(p.mean(axis=0))),
        spread=float(np.sqrt(p.var(axis=0).sum())),
        between=float(np.sqrt(means.var(axis=0).sum())),  # the classes are equally many
    )
