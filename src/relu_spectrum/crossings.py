"""Exact lines of ReLU of any periodic sum of tones, from its zero crossings.

Between two zero crossings ReLU(x) is either x or 0, so every Fourier integral of ReLU(x) is a sum
of closed forms at the crossings. With theta = 2 pi f0 t and x = sum_m X_m exp(i m theta), the n-th
two-sided line is

    y_n = sum_m X_m I[n - m],  I[l] = (1/2 pi) int_{x > 0} exp(-i l theta) d theta
                                    = (i / 2 pi l) sum_z s_z exp(-i l theta_z),

s_z = +1 where a positive stretch ends and -1 where it starts. The crossings are found to machine
precision, so nothing is sampled and nothing aliases.

- `zero_crossings`, `peak`, `zero_density`: where x is 0, how large it gets, how much of its time
  it spends near 0
- `relu_lines`: the lines of ReLU(bias + sum of tones)
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ._checks import real_number, whole_number
from .signals import Tone, common_frequency, tone_tuple
from .spectrum import Spectrum

Array = NDArray[np.float64]

_CELLS = 32  # grid cells per period of the highest tone; the grid avoids symmetric points
_OFFSET = 0.3819660112501051


class _Wave:
    """x(theta) = bias + sum_j a_j cos(k_j theta + phi_j), one period in theta = 0..2 pi."""

    def __init__(self, tones: Iterable[Tone], bias: float) -> None:
        tones = tone_tuple(tones)
        self.bias = real_number(bias, "bias")
        self.f0, self.multiples = common_frequency(tones)
        self.amplitudes = np.array([tone.amplitude for tone in tones])
        self.phases = np.array([tone.phase for tone in tones])

    def __call__(self, theta: Array, order: int = 0) -> Array:
        """Evaluate the derivative of this order, d^order x / d theta^order."""
        angle = np.multiply.outer(theta, self.multiples) + (self.phases + order * np.pi / 2)
        value = np.cos(angle) @ (self.amplitudes * self.multiples.astype(float) ** order)
        return value + self.bias if order == 0 else value

    def _roots(self, points: Array, order: int, positive: NDArray[np.bool_]) -> Array:
        """Refine one root per pair of neighbouring points that differ in `positive`."""
        change = np.flatnonzero(positive[1:] != positive[:-1])
        low, high, rising = points[change], points[change + 1], positive[change + 1]
        root = (low + high) / 2
        for _ in range(100):  # Newton's method, kept in its bracket by bisection
            value, slope = self(root, order), self(root, order + 1)
            right = (value > 0) == rising
            low, high = np.where(right, low, root), np.where(right, root, high)
            with np.errstate(divide="ignore", invalid="ignore"):
                step = root - value / slope
            new = np.where((step >= low) & (step <= high), step, (low + high) / 2)
            moved = np.abs(new - root)
            root = new
            if np.all(moved <= 1e-15 * high):
                break
        return root

    def monotone_points(self) -> Array:
        """Return a grid over one period that contains all turning points, so x is monotone between.

        Roots of a derivative split the cells in which the function below it could have two.
        """
        n_cells = _CELLS * int(self.multiples.max())
        points = (np.arange(n_cells + 1) + _OFFSET) * (2 * np.pi / n_cells)
        for order in (3, 2, 1):
            turning = self._roots(points, order, self(points, order) > 0)
            points = np.sort(np.concatenate([points, turning]))
        return points

    def crossings(self) -> tuple[Array, NDArray[np.bool_]]:
        """Return the zero crossings in theta, ascending in 0..2 pi, and which of them rise."""
        points = self.monotone_points()
        value = self(points)
        # A turning point at zero only touches it, and belongs to the side on which x bends.
        tiny = 8 * np.finfo(float).eps * (self.amplitudes.sum() + abs(self.bias))
        positive = np.where(np.abs(value) <= tiny, self(points, 2) > 0, value > 0)
        theta = self._roots(points, 0, positive) % (2 * np.pi)
        order = np.argsort(theta)
        return theta[order], positive[1:][positive[1:] != positive[:-1]][order]


def zero_crossings(tones: Iterable[Tone], *, bias: float = 0.0) -> tuple[Array, Array]:
    """Find where bias + sum of tones crosses zero within one common period.

    Parameters
    ----------
    tones : iterable of Tone
        Their frequencies have a common divisor f0 (see `common_frequency`).
    bias : float, optional
        The constant that is added.

    Returns
    -------
    time : ndarray [shape=(crossings,)], seconds
        Ascending, from 0 to below 1 / f0, to machine precision. Points where x only touches zero
        are left out, so rising and falling crossings alternate.
    slope : ndarray [shape=(crossings,)], 1 / second
        dx/dt there.

    Raises
    ------
    TypeError, ValueError
        For tones without a common frequency, or a bias that is no finite number.

    Notes
    -----
    Crossings are bracketed on a grid of 32 cells per period of the highest tone, split at the
    roots of the first three derivatives, so that close pairs are not missed, and refined by
    Newton's method within brackets.

    Examples
    --------
    >>> time, slope = zero_crossings([Tone(1.0)], bias=0.5)
    >>> time, slope / np.pi
    (array([0.333333, 0.666667]), array([-1.732051, 1.732051]))
    """
    wave = _Wave(tones, bias)
    theta, _ = wave.crossings()
    return theta / (2 * np.pi * wave.f0), wave(theta, 1) * (2 * np.pi * wave.f0)


def peak(tones: Iterable[Tone], *, bias: float = 0.0) -> float:
    """Compute M = max |x| of a periodic sum of tones plus a constant.

    Parameters
    ----------
    tones : iterable of Tone
        Their frequencies have a common divisor.
    bias : float, optional
        The constant that is added.

    Returns
    -------
    float
        The largest magnitude over all times, to rounding; at most the sum of the amplitudes and
        |bias|, and equal to it when all phases are 0 and the bias is not negative.

    Raises
    ------
    TypeError, ValueError
        As `zero_crossings`.

    Examples
    --------
    >>> peak([Tone(1.0), Tone(3.0, 1 / 3)]), peak([Tone(1.0), Tone(3.0, 1 / 3, np.pi)])
    (1.333333, 0.942809)
    """
    wave = _Wave(tones, bias)
    return float(np.abs(wave(wave.monotone_points())).max())


def zero_density(tones: Iterable[Tone], *, bias: float = 0.0) -> float:
    """Compute p(0), the amplitude density of x at zero.

    p(0) = f0 sum_z 1 / |x'(t_z)|, the share of time per unit of amplitude that x spends near zero.

    Parameters
    ----------
    tones : iterable of Tone
        Their frequencies have a common divisor.
    bias : float, optional
        The constant that is added.

    Returns
    -------
    float, 1 / unit of x
        0 where x never crosses zero. It grows without bound as two crossings meet; where x only
        touches zero, which would make it infinite, it is not counted.

    Raises
    ------
    TypeError, ValueError
        As `zero_crossings`.

    Examples
    --------
    A tone spends 1 / (pi a) near zero; the four tones of the paper a little less than a half of it.

    >>> from relu_spectrum.signals import PAPER_TONES
    >>> zero_density([Tone(7.0)]) * np.pi, zero_density(PAPER_TONES)
    (1.000000, 0.135812)
    """
    _, slope = zero_crossings(tones, bias=bias)
    f0, _ = common_frequency(tones)
    with np.errstate(divide="ignore"):
        return float(f0 * np.sum(1 / np.abs(slope)))


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
        As `zero_crossings`, or if n_lines is no whole number of at least 0.

    Notes
    -----
    The absolute error is a few rounding errors of the largest amplitude, whatever the line. For one
    tone the lines are those of `exact.tone_harmonics`, for two without a common divisor those of
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
    wave = _Wave(tones, bias)
    theta, rising = wave.crossings()
    reach = n_lines + int(wave.multiples.max())
    share = np.zeros(reach + 1, dtype=complex)  # I[0], ..., I[reach]
    orders = np.arange(1, reach + 1)
    if theta.size == 0:
        share[0] = wave(np.zeros(1))[0] > 0
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
