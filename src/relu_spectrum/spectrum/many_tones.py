"""Exact lines of ReLU of any periodic sum of tones, from its zero crossings.

Between two zero crossings ReLU(x) is either x or 0, so every Fourier integral of ReLU(x) is a sum
of closed forms at the crossings. With theta = 2 pi f0 t and x = sum_m X_m exp(i m theta), the n-th
two-sided line is

    y_n = sum_m X_m I[n - m],  I[l] = (1/2 pi) int_{x > 0} exp(-i l theta) d theta
                                    = (i / 2 pi l) sum_z s_z exp(-i l theta_z),

s_z = +1 where a positive stretch ends and -1 where it starts. The crossings are found to machine
precision, so nothing is sampled and nothing aliases.

- `relu_lines`: the lines of ReLU(bias + sum of tones)
"""

from collections.abc import Iterable

import numpy as np

from .._checks import whole_number
from ..signals.crossings import Wave
from ..signals.tones import Tone
from .lines import Spectrum


def relu_lines(tones: Iterable[Tone], *, bias: float = 0.0, n_lines: int) -> Spectrum:
    """Compute the exact lines of ReLU(bias + sum of tones).

    Parameters
    ----------
    tones : iterable of Tone
        Their frequencies have a common divisor f0, and every output line is a multiple of it.
    bias : float, optional
        The constant that is added before ReLU.
    n_lines : int
        Number of lines above DC, zero or more.

    Returns
    -------
    Spectrum
        One-sided, at n f0 for n = 0..n_lines, DC not doubled; complex lines with the phases of
        cosines at time 0.

    Raises
    ------
    TypeError, ValueError
        As `crossings.zero_crossings`, or if n_lines is no whole number of at least 0.

    Notes
    -----
    The absolute error is a few rounding errors of the largest amplitude, whatever the line. For one
    tone the lines are those of `one_tone.tone_harmonics`, for two without a common divisor those of
    `two_tones.two_tone_lines` (Bennett 1933).

    Examples
    --------
    >>> spectrum = relu_lines([Tone(10.0)], n_lines=4)
    >>> spectrum.frequency
    array([ 0., 10., 20., 30., 40.])
    >>> spectrum.amplitude * np.pi
    array([1.      , 1.570796, 0.666667, 0.      , 0.133333])
    """
    n_lines = whole_number(n_lines, "n_lines", least=0)
    wave = Wave(tones, bias)
    theta, rising = wave.crossings()
    reach = n_lines + int(wave.multiples.max())
    share = np.zeros(reach + 1, dtype=complex)  # I[0], ..., I[reach]
    orders = np.arange(1, reach + 1)
    if theta.size == 0:
        share[0] = wave.bias > 0  # the mean has the sign of a signal that never changes it
    else:
        ends = np.where(rising, -1.0, 1.0)
        share[0] = ends @ theta / (2 * np.pi) + (ends[0] > 0)  # the last stretch may wrap around
        for end, z in zip(ends, theta, strict=True):
            share[1:] += end * np.exp(-1j * orders * z)
        share[1:] *= 1j / (2 * np.pi * orders)
    both = np.concatenate([share[:0:-1].conj(), share])  # I[-reach], ..., I[reach]
    n = np.arange(n_lines + 1)
    lines = wave.bias * both[n + reach]
    for a, k, phase in zip(wave.amplitudes, wave.multiples, wave.phases, strict=True):
        lines += a / 2 * np.exp(1j * phase) * both[n - k + reach]
        lines += a / 2 * np.exp(-1j * phase) * both[n + k + reach]
    lines[1:] *= 2
    lines[0] = lines[0].real
    return Spectrum(n * wave.f0, lines)
