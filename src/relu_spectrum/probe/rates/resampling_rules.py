"""How fast time is sampled after operators that leave out samples, or put more in.

A strided convolution or a pooling layer divides the rate by its stride; those that only crop or pad
leave it. Each rule takes a `Step`, its first argument and that one's times, and gives the times of
the result.
"""

from collections.abc import Callable
from typing import Any

import torch

from .step import Step
from .time_axes import Time, Times, grown


def _rescaled(step: Step, x: torch.Tensor, times: Times, factor: Callable) -> Times:
    """Scale the rate along each axis by a factor of its own, or lose it where that is None."""
    found = []
    for time in times:
        by = factor(time.axis)
        if by == 1 and step.shape[time.axis] == x.shape[time.axis]:
            found.append(time)
        elif by and time.length == x.shape[time.axis] and (not time.bins or by == 1):
            found.append(Time(time.axis, time.rate * by, step.shape[time.axis], 1, time.bins))
    return tuple(time for time in found if time.rate)


def sliced(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Leave out samples: every n-th one is kept."""
    axis = step.axes("dim", x.dim())[0]
    stride = step["step"] if "step" in step.given else 1
    return _rescaled(step, x, times, lambda a: 1 / stride if a == axis else 1)


def padded(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Crop or pad."""
    return _rescaled(step, x, times, lambda axis: 1)


def windows(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Cut into windows: their axis is time, at the rate of the hop."""
    axis, apart = step.axes("dimension", x.dim())[0], step["step"]
    return _rescaled(step, x, times, lambda a: 1 / apart if a == axis else 1)


def _spatial(values: Any, axis: int, dimensions: int, of: int) -> int:
    """Give what is said of an axis, if it is among the last ones, `of` of them."""
    place = axis - (dimensions - of)
    return 1 if place < 0 else values[place] if len(values) > 1 else values[0]


def convolved(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Convolve: strides divide the rate, or multiply it if transposed."""
    strides, transposed, of = step["stride"], step["transposed"], x.dim() - 2

    def factor(axis: int) -> float | None:
        if axis == 1:
            return None
        stride = _spatial(strides, axis, x.dim(), of)
        return stride if transposed else 1 / stride

    return _rescaled(step, x, times, factor)


def pooled(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Pool: strides divide the rate."""
    strides = step["stride"] or step["kernel_size"]
    of = int(step.operator._schema.name.partition("pool")[2][0])
    return _rescaled(step, x, times, lambda axis: 1 / _spatial(strides, axis, x.dim(), of))


def binned(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Pool adaptively: the windows are regular only if one length divides the other."""

    def factor(axis: int) -> float | None:  # regular only if the windows are
        before, after = x.shape[axis], step.shape[axis]
        return after / before if before % after == 0 or after % before == 0 else None

    return _rescaled(step, x, times, factor)


def interpolated(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Interpolate, by the factor that PyTorch computes with."""
    names = step.given

    def factor(axis: int) -> float:
        before, after = x.shape[axis], step.shape[axis]
        if axis < 2:
            return 1
        if "align_corners" in names and step["align_corners"]:
            return (after - 1) / (before - 1)
        back = x.dim() - axis  # 1 for the last axis
        if "scale_factors" in names:
            scale = step["scale_factors"] and step["scale_factors"][-back]
        elif x.dim() == 3:
            scale = step["scales"]
        else:
            scale = step["scales_" + " whd"[back]]
        return scale if scale and scale > 0 else after / before

    return (*_rescaled(step, x, times, factor), *grown(x.shape, step.shape))


def shuffled(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Make samples from channels, or channels from samples."""
    upscale = "upscale_factor" in step.given
    by = step["upscale_factor"] if upscale else 1 / step["downscale_factor"]
    first = x.dim() - 3  # the channels
    return _rescaled(step, x, times, lambda a: by if a > first else None if a == first else 1)


def transformed(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Go from time to frequency or back: a bin is 1 / duration wide."""
    axes, found = step.axes("dim", x.dim()), []
    for time in times:
        length = step.shape[time.axis]
        if time.axis not in axes:
            found.append(time)
        elif time.rate and time.length == x.shape[time.axis]:
            lasts = time.rate if time.bins else time.length / time.rate  # one over a bin's width
            rate = length / lasts if time.bins else lasts
            found.append(Time(time.axis, rate, length, 1, not time.bins))
    return tuple(found)


def strided(step: Step, x: torch.Tensor, times: Times) -> Times:
    """Read memory at other strides, as the short-time Fourier transform does."""
    found = []
    for time in times:
        if time.fills(x.shape) and time.rate:
            one = x.stride(time.axis)  # in memory, from one sample to the next
            axes = zip(step["stride"], step.shape, range(len(step.shape)), strict=True)
            inside = [a for a in axes if a[1] > 1 and one <= a[0] < one * time.length]
            if inside and max(inside)[0] % one == 0:
                stride, length, axis = max(inside)
                found.append(Time(axis, time.rate * one / stride, length))
    return tuple(found)
