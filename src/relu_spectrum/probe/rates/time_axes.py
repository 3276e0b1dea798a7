"""Where time is among the axes of a tensor, and what rearranging the axes does to it.

- `Time`: an axis of time, or one that time is merged into
- `permuted`, `reshaped`, `grown`: what becomes of it when axes move, merge, split or are repeated
- `joined`: what tensors that meet element by element have in common
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Time(NamedTuple):
    """Time along an axis.

    Parameters
    ----------
    axis : int
        Counted from 0.
    rate : float
        Samples per second, or in any other unit; 0 for one sample that is repeated.
    length : int
        Samples. An axis that is longer has others merged with time.
    inner : int
        Steps along the axis from one sample to the next.
    bins : bool
        Whether the axis is frequency; the rate is then 1 / (Hz from one bin to the next).
    """

    axis: int
    rate: float
    length: int
    inner: int = 1
    bins: bool = False

    def fills(self, shape: Sequence[int]) -> bool:
        """Tell whether the axis is time alone, neither merged with others nor frequency."""
        return self.length == shape[self.axis] and not self.bins

    def same(self, other: "Time") -> bool:
        """Tell whether another is the same apart from the axis, the rate to rounding."""
        return self[2:] == other[2:] and math.isclose(self.rate, other.rate, rel_tol=1e-9)


Times = tuple[Time, ...]


def permuted(times: Times, order: Sequence[int]) -> Times:
    """Move axes: axis i of the result is axis order[i].

    Examples
    --------
    >>> permuted((Time(2, 64.0, 9),), [0, 2, 1])[0].axis
    1
    """
    places = {axis % len(order): place for place, axis in enumerate(order)}
    return tuple(time._replace(axis=places[time.axis]) for time in times)


def reshaped(times: Times, before: Sequence[int], after: Sequence[int]) -> Times:
    """Read the same elements in another shape.

    Time may merge with other axes and come apart from them again. Where it is cut into pieces of p
    samples, the axis of the pieces is time at 1/p of the rate. One sample that is repeated p times
    and merged with time makes p times the rate.

    Examples
    --------
    >>> merged = reshaped((Time(1, 64.0, 9),), (2, 9, 4), (18, 4))
    >>> merged[0].fills((18, 4)), reshaped(merged, (18, 4), (2, 9, 4))
    (False, (Time(axis=1, rate=64.0, length=9, inner=1, bins=False),))
    >>> reshaped((Time(1, 64.0, 8),), (1, 8), (1, 2, 4))[0][:3]
    (1, 16.0, 2)
    """
    found = []
    for time in times:
        step = time.inner * math.prod(before[time.axis + 1 :])
        end = step * time.length
        size = 1  # elements from one to the next along the axis
        for axis in range(len(after) - 1, -1, -1):
            top = size * after[axis]
            if size < end <= top:
                if top % end == 0 and step % size == 0:
                    found.append(time._replace(axis=axis, inner=step // size))
                elif top % end == 0 and size % step == 0 and end % size == 0 and not time.bins:
                    pieces = size // step
                    found.append(Time(axis, time.rate / pieces, end // size))
                break
            size = top
    return _held(found)


def _held(times: list[Time]) -> Times:
    """Join time with the repetitions of each sample that were merged into the same axis."""
    for held in [time for time in times if not time.rate]:
        for place, time in enumerate(times):
            if time.rate and time.axis == held.axis and time.inner == held.inner * held.length:
                length, rate = time.length * held.length, time.rate * held.length
                times[place] = Time(time.axis, rate, length, held.inner)
                times.remove(held)
                break
    return tuple(times)


def grown(before: Sequence[int], after: Sequence[int]) -> Times:
    """Find the axes along which one sample has been repeated."""
    shift = len(after) - len(before)
    return tuple(
        Time(axis, 0.0, length)
        for axis, length in enumerate(after)
        if length > 1 and (axis < shift or before[axis - shift] == 1)
    )


def joined(parts: Iterable[tuple[Times | None, Sequence[int]]], shape: Sequence[int]) -> Times:
    """Find the times on which tensors agree that are broadcast to one shape.

    Parameters
    ----------
    parts : iterable of (times, shape)
        Times are None for what depends on no signal, such as weights and windows: it may have any
        values along time. What depends on a signal must have the same time there, or one element.
    shape : sequence of int
        Of the result.

    Examples
    --------
    >>> x = (Time(2, 64.0, 9),), (1, 3, 9)
    >>> joined([x, ((), (1, 3, 1)), (None, (9,))], (1, 3, 9)) == x[0]
    True
    >>> joined([x, ((), (1, 3, 9))], (1, 3, 9))
    ()
    """
    parts = [(times, own, len(shape) - len(own)) for times, own in parts]
    found = []
    for times, _, shift in parts:
        for time in times or ():
            moved = time._replace(axis=time.axis + shift)
            new = not any(moved.axis == one.axis and moved.same(one) for one in found)
            if new and all(_agrees(moved, *part) for part in parts):
                found.append(moved)
    return tuple(found)


def _agrees(time: Time, times: Times | None, shape: Sequence[int], shift: int) -> bool:
    axis = time.axis - shift
    if axis < 0 or shape[axis] == 1:
        return True
    if times is None:
        return time.rate > 0
    here = [one for one in times if one.axis == axis]
    if not time.rate:
        return any(map(time.same, here))
    return any(time.same(one) or (not one.rate and one.fills(shape)) for one in here)
