"""A fixed filter and ReLU, again and again: what the example networks have in common.

- `FilterStack`: a first ReLU, then `depth` times [filter, ReLU]
"""

import math
from abc import ABC, abstractmethod

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor, nn

from .._checks import whole_number


class _Filter(nn.Module):
    """One fixed filter, y[n] = gain * sum_j taps[j] x[n - j], on the last axis, without padding."""

    def __init__(self, taps: list[int], gain: float) -> None:
        super().__init__()
        # Whole numbers, in the order of conv1d, which does not flip: exact in every precision.
        self.register_buffer("taps", torch.tensor([[taps[::-1]]], dtype=torch.float32))
        self.gain = gain

    def forward(self, x: Tensor) -> Tensor:
        """Filter every row of `x` [shape=(..., time)]."""
        rows = x.reshape(math.prod(x.shape[:-1]), 1, x.shape[-1])
        y = nn.functional.conv1d(rows, self.taps.to(x.dtype)) * self.gain
        return y.reshape(*x.shape[:-1], y.shape[-1])

    def extra_repr(self) -> str:
        """Say what the filter does."""
        return f"taps={self.taps.flip(-1).flatten().int().tolist()}, gain={self.gain:g}"


class FilterStack(nn.Module, ABC):
    """A first ReLU, then `depth` times [filter, ReLU], all with the same fixed filter.

    The modules are called relu_0, filter_1, relu_1, filter_2, relu_2, ..., so that relu_d follows
    d filters. Subclasses give the filter.

    Parameters
    ----------
    taps : list of int
        h_0, h_1, ..., of the present sample, the one before it, ...
    gain : float
        The filter is y[n] = gain * sum_j h_j x[n - j].
    depth : int
        The number of layers after the first ReLU, zero or more.
    sample_rate : float, Hz
        Above zero.
    """

    def __init__(self, taps: list[int], gain: float, *, depth: int, sample_rate: float) -> None:
        super().__init__()
        self.depth = whole_number(depth, "depth", least=0)
        self.kernel_size = len(taps)
        self.sample_rate = sample_rate
        self.relu_0 = nn.ReLU()
        for layer in range(1, self.depth + 1):
            self.add_module(f"filter_{layer}", _Filter(taps, gain))
            self.add_module(f"relu_{layer}", nn.ReLU())

    @property
    def cropped(self) -> int:
        """How many samples shorter the output is: depth * (kernel_size - 1)."""
        return self.depth * (self.kernel_size - 1)

    @abstractmethod
    def response(self, frequency: ArrayLike) -> complex | NDArray[np.complex128]:
        """Compute the frequency response H(f) of one layer's filter."""

    def forward(self, x: Tensor) -> Tensor:
        """Run the stack.

        Parameters
        ----------
        x : Tensor [shape=(..., time)], real
            Any floating-point type; all axes but the last are a batch. At least `cropped` + 1
            samples long.

        Returns
        -------
        Tensor [shape=(..., time - cropped)]
            Of the type of `x`. Sample 0 belongs to the time of x[..., cropped].

        Raises
        ------
        TypeError, ValueError
            If x is no real floating-point tensor, has no time axis or is too short.
        """
        if not isinstance(x, Tensor):
            raise TypeError(f"x must be a tensor, not {type(x).__name__}")
        if not x.is_floating_point():
            raise TypeError(f"x must hold real floating-point numbers, not {x.dtype}")
        if x.dim() == 0:
            raise ValueError("x must have a time axis as its last axis, not be one number")
        if x.shape[-1] <= self.cropped:
            raise ValueError(
                f"x must be at least {self.cropped + 1} samples long, not {x.shape[-1]}: without "
                f"padding, each of {self.depth} layers eats {self.kernel_size - 1}"
            )
        for module in self.children():
            x = module(x)
        return x

    def extra_repr(self) -> str:
        """Give the parameters."""
        return (
            f"depth={self.depth}, kernel_size={self.kernel_size}, sample_rate={self.sample_rate:g}"
        )
