"""The same phase shift for every line: an all-pass, between the identity and a Hilbert transformer.

H(0) = 1 and H(f) = e^{i phi} for f > 0, so that |H(f)| = 1 throughout: no line changes its size,
DC included. What changes is where the peaks and troughs of the signal are, and how deep. With
phi = 90 degrees the part without DC is the negative of its Hilbert transform; other angles are
known as the fractional Hilbert transform.

- `shift_phase`: the filter, applied to one period of a signal
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import real_array, real_number

__all__ = ["shift_phase"]


def shift_phase(x: ArrayLike, degrees: float) -> NDArray[np.float64]:
    r"""Shift the phase of every line by the same angle, and leave DC as it is.

    A part :math:`a \cos(2 \pi f t + \theta)` of the signal becomes
    :math:`a \cos(2 \pi f t + \theta + \varphi)`.

    Parameters
    ----------
    x : array-like [shape=(..., time)], real-valued
        Whole periods of a signal: its end is followed by its beginning. At least one sample.
    degrees : float
        :math:`\varphi`. At 0 nothing changes; at 180 the part without DC is turned over.

    Returns
    -------
    ndarray [shape=(..., time)]
        The line at half the sample rate, which has no phase to shift, is left as it is.

    Raises
    ------
    TypeError, ValueError
        If x has no time axis, or something is not real and finite.

    Examples
    --------
    A quarter of a period earlier, and the mean stays:

    >>> x = 3 + np.cos(2 * np.pi * np.arange(8) / 8)
    >>> shift_phase(x, 90).round(2)
    array([3.  , 2.29, 2.  , 2.29, 3.  , 3.71, 4.  , 3.71])
    """
    x = real_array(x, "x")
    if x.ndim == 0:
        raise ValueError("x must have a time axis as its last axis, not be one number")
    turn = np.exp(1j * np.radians(real_number(degrees, "degrees")))
    lines = np.fft.rfft(x)
    lines[..., 1 : (x.shape[-1] + 1) // 2] *= turn
    return np.fft.irfft(lines, x.shape[-1])
