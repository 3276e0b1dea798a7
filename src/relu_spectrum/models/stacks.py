"""The two example networks of section V.A of Kechris et al. (arXiv:2407.16556).

A first ReLU, then `depth` times [filter, ReLU], with nothing to train: one filter for all layers,
applied without padding ("valid"), so that every layer eats `kernel_size - 1` samples.

- `AveragingStack`: the mean of `kernel_size` samples, a low-pass; the lines that ReLU adds fade
- `DifferencingStack`: the slope over `kernel_size` samples, a high-pass; these lines grow
- `FilterStack`: what both have in common
"""

import math
from abc import ABC, abstractmethod

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from scipy import special
from torch import Tensor, nn

from .._checks import positive, real_array, whole_number

__all__ = ["AveragingStack", "DifferencingStack", "FilterStack"]


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


class AveragingStack(FilterStack):
    r"""A first ReLU, then `depth` times [mean of `kernel_size` samples, ReLU].

    y[n] = (1/k) sum_{j<k} x[n - j], k = `kernel_size`. A mean of values that are zero or more is
    zero or more, so the ReLUs after the filters have nothing left to do: from the first ReLU on
    this network is linear.

    Parameters
    ----------
    depth : int
        The number of layers after the first ReLU, zero or more; 5 in the paper.
    kernel_size : int
        k, one or more; 9 in the paper. With 1 the filter changes nothing.
    sample_rate : float, Hz
        Above zero; 1024 in the paper. Only `response` depends on it.

    Raises
    ------
    TypeError, ValueError
        If a parameter is of the wrong type or out of its range.

    Examples
    --------
    >>> stack = AveragingStack(depth=1, kernel_size=3)
    >>> stack(torch.tensor([3.0, -1.0, 0.0, 6.0]))
    tensor([1., 2.])
    >>> [name for name, module in stack.named_modules() if isinstance(module, nn.ReLU)]
    ['relu_0', 'relu_1']
    >>> AveragingStack()(torch.ones(40))
    Traceback (most recent call last):
        ...
    ValueError: x must be at least 41 samples long, not 40: without padding, each of 5 layers eats 8
    """

    def __init__(self, depth: int = 5, kernel_size: int = 9, sample_rate: float = 1024) -> None:
        kernel_size = whole_number(kernel_size, "kernel_size", least=1)
        sample_rate = positive(sample_rate, "sample_rate")
        super().__init__([1] * kernel_size, 1 / kernel_size, depth=depth, sample_rate=sample_rate)

    def response(self, frequency: ArrayLike) -> complex | NDArray[np.complex128]:
        """Compute the frequency response of one layer's filter, the Dirichlet kernel.

        H(f) = e^{-i pi f (k-1) / fs} sin(pi f k / fs) / (k sin(pi f / fs)), H(0) = 1.

        Parameters
        ----------
        frequency : float or array-like, Hz
            f; H has the period fs.

        Returns
        -------
        complex or ndarray
            H(f), in the shape of `frequency`. |H| <= 1, and 0 at multiples of fs / k.

        Raises
        ------
        TypeError, ValueError
            If frequency is empty, not real or not finite.

        Examples
        --------
        >>> abs(AveragingStack().response([0.0, 40.0, 1024 / 9])).round(3)
        array([1.   , 0.811, 0.   ])
        """
        f = real_array(frequency, "frequency")
        turn = f / self.sample_rate
        delay = np.exp(-1j * np.pi * turn * (self.kernel_size - 1))
        return (delay * special.diric(2 * np.pi * turn, self.kernel_size))[()]


class DifferencingStack(FilterStack):
    r"""A first ReLU, then `depth` times [slope over `kernel_size` samples, ReLU].

    y[n] = (x[n] - x[n - k + 1]) fs / (k - 1), k = `kernel_size`: for k = 2, the difference of
    neighbours times the sample rate.

    Parameters
    ----------
    depth : int
        The number of layers after the first ReLU, zero or more; 2 in the paper.
    kernel_size : int
        k, two or more; 2 in the paper.
    sample_rate : float, Hz
        fs, above zero; 1024 in the paper.

    Raises
    ------
    TypeError, ValueError
        If a parameter is of the wrong type or out of its range.

    Examples
    --------
    >>> stack = DifferencingStack(depth=1, sample_rate=10)
    >>> stack(torch.tensor([3.0, -1.0, 0.0, 6.0]))
    tensor([ 0.,  0., 60.])
    """

    def __init__(self, depth: int = 2, kernel_size: int = 2, sample_rate: float = 1024) -> None:
        kernel_size = whole_number(kernel_size, "kernel_size", least=2)
        sample_rate = positive(sample_rate, "sample_rate")
        taps = [1, *[0] * (kernel_size - 2), -1]
        super().__init__(
            taps, sample_rate / (kernel_size - 1), depth=depth, sample_rate=sample_rate
        )

    def response(self, frequency: ArrayLike) -> complex | NDArray[np.complex128]:
        """Compute the frequency response of one layer's filter.

        H(f) = (2i fs / (k-1)) sin(pi f (k-1) / fs) e^{-i pi f (k-1) / fs}, about i 2 pi f for small
        f, as of a derivative.

        Parameters
        ----------
        frequency : float or array-like, Hz
            f; H has the period fs.

        Returns
        -------
        complex or ndarray
            H(f) in 1/s, in the shape of `frequency`. H(0) = 0; |H| <= 2 fs / (k-1).

        Raises
        ------
        TypeError, ValueError
            If frequency is empty, not real or not finite.

        Examples
        --------
        >>> abs(DifferencingStack().response([0.0, 40.0, 512.0])).round(1)
        array([   0. ,  250.7, 2048. ])
        """
        f = real_array(frequency, "frequency")
        span = self.kernel_size - 1
        angle = np.pi * f * span / self.sample_rate
        return (2j * self.sample_rate / span * np.sin(angle) * np.exp(-1j * angle))[()]
