"""One repetition of one arm, from its start weights to its records.

- `train`: run it
- `Run`: what is kept of it
- `COLUMNS`: what is recorded after each epoch
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from .._checks import not_negative
from .arms import Arm
from .convolutions import Convolutions, phases
from .data import Signals, draw
from .five_numbers import features as linear_features
from .five_numbers import five_numbers
from .kernels import BATCH, adam, features_epoch, five_numbers_epoch, head_loss
from .network import N_WEIGHTS, Views, start
from .pooled import pooled_features
from .settings import Settings, streams

COLUMNS = ("loss", "accuracy", "test_accuracy", "distance_1", "distance_2")


@dataclass(frozen=True)
class Run:
    """What is kept of one repetition.

    Attributes
    ----------
    records : ndarray [shape=(epochs + 1, 5)], float64
        The `COLUMNS`, in row 0 before training. Loss (mean cross-entropy in nats) and accuracy are
        of the training set, in row 0 evaluated, later as Keras reports them: the mean over the
        epoch's batches, each before its own step. The accuracy on fresh test signals is evaluated
        at the end of the epoch. Distances are the L2 norms of the change of the first and second
        convolution's weights since the start.
    start_norms : ndarray [shape=(2,)], float64
        L2 norms of both convolutions' start weights.
    """

    records: NDArray[np.float64]
    start_norms: NDArray[np.float64]


class _Slow:
    """An arm that convolves in every step."""

    def __init__(self, arm: Arm, train: Signals, test: Signals, weights, common: float) -> None:
        self.net = Convolutions(arm.slope, centred=arm.centred == "first")
        self.train, self.test = (phases(s.changed(arm.scale, arm.dc)) for s in (train, test))
        self.labels, self.gradient = train.label, np.empty(N_WEIGHTS, np.float32)
        if common != 1:
            mean = self.features(self.train, weights).mean(axis=1, keepdims=True)
            self.net.shift = np.float32(common - 1) * mean

    def features(self, x: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray:
        return self.net.features(x, weights)

    def epoch(self, order, weights, first, second, steps) -> tuple[float, int]:
        loss, correct = 0.0, 0
        for begin in range(0, order.size, BATCH):
            chosen = order[begin : begin + BATCH]
            some = self.net.step(self.train[chosen], self.labels[chosen], weights, self.gradient)
            loss, correct = loss + some[0], correct + some[1]
            steps += 1
            adam(weights, self.gradient, first, second, steps, 0)
        return loss, correct


class _FiveNumbers:
    """A linear arm."""

    def __init__(self, arm: Arm, train: Signals, test: Signals) -> None:
        self.train, self.test = (five_numbers(s.changed(arm.scale, arm.dc)) for s in (train, test))
        self.labels = train.label

    def features(self, numbers: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray:
        return linear_features(numbers, weights)

    def epoch(self, order, *state) -> tuple[float, int]:
        return five_numbers_epoch(self.train, self.labels, order, *state)


class _Fixed:
    """An arm whose convolutions never change: its features are computed once."""

    def __init__(self, arm: Arm, train: Signals, test: Signals, weights: NDArray) -> None:
        self.labels = train.label
        self.train, self.test = (pooled_features(arm, s, weights) for s in (train, test))

    def features(self, features: NDArray[np.float32], _: NDArray[np.float32]) -> NDArray:
        return features

    def epoch(self, order, *state) -> tuple[float, int]:
        return features_epoch(self.train, self.labels, order, *state)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let PyTorch compute on one thread: its sums depend on how many there are."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def train(arm: Arm, repetition: int, settings: Settings, common: float = 1.0) -> Run:
    """Run one repetition of one arm.

    Parameters
    ----------
    arm : Arm
        Of `arms.ARMS`.
    repetition : int
        Its number, zero or more.
    settings : Settings
    common : float, optional
        Zero or more: the mean of the untrained pooled features over the training signals, times
        ``common - 1``, is added to the features throughout. Not for linear or frozen arms.

    Returns
    -------
    Run
        The same numbers, bit for bit, whatever ran before or runs beside it on the same machine.

    Raises
    ------
    TypeError, ValueError
        For a bad `common`.

    Examples
    --------
    >>> from relu_spectrum.dc_experiment.arms import find
    >>> run = train(find("linear"), 0, Settings(epochs=2, train_per_class=30, test_per_class=5))
    >>> run.records.shape
    (3, 5)
    """
    slow = arm.trains_filters and not arm.is_linear
    if not_negative(common, "common") != 1 and not slow:
        raise ValueError(f"common must be 1 in a linear or frozen arm, not {common}")
    random = streams(settings.seed, repetition)
    learn = draw(random.train, settings.train_per_class)
    test = draw(random.test, settings.test_per_class)
    weights = start(random.weights)
    first, second = np.zeros((2, N_WEIGHTS), np.float32)
    origin, now = Views.of(weights.copy()), Views.of(weights)
    n_batches = -(-learn.label.size // BATCH)
    with _one_thread():
        if slow:
            net = _Slow(arm, learn, test, weights, common)
        elif arm.trains_filters:
            net = _FiveNumbers(arm, learn, test)
        else:
            net = _Fixed(arm, learn, test, weights)

        def row(loss: float, correct: int) -> list[float]:
            right = head_loss(net.features(net.test, weights), test.label, weights)[1]
            return [
                loss / learn.label.size,
                correct / learn.label.size,
                right / test.label.size,
                _distance(now.filter_1, origin.filter_1),
                _distance(now.filter_2, origin.filter_2),
            ]

        records = [row(*head_loss(net.features(net.train, weights), learn.label, weights))]
        for epoch in range(settings.epochs):
            order = random.order.permutation(learn.label.size)
            records.append(row(*net.epoch(order, weights, first, second, epoch * n_batches)))
    norms = [_distance(part, 0 * part) for part in (origin.filter_1, origin.filter_2)]
    return Run(np.array(records), np.array(norms))


def _distance(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """L2 norm of the difference, summed in float64."""
    return float(np.linalg.norm(a.ravel().astype(float) - b.ravel()))
