"""Where time is after operators that join, move, merge, choose or sum over axes.

Each rule takes a `Step`, its first argument and that one's times, and gives the times of the
result. Matrix products keep the axes that they do not sum over; what meets element by element must
agree on its time.
"""

from typing import Any

import torch

from .step import Step
from .time_axes import Time, Times, grown, joined, permuted, reshaped


def same(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Keep time where the shape stays: norms, softmax, sums along an axis."""
    return tuple(t for t in times if t.rate) if step.shape == x.shape else ()


def copied(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Keep everything: the values are the same."""
    return times


def constant(step: Step, x: torch.Tensor, times: Times) -> None:
    """Depend on no signal: only the shape is taken."""
    return None


def pointwise(step: Step, x: Any, times: Any) -> Times:
    """Meet element by element."""
    given = [arg for arg in step.args if isinstance(arg, torch.Tensor)]
    parts = [(step.times_of(one), one.shape) for one in given]
    signals = [(own, shape) for own, shape in parts if own is not None]
    times, shape = signals[0] if signals else ((), ())
    if len(signals) == 1 and shape == step.shape and all(time.rate for time in times):
        return times  # the same as below, but quick
    return joined(parts, step.shape)


def filled(step: Step, x: torch.Tensor, times: Times | None) -> Times | None:
    """Take the values of another tensor, in place."""
    source = step.args[1]
    found = step.times_of(source)
    return times if found is None else joined([(found, source.shape)], step.shape)


def viewed(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Read the same elements in another shape."""
    return () if step.made is x else reshaped(times, x.shape, step.shape)


def turned(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Move axes."""
    order = list(range(x.dim()))
    if "dims" in step.given:
        order = step["dims"]
    elif "dim0" in step.given:
        first, second = step["dim0"], step["dim1"]
        order[first], order[second] = order[second], order[first]
    else:
        order.reverse()
    return permuted(times, order)


def expanded(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Repeat along axes."""
    shift = len(step.shape) - x.dim()
    moved = tuple(t._replace(axis=t.axis + shift) for t in times)
    tiled = (t if t.length == step.shape[t.axis] else _long(step, t, x, shift) for t in moved)
    return (*filter(None, tiled), *grown(x.shape, step.shape))


def _long(step: Step, time: Time, x: torch.Tensor, shift: int) -> Time | None:
    before, after = x.shape[time.axis - shift], step.shape[time.axis]
    if before == after:  # merged with other axes
        return time
    whole = time.rate and time.length == before and not time.bins
    return time._replace(length=after) if whole else None


def reduced(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Sum over some axes, or choose one element along them."""
    lost = step.axes("dim", x.dim())
    kept = [axis for axis in range(x.dim()) if axis not in lost]
    places = {axis: place for place, axis in enumerate(kept)}
    if step.made.dim() == x.dim():  # keepdim
        places = {axis: axis for axis in kept}
    return tuple(t._replace(axis=places[t.axis]) for t in times if t.axis in places)


def without(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Lose one axis, along which elements are chosen by index or order."""
    axis = step.axes("dim", x.dim())[0]
    return tuple(t for t in times if t.axis != axis and step.shape[t.axis] == x.shape[t.axis])


def indexed(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Choose by an index along one axis."""
    at = [axis for axis, index in enumerate(step["indices"]) if index is not None]
    if len(at) != 1 or len(step.shape) != x.dim():
        return ()
    return tuple(t for t in times if t.axis != at[0])


def multiplied(step: Step, x: torch.Tensor, times: Any) -> Times:
    """Multiply matrices: keep the rows of the left and the columns of the right one."""
    *added, left, right = [arg for arg in step.args if isinstance(arg, torch.Tensor)]
    parts = [(step.times_of(one), one.shape) for one in added]
    for one, summed in ((left, left.dim() - 1), (right, max(right.dim() - 2, 0))):
        kept = step.times_of(one)
        kept = None if kept is None else tuple(t for t in kept if t.axis != summed and t.rate)
        shape = [1 if axis == summed else size for axis, size in enumerate(one.shape)]
        if right.dim() == 1:  # a vector: the summed axis is not there afterwards
            shape.pop(summed)
        parts.append((kept, shape))
    return joined(parts, step.shape)


def but_last(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Mix what is along the last axis, such as channels, and keep the others."""
    return tuple(t for t in times if t.axis < x.dim() - 1 and t.rate)


def concatenated(step: Step, x: Any, times: Any) -> Times:
    """Join along an axis, old or new."""
    tensors, stacked = step["tensors"], "stack" in step.operator._schema.name
    axis = step.axes("dim", len(step.shape))[0]
    parts, ends = [], []
    for one in tensors:
        own, shape = step.times_of(one), list(one.shape)
        if stacked:
            shape.insert(axis, 1)
            own = own and tuple(t._replace(axis=t.axis + (t.axis >= axis)) for t in own)
        if len(shape) == len(step.shape):
            ends.append((own, shape[axis]))
            shape[axis] = 1
            parts.append((own and tuple(t for t in own if t.axis != axis), shape))
    return (*joined(parts, step.shape), *_end_to_end(ends, axis, step.shape[axis]))


def _end_to_end(ends: list, axis: int, length: int) -> Times:
    """Find the time along which signals, or signals and constants, follow one another."""
    along = [
        next((t for t in own if t.axis == axis and t.length == size and t.rate), None)
        for own, size in ends
        if own is not None
    ]
    if not along or None in along:
        return ()
    first, *others = (time._replace(length=length) for time in along)
    return (first,) if all(map(first.same, others)) else ()


def embedded(step: Step, x: torch.Tensor, times: Any) -> Times:
    """Look up a vector for each whole number."""
    return step.times_of(step["indices"]) or ()


def scattered(step: Step, x: torch.Tensor, times: Times | None) -> Times | None:
    """Write into some places, in place or not: constants change no axis."""
    others = [one for one in step.args[1:] if isinstance(one, torch.Tensor)]
    return times if all(step.times_of(one) is None for one in others) else ()
