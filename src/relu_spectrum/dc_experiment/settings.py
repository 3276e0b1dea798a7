"""Settings of the DC experiment: what may be changed.

- `Settings`: seed, epochs and sizes of the data sets
- `streams`: the random numbers of one repetition
"""

from dataclasses import dataclass, fields

import numpy as np

from .._checks import whole_number


@dataclass(frozen=True)
class Settings:
    """Everything that a repetition's numbers depend on, besides the arm and its own number.

    Parameters
    ----------
    seed : int, optional
        Zero or more; of the whole experiment.
    epochs : int, optional
        At least 1.
    train_per_class, test_per_class : int, optional
        Signals in each of the three classes; at least 1. The paper trains on 1024 and does not
        test.

    Raises
    ------
    TypeError, ValueError
        If a setting is no whole number, or too small.

    Examples
    --------
    >>> Settings(epochs=5)
    Settings(seed=0, epochs=5, train_per_class=1024, test_per_class=100)
    """

    seed: int = 0
    epochs: int = 60
    train_per_class: int = 1024
    test_per_class: int = 100

    def __post_init__(self) -> None:
        """Check every setting."""
        for field in fields(self):
            least = 0 if field.name == "seed" else 1
            value = whole_number(getattr(self, field.name), field.name, least=least)
            object.__setattr__(self, field.name, value)


@dataclass(frozen=True)
class Streams:
    """Four independent generators: for training data, test data, start weights, batch order."""

    train: np.random.Generator
    test: np.random.Generator
    weights: np.random.Generator
    order: np.random.Generator


def streams(seed: int, repetition: int) -> Streams:
    """Make the random generators of one repetition.

    Children of ``SeedSequence([seed, repetition])``. They do not depend on the arm, so that the
    arms of a repetition share data, start weights and order of batches and can be compared in
    pairs; nor on which worker runs it, or on what ran before.

    Parameters
    ----------
    seed, repetition : int
        Zero or more.

    Returns
    -------
    Streams

    Examples
    --------
    >>> streams(0, 3).weights.random() == streams(0, 3).weights.random()
    True
    """
    sequence = np.random.SeedSequence(
        [
            whole_number(seed, "seed", least=0),
            whole_number(repetition, "repetition", least=0),
        ]
    )
    return Streams(*(np.random.default_rng(child) for child in sequence.spawn(4)))
