"""Exact lines of ReLU of one tone, and what becomes of its DC when the tone is sampled.

A tone with a bias passes ReLU for the conduction angle 2 phi, cos phi = -b/a, of each period, as
amplifiers of class A, AB, B and C do; its Fourier integrals over that part are elementary. Sampling
folds all lines above Nyquist back, some of them onto DC, so the mean of samples depends on phase
and on q, where the tone has p periods in q samples. Reference for the biased rectifier: Bennett,
The biased ideal rectifier, Bell System Technical Journal 26, 1947.

- `conduction_angle`: phi, from 0 (ReLU is dead) to pi (ReLU is idle)
- `tone_harmonics`: the Fourier series of ReLU(b + a cos theta)
- `sampled_tone_dc`: the mean of ReLU over the samples of a tone
"""

from math import gcd

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import real_array, whole_number


def conduction_angle(amplitude: ArrayLike, *, bias: ArrayLike = 0.0) -> NDArray[np.float64]:
    """Compute half the conduction angle, phi = arccos(-b/a), of ReLU(b + a cos theta).

    ReLU passes its input where |theta| < phi, the share phi / pi of each period. For b <= -a that
    is never (phi = 0, a dead ReLU), for b >= a always (phi = pi, an idle one).

    Parameters
    ----------
    amplitude : float or array-like [shape=(...)]
        a, zero or more.
    bias : float or array-like [shape=(...)], optional
        b; shapes broadcast with amplitude.

    Returns
    -------
    float or ndarray [shape=(...)], radians
        phi, 0 to pi, to rounding; 0 where a = b = 0.

    Raises
    ------
    TypeError, ValueError
        For a negative amplitude, or numbers that are not real and finite.

    Examples
    --------
    >>> conduction_angle(1.0, bias=[-1.5, -0.5, 0.0, 0.5, 1.5]) / np.pi
    array([0.      , 0.333333, 0.5     , 0.666667, 1.      ])
    """
    a, b = real_array(amplitude, "amplitude", least=0), real_array(bias, "bias")
    # arctan2 is arccos(-b/a) without its loss of digits near |b| = a, and is defined for a = 0.
    inside = np.sqrt(np.maximum((a - b) * (a + b), 0))
    return np.where(np.abs(b) < a, np.arctan2(inside, -b), np.where(b > 0, np.pi, 0.0))[()]


def tone_harmonics(
    amplitude: ArrayLike, *, bias: ArrayLike = 0.0, n_harmonics: int
) -> NDArray[np.float64]:
    """Compute the cosine series of ReLU(b + a cos theta), for every real bias b.

    ReLU(b + a cos theta) = sum_n c_n cos(n theta). With phi of `conduction_angle`,

        c_0 = (a sin phi + b phi) / pi,   c_1 = (a / pi) (phi - sin phi cos phi),
        c_n = (2a / pi) (sin(n phi) cos phi - n cos(n phi) sin phi) / (n (n^2 - 1)),   n >= 2.

    Parameters
    ----------
    amplitude : float or array-like [shape=(...)]
        a, zero or more.
    bias : float or array-like [shape=(...)], optional
        b; shapes broadcast with amplitude.
    n_harmonics : int
        The highest n, zero or more.

    Returns
    -------
    ndarray [shape=(..., n_harmonics + 1)]
        c_0, ..., c_n, one-sided with sign: |c_n| is the amplitude of the line at n f, and c_0 is
        the mean, not doubled. The absolute error is a few rounding errors of a + |b|.

    Raises
    ------
    TypeError, ValueError
        For a negative amplitude, numbers that are not real and finite, or n_harmonics below 0.

    Notes
    -----
    Without bias c_0 = a/pi, c_1 = a/2, c_{2k} = (2a/pi) (-1)^{k+1} / (4k^2 - 1), the rest are 0.
    With a bias the tone's gain c_1/a goes from 0 to 1 and odd harmonics appear. For |b| >= a ReLU
    passes all of the signal or nothing, and no new line arises. The slope of the mean, dc_0/db, is
    phi / pi.

    Examples
    --------
    >>> (tone_harmonics(1.0, n_harmonics=4) * np.pi).round(6) + 0.0
    array([ 1.      ,  1.570796,  0.666667,  0.      , -0.133333])
    >>> tone_harmonics(1.0, bias=[-1.5, 1.5], n_harmonics=2)
    array([[0. , 0. , 0. ],
           [1.5, 1. , 0. ]])
    """
    n_harmonics = whole_number(n_harmonics, "n_harmonics", least=0)
    a, b = np.broadcast_arrays(
        real_array(amplitude, "amplitude", least=0), real_array(bias, "bias")
    )
    a, b = a[..., np.newaxis], b[..., np.newaxis]
    phi = conduction_angle(a, bias=b)
    sine, cosine = np.sin(phi), np.cos(phi)
    n = np.arange(2, max(n_harmonics, 1) + 1)
    higher = np.sin(n * phi) * cosine - n * np.cos(n * phi) * sine
    series = np.concatenate(
        [
            (a * sine + b * phi) / np.pi,
            a / np.pi * (phi - sine * cosine),
            2 * a / np.pi * higher / (n * (n**2 - 1)),
        ],
        axis=-1,
    )
    return series[..., : n_harmonics + 1]


def sampled_tone_dc(
    p: int, q: int, *, phase: ArrayLike = 0.0, amplitude: float = 1.0
) -> float | NDArray[np.float64]:
    """Compute the mean of ReLU over the samples of a tone, aliasing included.

    The mean of ReLU(a cos(2 pi p n / q + phi)) over n = 0..q-1, with p / q in lowest terms:

        q even:  a cos(d) / (q sin(pi / q)),     d = phi (+ pi/q if 4 divides q) wrapped to +-pi/q,
        q odd:   a cos(d) / (2q sin(pi / 2q)),   d = phi wrapped to +-pi/2q (period pi/q),

    and ReLU(a cos phi) for q = 1. The period of d is twice the bound to which it is wrapped.

    Parameters
    ----------
    p : int
        Periods in q samples, zero or more: frequency p / q of the sample rate.
    q : int
        Samples, at least 1.
    phase : float or array-like [shape=(...)], radians, optional
        phi, the phase at the first sample.
    amplitude : float or array-like, optional
        a, zero or more; shapes broadcast with phase.

    Returns
    -------
    float or ndarray [shape=(...)]
        The mean, not doubled. It depends on p only through the lowest terms of p / q, and tends to
        a / pi for large q: at phi = 0 the relative deviation is -pi^2 / 3q^2 where 4 divides q,
        +pi^2 / 6q^2 for other even q, +pi^2 / 24q^2 for odd q.

    Raises
    ------
    TypeError, ValueError
        If p or q is no whole number in its range, or phase or amplitude is not real and finite.

    Notes
    -----
    All q samples are visited once, in another order for each p. For q >= 2 their mean is 0, so the
    mean of ReLU is half the mean of |x|, a sum of equidistant |cos| that is elementary.

    Examples
    --------
    At 32 Hz, tones of 3 and 10 Hz that start at phase 0 against 1 / pi:

    >>> print(sampled_tone_dc(3, 32) * np.pi - 1, sampled_tone_dc(10, 32) * np.pi - 1)
    -0.0032 -0.0129
    """
    p = whole_number(p, "p", least=0)
    q = whole_number(q, "q", least=1)
    phase = real_array(phase, "phase")
    amplitude = real_array(amplitude, "amplitude", least=0)
    q //= gcd(p, q)
    if q == 1:
        return (amplitude * np.maximum(np.cos(phase), 0))[()]
    points = q if q % 2 else q // 2  # distinct |cos| values, pi / points apart
    start = phase + (np.pi / q if q % 4 == 0 else 0)
    half = np.pi / (2 * points)
    d = (start + half) % (2 * half) - half
    return (amplitude * np.cos(d) / (2 * points * np.sin(half)))[()]
