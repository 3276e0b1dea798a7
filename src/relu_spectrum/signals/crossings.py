"""Where a periodic sum of tones is zero, how large it gets, how much of its time it is near zero.

- `zero_crossings`: times and slopes of the crossings, to machine precision
- `peak`: the largest value of |x|, which sets the Taylor model's scale
- `zero_density`: p(0), which sets the Taylor model's errors
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from .._checks import real_number
from .periods import common_frequency
from .tones import Tone, tone_tuple

Array = NDArray[np.float64]

_CELLS = 32  # grid cells per period of the highest tone; the grid avoids symmetric points
_OFFSET = 0.3819660112501051


class Wave:
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
    wave = Wave(tones, bias)
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
    wave = Wave(tones, bias)
    return float(np.abs(wave(wave.monotone_points())).max())


def zero_density(tones: Iterable[Tone], *, bias: float = 0.0) -> float:
    """Compute p(0), the amplitude density of x at zero.

    p(0) = f0 sum_z 1 / |x'(t_z)| over the zero crossings t_z of one common period 1 / f0: the share
    of time per unit of amplitude that x spends near zero. Slow crossings weigh most.

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
    A tone has 1 / (pi a) at any frequency; the four tones of the paper have less than half of it.

    >>> from relu_spectrum.signals import PAPER_TONES
    >>> zero_density([Tone(7.0)]) * np.pi, zero_density(PAPER_TONES)
    (1.000000, 0.135812)
    """
    _, slope = zero_crossings(tones, bias=bias)
    f0, _ = common_frequency(tones)
    with np.errstate(divide="ignore"):
        return float(f0 * np.sum(1 / np.abs(slope)))
