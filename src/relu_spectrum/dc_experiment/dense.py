"""The dense layers alone, trained on fixed features.

They start from the repetition's own weights, and are trained as in `training.train`: Adam, batches
of 64, the same order of batches.

- `train_dense`: train them, and try them on fresh features
- `train_with_offset`: the same on features of an arm, with more or less of what all signals share
"""

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import not_negative, real_array
from .arms import Arm
from .kernels import BATCH, features_epoch, head_loss
from .network import CHANNELS, N_WEIGHTS, start
from .pooled import start_features
from .settings import Settings, streams


def train_dense(
    known: ArrayLike,
    label: NDArray[np.int64],
    fresh: ArrayLike,
    fresh_label: NDArray[np.int64],
    repetition: int,
    settings: Settings | None = None,
) -> tuple[float, float]:
    """Train the dense layers on features, and try them on fresh ones.

    Parameters
    ----------
    known, fresh : array_like [shape=(n, d), (m, d)], real-valued
        Features to train on and to try; d at most 32. Fewer are filled up with zeros.
    label, fresh_label : ndarray [shape=(n,), (m,)], int64
        Their classes.
    repetition : int
        Its number, zero or more, for start weights and order of batches.
    settings : Settings, optional
        Seed and epochs are used.

    Returns
    -------
    loss, accuracy : float
        Mean cross-entropy (nats) of the training features, and share of fresh ones in the right
        class, after training.

    Raises
    ------
    TypeError, ValueError
        If features are not real, finite and of such a shape.

    Examples
    --------
    >>> label = np.repeat([0, 1, 2], 200)
    >>> loss, accuracy = train_dense(label[:, None] - 1.0, label, [[1.0]], np.array([2]), 0)
    >>> round(loss, 2), accuracy
    (0.05, 1.0)
    """
    settings = settings or Settings()
    known, fresh = _columns(known, "known"), _columns(fresh, "fresh")
    random = streams(settings.seed, repetition)
    weights = start(random.weights)
    first, second = np.zeros((2, N_WEIGHTS), np.float32)
    n_batches = -(-label.size // BATCH)
    for epoch in range(settings.epochs):
        order = random.order.permutation(label.size)
        features_epoch(known, label, order, weights, first, second, epoch * n_batches)
    loss, _ = head_loss(known, label, weights)
    _, correct = head_loss(fresh, fresh_label, weights)
    return float(loss / label.size), float(correct / fresh_label.size)


def train_with_offset(
    arm: Arm, repetition: int, offset: float | None = None, settings: Settings | None = None
) -> tuple[float, float]:
    """Train the dense layers on features whose common part has another length.

    With <p> the mean of the untrained features over the training signals and R their spread
    (`pooled.Sizes`), p is replaced by p - <p> + offset R <p> / || <p> ||. What tells signals apart
    stays as it is.

    Parameters
    ----------
    arm : Arm
        Of `arms.ARMS`; whether it trains its convolutions does not matter.
    repetition : int
        Its number, zero or more.
    offset : float, optional
        Zero or more; without it the features stay as they are.
    settings : Settings, optional

    Returns
    -------
    loss, accuracy : float
        As of `train_dense`.

    Raises
    ------
    TypeError, ValueError
        For a bad number, or an arm without features.

    Examples
    --------
    >>> from relu_spectrum.dc_experiment.arms import find
    >>> few = Settings(train_per_class=200, test_per_class=20)
    >>> none, much = (train_with_offset(find("abs"), 0, offset, few)[0] for offset in (0, 100))
    >>> much > none
    True
    """
    known, label, fresh, fresh_label = _features(arm, repetition, settings)
    if offset is not None:
        common = known.mean(axis=0)
        spread = np.sqrt(known.var(axis=0).sum())
        shift = common / np.linalg.norm(common) * not_negative(offset, "offset") * spread - common
        known, fresh = known + shift, fresh + shift
    return train_dense(known, label, fresh, fresh_label, repetition, settings)


_features = lru_cache(maxsize=1)(start_features)  # one repetition is trained with many offsets


def _columns(features: ArrayLike, name: str) -> NDArray[np.float32]:
    """Check features; return them as the kernels want them, shape (32, n)."""
    features = real_array(features, name)
    if features.ndim != 2 or features.shape[1] > CHANNELS:
        raise ValueError(
            f"{name} must have the shape (n, d), d at most {CHANNELS}, not {features.shape}"
        )
    missing = CHANNELS - features.shape[1]
    return np.ascontiguousarray(np.pad(features, ((0, 0), (0, missing))).T, np.float32)
