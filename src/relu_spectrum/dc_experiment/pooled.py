"""The pooled features of any arm: what its dense layers see.

- `pooled_features`: of some signals, at given weights
- `start_spread`: how far those of single signals are from each other before training
"""

import numpy as np
from numpy.typing import NDArray

from .arms import Arm
from .convolutions import Convolutions, phases
from .data import Signals, draw
from .five_numbers import features as linear_features
from .five_numbers import five_numbers
from .settings import CHANNELS, Settings, streams
from .weights import start


def pooled_features(
    arm: Arm, signals: Signals, weights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Compute the mean over time behind the second activation.

    Parameters
    ----------
    arm : Arm
        Of `arms.ARMS`; its scale and its constants are applied to the signals here.
    signals : Signals
        n of them.
    weights : ndarray [shape=(4323,)], float32
        Flat, as in `weights`.

    Returns
    -------
    ndarray [shape=(32, n)], float32
        Zero, exactly, for an arm whose mean is removed after the last activation.

    Examples
    --------
    >>> from relu_spectrum.dc_experiment.arms import find
    >>> from relu_spectrum.dc_experiment.data import draw
    >>> from relu_spectrum.dc_experiment.weights import start
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


def start_spread(arm: Arm, repetition: int, settings: Settings | None = None) -> float:
    """Compute the spread of the pooled features over the training signals, before training.

    The root mean square of || p - mean p ||, p the 32 features of a signal: the size of what the
    dense layers have to tell signals apart. A constant that all signals share does not count.

    Parameters
    ----------
    arm : Arm
        Of `arms.ARMS`.
    repetition : int
        Its number, zero or more; signals and start weights are those of `training.train`.
    settings : Settings, optional
        Seed and number of signals are used.

    Returns
    -------
    float
        In units of the input's amplitude.

    Examples
    --------
    >>> from relu_spectrum.dc_experiment.arms import find
    >>> few = Settings(train_per_class=20)
    >>> small, large = (start_spread(find(a), 0, few) for a in ("relu", "relu_input_20"))
    >>> round(large / small, 3)
    20.0
    """
    settings = settings or Settings()
    random = streams(settings.seed, repetition)
    signals = draw(random.train, settings.train_per_class)
    features = pooled_features(arm, signals, start(random.weights)).astype(float)
    return float(np.sqrt(features.var(axis=1).sum()))
