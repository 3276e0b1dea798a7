"""Chunks of a sweep: some repetitions of one arm, computed at once and kept in one file.

- `Chunk`: one of them; its file, and what must be in it
- `missing`: the chunks that are still to be computed
- `SweepError`: why a sweep cannot go on
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from .settings import CHANNELS, CLASSES, Settings
from .training import COLUMNS


class SweepError(RuntimeError):
    """A sweep cannot start or go on; what was finished is kept."""


@dataclass(frozen=True)
class Chunk:
    """Some repetitions of one arm, to be computed or in a file."""

    arm: str
    repetitions: tuple[int, ...]

    @property
    def file(self) -> str:
        """Name of its file."""
        return f"{self.arm}.{self.repetitions[0]:04d}-{self.repetitions[-1]:04d}.npz"

    def check(self, arrays: dict[str, NDArray], settings: Settings) -> None:
        """Raise `ValueError` if these are not the arrays of this chunk."""
        n = len(self.repetitions)
        shapes = {
            "records": (n, settings.epochs + 1, len(COLUMNS)),
            "start_norms": (n, 2),
            "means_start": (n, CLASSES, CHANNELS),
            "means_end": (n, CLASSES, CHANNELS),
        }
        for name, shape in shapes.items():
            if name not in arrays or arrays[name].shape != shape:
                raise ValueError(f"{name} of the shape {shape} is missing")
            if not np.isfinite(arrays[name]).all():
                raise ValueError(f"{name} is not finite")
        try:
            about = json.loads(str(arrays["about"]))
            found = about["arm"], tuple(about["repetitions"]), about["settings"]
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"it does not say what it is: {error}") from error
        if found != (self.arm, self.repetitions, asdict(settings)):
            raise ValueError(f"it says that it is {found}")


def missing(arm: str, repetitions: int, done: Iterable[int], size: int) -> list[Chunk]:
    """Cut the repetitions 0, 1, ... that are not done into chunks of at most `size`.

    A chunk has no gaps, and ends where a multiple of `size` does.

    Examples
    --------
    >>> [chunk.file for chunk in missing("abs", 5, done=[2], size=2)]
    ['abs.0000-0001.npz', 'abs.0003-0003.npz', 'abs.0004-0004.npz']
    """
    done, groups = set(done), {}
    for repetition in range(repetitions):
        if repetition not in done:
            block = repetition // size
            gaps = sum(other < repetition for other in done if other // size == block)
            groups.setdefault((block, gaps), []).append(repetition)
    return [Chunk(arm, tuple(group)) for group in groups.values()]
