"""The two example networks of section V.A of Kechris et al. (arXiv:2407.16556).

A first ReLU, then `depth` times [filter, ReLU], with nothing to train: one filter for all layers,
applied without padding ("valid"), so that every layer eats `kernel_size - 1` samples.

- `AveragingStack`: the mean of `kernel_size` samples, a low-pass; the lines that ReLU adds fade
- `DifferencingStack`: the slope over `kernel_size` samples, a high-pass; these lines grow
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from .._checks import positive, real_array, whole_number
from .filter_stack import FilterStack

__all__ = ["AveragingStack", "DifferencingStack"]


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
    >>> import torch
    >>> stack = AveragingStack(depth=1, kernel_size=3)
    >>> stack(torch.tensor([3.0, -1.0, 0.0, 6.0]))
    tensor([1., 2.])
    >>> [name for name, _ in stack.named_children() if name.startswith("relu")]
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
    >>> import torch
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
