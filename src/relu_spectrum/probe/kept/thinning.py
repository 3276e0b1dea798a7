"""Fewer numbers: spectra that keep every peak, waves that keep their outline.

- `Pooled`: a grid of lines of which several are taken together, and the largest of each group
- `outline`: the smallest and the largest value of each group of samples
- `single`: single precision, where that can hold the values
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Single = NDArray[np.float32]


@dataclass(frozen=True)
class Pooled:
    """A grid of lines, taken together in groups so that few are left.

    DC is a group of its own, and the others begin at line 1. The last group may be shorter.

    Parameters
    ----------
    lines : int
        With DC.
    width : int
        Lines in a group; 1 leaves all as they are.

    Examples
    --------
    >>> grid = Pooled.into(9, most=3)
    >>> grid.width, grid.largest(np.array([7, 1, 2, 3, 4, 9, 8, 7, 6])), grid.centres
    (4, array([7, 4, 9]), array([0. , 2.5, 6.5]))
    """

    lines: int
    width: int

    @classmethod
    def into(cls, lines: int, *, most: int) -> "Pooled":
        """Choose the smallest width that leaves at most so many groups, two or more."""
        return cls(lines, max(1, -(-(lines - 1) // max(most - 1, 1))))

    def coarser(self, *, most: int) -> tuple["Pooled", Callable[[NDArray], NDArray]]:
        """Take groups together until at most so many are left, and give what merges spectra so."""
        groups = Pooled.into(self.starts.size, most=most)
        return Pooled(self.lines, self.width * groups.width), groups.largest

    @property
    def starts(self) -> NDArray[np.int64]:
        """The first line of each group."""
        return np.concatenate([[0], np.arange(1, self.lines, self.width)])

    @property
    def centres(self) -> NDArray[np.float64]:
        """The middle of each group, in lines."""
        last = np.append(self.starts[1:], self.lines) - 1
        return (self.starts + last) / 2

    def largest(self, amplitude: NDArray) -> NDArray:
        """Give the largest of each group [shape=(..., groups)]."""
        return np.maximum.reduceat(amplitude, self.starts, axis=-1)


def outline(x: NDArray, *, points: int, width: int = 1) -> tuple[NDArray, int]:
    """Thin waves for drawing: the samples, if they are few, or the range of each group of them.

    Parameters
    ----------
    x : ndarray [shape=(..., time)]
    points : int
        So many at most, two or more.
    width : int
        Above 1, if x is an outline already.

    Returns
    -------
    ndarray [shape=(..., points)]
        Of each group its smallest and then its largest value.
    int
        Samples in a group; 1 if all are kept as they are.

    Examples
    --------
    >>> outline(np.array([1, 5, 2, 0, -3, 4]), points=4)
    (array([ 1,  5, -3,  4]), 3)
    """
    samples = x.shape[-1]
    if samples <= points:
        return x, width
    group = -(-samples // (points // 2))
    if width > 1:  # two values stand for so many samples
        group += group % 2
        width = width * group // 2
    else:
        width = group
    starts = np.arange(0, samples, group)
    both = [np.minimum.reduceat(x, starts, axis=-1), np.maximum.reduceat(x, starts, axis=-1)]
    return np.stack(both, axis=-1).reshape(*x.shape[:-1], -1), width


def single(x: NDArray) -> Single:
    """Round to single precision; NaN where that cannot hold a value.

    Examples
    --------
    >>> single(np.array([0.5, 1e300]))
    array([0.5, nan], dtype=float32)
    """
    fits = np.abs(x) <= np.finfo(np.float32).max
    return np.where(fits, x, np.nan).astype(np.float32)
