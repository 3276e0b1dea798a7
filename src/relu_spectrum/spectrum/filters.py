"""Filters of two or three taps, their gain |H(f)|, and the frequencies that they cannot tell apart.

A filter has the taps w_0, w_1, w_2, the newest sample first, and the frequency response

    H(f) = sum_j w_j exp(-i j omega),   omega = 2 pi f / sample_rate.

Its squared gain is a polynomial in c = cos(omega), which falls from 1 at 0 Hz to -1 at Nyquist:

    |H|^2 = (w_0 - w_2)^2 + w_1^2 + 2 w_1 (w_0 + w_2) c + 4 w_0 w_2 c^2.

Two taps make it linear in c, so |H| rises or falls all the way. Three taps make it a parabola. Its
turning point c* = -w_1 (w_0 + w_2) / (4 w_0 w_2) counts if it lies between -1 and 1: then two
frequencies with c_1 + c_2 = 2 c* have the same gain. Reference for H: Oppenheim and Schafer,
Discrete-Time Signal Processing, chapter 5.

- `response`: H(f), for any number of taps
- `turning_frequency`: where |H| turns round, if it does
- `equal_gain`: the frequencies with a given gain
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import not_negative, positive, real_array


def response(
    taps: ArrayLike, frequency: ArrayLike, *, sample_rate: float
) -> complex | NDArray[np.complex128]:
    """Compute the frequency response H(f) = sum_j w_j exp(-2 pi i j f / sample_rate).

    Parameters
    ----------
    taps : array-like [shape=(..., n_taps)], real-valued
        w_0 (which weights the newest sample), w_1, ...
    frequency : float or array-like [shape=(...)], Hz
        Any; H repeats with the period sample_rate.
    sample_rate : float, Hz
        Above zero.

    Returns
    -------
    complex or ndarray
        The shape of `taps` without its last axis, then the shape of `frequency`. The gain is |H|.

    Raises
    ------
    TypeError, ValueError
        If taps has no axis, or something is not real and finite, or sample_rate not above 0.

    Notes
    -----
    PyTorch and Keras correlate: their kernel is `taps` in reverse. |H| is the same for both orders.

    Examples
    --------
    >>> print(abs(response([1, -1], [0, 8, 16], sample_rate=32)).round(6))
    [0.       1.414214 2.      ]
    """
    taps = _taps(taps)
    omega = 2 * np.pi * real_array(frequency, "frequency") / positive(sample_rate, "sample_rate")
    delays = np.exp(-1j * np.multiply.outer(np.arange(taps.shape[-1]), omega))
    return np.tensordot(taps, delays, axes=1)[()]


def turning_frequency(taps: ArrayLike, *, sample_rate: float) -> float | NDArray[np.float64]:
    """Compute where the gain of a filter of two or three taps turns round.

    f* = arccos(c*) sample_rate / (2 pi), if |c*| < 1, c* = -w_1 (w_0 + w_2) / (4 w_0 w_2).

    Parameters
    ----------
    taps : array-like [shape=(..., 2)] or [shape=(..., 3)], real-valued
        w_0, w_1 and perhaps w_2.
    sample_rate : float, Hz
        Above zero.

    Returns
    -------
    float or ndarray [shape=(...)], Hz
        Between 0 and Nyquist, or NaN where |H| is monotone (or constant) over that band.

    Raises
    ------
    TypeError, ValueError
        For another number of taps, or something that is not real and finite.

    Examples
    --------
    >>> print(turning_frequency([[1, -0.44879, 1], [1, 3, 1], [1, 1, 0]], sample_rate=32).round(4))
    [6.8474    nan    nan]
    """
    curvature, slope, _ = _parabola(taps)
    sample_rate = positive(sample_rate, "sample_rate")
    inside = np.abs(slope) < 2 * np.abs(curvature)
    cosine = np.divide(-slope, 2 * curvature, out=np.full_like(slope, np.nan), where=inside)
    return (np.arccos(cosine) * sample_rate / (2 * np.pi))[()]


def equal_gain(taps: ArrayLike, gain: float, *, sample_rate: float) -> NDArray[np.float64]:
    """Find the frequencies at which a filter of two or three taps has a given gain.

    The roots of 4 w_0 w_2 c^2 + 2 w_1 (w_0 + w_2) c + (w_0 - w_2)^2 + w_1^2 - gain^2 with
    |c| <= 1, as frequencies arccos(c) sample_rate / (2 pi).

    Parameters
    ----------
    taps : array-like [shape=(2,)] or [shape=(3,)], real-valued
        w_0, w_1 and perhaps w_2.
    gain : float
        Zero or more. Divided by |H(f)| it is the factor by which an amplitude must change so that
        a tone of the found frequency is taken for one of f.
    sample_rate : float, Hz
        Above zero.

    Returns
    -------
    ndarray [shape=(0,), (1,) or (2,)], Hz
        From 0 to Nyquist, ascending. Empty if no frequency has this gain, and for a gain that does
        not depend on frequency.

    Raises
    ------
    TypeError, ValueError
        For another number of taps, a negative gain, or something that is not real and finite.

    Examples
    --------
    Two frequencies that three taps cannot tell apart:

    >>> taps = [1, -0.44879, 1]
    >>> equal_gain(taps, abs(response(taps, 3, sample_rate=32)), sample_rate=32).round(4)
    array([ 3., 10.])
    """
    curvature, slope, constant = _parabola(taps)
    if curvature.ndim:
        raise ValueError(f"equal_gain takes one filter, not an array of shape {np.shape(taps)}")
    sample_rate = positive(sample_rate, "sample_rate")
    rest = constant - not_negative(gain, "gain") ** 2
    cosines = np.array(_real_roots(float(curvature), float(slope), float(rest)))
    cosines = np.clip(cosines[np.abs(cosines) <= 1 + 1e-12], -1, 1)
    return np.unique(np.arccos(cosines)) * sample_rate / (2 * np.pi)


def _real_roots(a: float, b: float, c: float) -> list[float]:
    """Return the real roots of a c^2 + b c + c without losing digits where a is small."""
    if a == 0:
        return [] if b == 0 else [-c / b]
    square = b * b - 4 * a * c
    if square < -1e-12 * (b * b + abs(4 * a * c)):  # or a double root, rounded
        return []
    q = -(b + np.copysign(np.sqrt(max(square, 0.0)), b)) / 2
    return [q / a] if q == 0 else [q / a, c / q]


def _parabola(taps: ArrayLike) -> tuple[NDArray, NDArray, NDArray]:
    """Return the coefficients of |H|^2 in cos(omega): second, first and zeroth order."""
    taps = _taps(taps)
    if taps.shape[-1] not in (2, 3):
        raise ValueError(f"taps must be 2 or 3 numbers, not {taps.shape[-1]}")
    padded = np.concatenate([taps, np.zeros((*taps.shape[:-1], 3 - taps.shape[-1]))], axis=-1)
    first, second, third = np.moveaxis(padded, -1, 0)
    return 4 * first * third, 2 * second * (first + third), (first - third) ** 2 + second**2


def _taps(taps: ArrayLike) -> NDArray[np.float64]:
    taps = real_array(taps, "taps")
    if taps.ndim == 0:
        raise ValueError("taps must be an array of at least one tap, not one number")
    return taps
