"""What the caller of `probe` says of time, put together with what was followed.

- `GivenTime`: the time axis and the sample rate of each record, or why they are not known
"""

from collections.abc import Mapping
from typing import Any

import torch
from torch.utils import _pytree as pytree

from ..._checks import positive, whole_number
from ..watch.seen import Call
from .tracking import Rates


class GivenTime:
    """Sample rates and time axes as they were given.

    Parameters
    ----------
    sample_rate, time_axis
        See `relu_spectrum.probe.probe`.
    inputs : tuple
    kwargs : dict
        What the model is called with.

    Raises
    ------
    TypeError, ValueError
        If a rate is not above 0, or an axis no whole number.
    """

    def __init__(self, sample_rate: Any, time_axis: Any, inputs: tuple, kwargs: dict) -> None:
        if not isinstance(sample_rate, Mapping):
            sample_rate = {} if sample_rate is None else {"": sample_rate}
        self.moves = isinstance(time_axis, Mapping)
        self.named = {key: positive(rate, "sample_rate") for key, rate in sample_rate.items()}
        axes = time_axis if self.moves else {"": time_axis}
        self.axes = {key: _axis(axis) for key, axis in axes.items()}
        self.axis = self.axes.pop("", -1)
        self.described = _described(inputs, kwargs, self.named.get(""))
        self.rates = None
        if "" in self.named or self.moves or self.axis != -1:
            self.rates = Rates(self.named.get("", 1.0))
            first = next(filter(_is_signal, pytree.tree_leaves((inputs, kwargs))), None)
            if first is not None and -first.dim() <= self.axis < first.dim():
                self.rates.start(first, self.axis)

    def names(self, name: str) -> bool:
        """Tell whether a record's rate or axis is given by its name."""
        return name in self.named or name in self.axes

    def check(self, names: list[str]) -> None:
        """Refuse rates and axes of records that there are not."""
        for what, given in (("sample_rate", self.named), ("time_axis", self.axes)):
            unknown = [name for name in given if name and name not in names]
            if unknown:
                raise ValueError(
                    f"{what} names {', '.join(unknown)}, but the ReLUs are {', '.join(names)}"
                )

    def of(self, name: str, call: Call) -> dict[str, Any]:
        """Give a record's sample rate, its time axis, and why it cannot be measured, if so."""
        times, dimensions = call.rate or {}, call.before.dim()
        axis, doubt = self.axis, ""
        if name in self.axes:
            axis = self.axes[name]
        elif self.moves:
            if len(times) == 1:
                (axis,) = times
            else:
                doubt = _which(times) + f"time_axis={{'': {self.axis}, {name!r}: axis}}"
        there = -dimensions <= axis < dimensions
        followed_elsewhere = times and there and axis % dimensions not in times
        if followed_elsewhere and not (self.moves or name in self.axes or name in self.named):
            places = " and ".join(map(str, times))
            doubt = (
                f"axis {axis} of its shape {tuple(call.before.shape)} is not time, but axis "
                f"{places} is; time_axis={{'': {self.axis}}} follows it"
            )
        known = there and not doubt
        followed = times.get(axis % dimensions) if known else None
        rate = None
        if self.named:
            rate = self.named.get(name) or ("" in self.named and followed) or float("nan")
        return {"sample_rate": rate, "time_axis": axis, "doubt": doubt}


def _described(inputs: tuple, kwargs: dict, rate: float | None) -> str:
    """Say in words what a model is called with."""
    tensors = [leaf for leaf in pytree.tree_leaves((inputs, kwargs)) if torch.is_tensor(leaf)]
    words = [f"{str(one.dtype).removeprefix('torch.')} {_shape(one)}" for one in tensors]
    return " and ".join(words) + (f", {rate:g} Hz" if rate else "")


def _shape(tensor: torch.Tensor) -> str:
    return "nested" if tensor.is_nested else "x".join(map(str, tensor.shape)) or "number"


def _axis(axis: Any) -> int:
    return whole_number(axis, "time_axis", least=-64)  # as many axes as a tensor can have


def _is_signal(leaf: Any) -> bool:
    return isinstance(leaf, torch.Tensor) and leaf.is_floating_point() and leaf.dim() > 0


def _which(times: Mapping[int, float]) -> str:
    if times:
        return f"axes {' and '.join(map(str, times))} are time; say which is meant: "
    return "its time axis could not be followed from the model's input; say which it is: "
