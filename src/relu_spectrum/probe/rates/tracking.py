"""Sample rates inside a model: followed operator by operator, never guessed.

A length alone does not tell a rate: 248 samples after 256 are a valid convolution of 9 taps, not a
rate of 248/256, and 256 units of a fully connected layer are no samples at all. So the axis of time
is followed from the model's input through every operator, and what cannot be followed is not known.

- `Rates`: the time axes of each tensor that descends from the model's input
"""

from collections.abc import Iterable, Mapping
from typing import Any

import torch
from torch.utils.weak import WeakTensorKeyDictionary

from .moments import Moment, carried, rate_in_order
from .rules import SEVERAL, rule
from .step import Step
from .time_axes import Time, Times

UNRELATED = None, None  # to any input: no times, no moment


def _tensors(values: Iterable) -> list[torch.Tensor]:
    found = []
    for value in values:
        if isinstance(value, torch.Tensor):
            found.append(value)
        elif isinstance(value, (list, tuple)):
            found.extend(_tensors(value))
    return found


class Rates:
    """The time axes and sample rates of a model's tensors.

    Parameters
    ----------
    rate : float
        The sample rate of the model's input, in Hz or in any other unit.

    Examples
    --------
    >>> rates, x = Rates(32.0), torch.zeros(1, 1, 8)
    >>> rates.start(x, -1)
    >>> operator, args = torch.ops.aten.avg_pool2d.default, (x, [1, 2], [1, 2])
    >>> pooled = operator(*args)
    >>> rates.follow(operator, args, {}, pooled)
    >>> rates.of(pooled)
    {2: 16.0}
    """

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self._known = WeakTensorKeyDictionary()  # times, and the moment of what has none
        self._bases = WeakTensorKeyDictionary()

    def start(self, tensor: torch.Tensor, axis: int) -> None:
        """Declare an input and which of its axes is time."""
        axis %= tensor.dim()
        self._set(tensor, (Time(axis, self.rate, tensor.shape[axis]),))

    def of(self, tensor: torch.Tensor) -> dict[int, float] | None:
        """Give the rate of each axis that is time; None if the tensor depends on no input."""
        if tensor not in self._known:
            return None
        times, _ = self._known[tensor]
        return {time.axis: time.rate for time in times if time.rate and time.fills(tensor.shape)}

    def _set(self, tensor: torch.Tensor, times: Times | None, moment: Moment | None = None) -> None:
        if times is None:
            self._known.pop(tensor, None)
        else:  # a single number has no rate
            self._known[tensor] = tuple(t for t in times if t.length > 1), moment

    def follow(self, operator: Any, args: tuple, kwargs: Mapping, result: Any) -> None:
        """Take note of what one operator makes of its arguments."""
        if torch.is_inference_mode_enabled():
            self._remember_base(operator, args, result)
        tensors = _tensors(args)
        given = [self._known.get(tensor, UNRELATED) for tensor in tensors]
        if all(own is UNRELATED for own in given):
            return
        known = {id(tensor): own[0] for tensor, own in zip(tensors, given, strict=True)}
        every = _tensors(result if isinstance(result, (tuple, list)) else [result])
        first, which = args[0], rule(operator)
        times = known.get(id(first))
        moments = self._moments(operator, args, times, [moment for _, moment in given], len(every))
        for made, moment in zip(every, moments, strict=True):
            found = ()
            if which is not None and (times is not None or which in SEVERAL):
                step = Step(operator, args, kwargs, made, lambda tensor: known.get(id(tensor)))
                if made is every[0] or made.dim() == every[0].dim():
                    found = which(step, first, times)
            if isinstance(moment, Time) and made.shape[moment.axis] == moment.length:
                found, moment = (*(found or ()), moment), None
            self._set(made, found, moment)
            if made is first:
                self._written(made)

    @staticmethod
    def _moments(operator: Any, args: tuple, times: Times | None, given: list, many: int) -> list:
        """Give the moments of the results, or the time axis of those that are put in a row."""
        which = operator._schema.name
        if times and which in ("aten::select", "aten::unbind"):
            x = args[0]
            axis = (args[1] if len(args) > 1 else 0) % x.dim()
            time = next((t for t in times if t.axis == axis and t.fills(x.shape)), None)
            if time is not None and time.rate:
                start = args[2] % time.length if which == "aten::select" else 0
                return [Moment(time.rate, number, number) for number in range(start, start + many)]
        if which in ("aten::cat", "aten::stack"):
            rate = rate_in_order(given)
            if rate is not None:
                dimensions = args[0][0].dim() + (which == "aten::stack")
                axis = (args[1] if len(args) > 1 else 0) % dimensions
                return [Time(axis, rate, len(given))]
        return [carried(given)] * many

    def _remember_base(self, operator: Any, args: tuple, result: Any) -> None:
        """Note what a view is a part of: in inference mode PyTorch does not."""
        if operator.is_view and isinstance(args[0], torch.Tensor):
            base = self._bases.get(args[0], args[0])
            for made in _tensors(result if isinstance(result, (tuple, list)) else [result]):
                self._bases[made] = base

    def _written(self, part: torch.Tensor) -> None:
        """Take note that a part of a tensor has been filled, for the whole tensor."""
        base = self._bases.get(part) if part._base is None else part._base
        if base is None or base is part or part not in self._known:
            return
        strides, found = base.stride(), []
        for time in self._known[part][0]:
            step = part.stride(time.axis)
            axes = [a for a, s in enumerate(strides) if s == step and base.shape[a] > 1]
            if len(axes) == 1 and time.length == part.shape[time.axis]:
                found.append(time._replace(axis=axes[0], length=base.shape[axes[0]]))
        if base in self._known:
            filled = {part.stride(axis) for axis in range(part.dim()) if part.shape[axis] > 1}
            found = [
                old
                for old in self._known[base][0]
                if strides[old.axis] not in filled
                or any(old.axis == new.axis and old.same(new) for new in found)
            ]
        self._set(base, tuple(found))
