"""Spectra of images: two-dimensional, and averaged over all directions.

A real image of M rows and N columns is

    x[m, n] = sum_kl X_kl exp(i 2 pi (k m / M + l n / N)),

so X_kl and its mirror image, X at -k, -l, are both there, and a cosine of amplitude a has two lines
of a / 2: unlike the other spectra of this package this one is two-sided, since half a plane has no
natural edge. Reference: Gonzalez and Woods, Digital Image Processing, chapter 4.

- `plane_spectrum`: lines of images
- `PlaneSpectrum`: frequencies, lines, power
- `PlaneSpectrum.radial`, `Radial`: the mean power at each distance from DC
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import fft

from .._checks import real_array

Array = NDArray[np.float64]


class Radial(NamedTuple):
    """The power of a two-dimensional spectrum by its distance from DC.

    Parameters
    ----------
    frequency : ndarray [shape=(rings,)], cycles per sample
        The middle of each ring: 0, 1 / L, 2 / L, ..., where L is the shorter side.
    power : ndarray [shape=(..., rings)]
        The mean power of the lines in each ring.
    lines : ndarray of int [shape=(rings,)]
        How many these are.
    """

    frequency: Array
    power: Array
    lines: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class PlaneSpectrum:
    """A two-sided spectrum of images.

    Parameters
    ----------
    rows, columns : ndarray [shape=(M,)], [shape=(N,)], cycles per sample
        Ascending from -1/2, with 0. `rows` counts cycles from row to row.
    lines : complex ndarray [shape=(..., M, N)]
        X_kl; at 0, 0 it is the mean.

    Examples
    --------
    >>> m, n = np.mgrid[:8, :8]
    >>> found = plane_spectrum(3 + np.cos(2 * np.pi * (m + 2 * n) / 8))
    >>> print(found.dc, found.amplitude.max(), found.amplitude.round(3)[5, 6])
    3.0 3.0 0.5
    >>> print(found.rows[5], found.columns[6])
    0.125 0.25
    """

    rows: Array
    columns: Array
    lines: NDArray[np.complex128]

    @cached_property
    def amplitude(self) -> Array:
        """|X_kl| [shape=(..., M, N)]."""
        return np.abs(self.lines)

    @property
    def power(self) -> Array:
        """|X_kl|^2 [shape=(..., M, N)]: together, the image's mean square (Parseval)."""
        return self.amplitude**2

    @property
    def dc(self) -> float | Array:
        """The mean of each image, with its sign [shape=(...)]."""
        return self.lines[..., self.rows.size // 2, self.columns.size // 2].real[()]

    def radial(self) -> Radial:
        """Average the power over all directions.

        The ring r holds the lines whose distance from DC, sqrt(f_rows^2 + f_columns^2) in cycles
        per sample, is r / L to the nearest, where L is the shorter side. The ring 0 is DC alone,
        and what is nearer to it than half a ring counts for the ring 1. Rings beyond 1/2 hold the
        corners.

        Returns
        -------
        Radial

        Examples
        --------
        >>> m, n = np.mgrid[:8, :8]
        >>> found = plane_spectrum(np.cos(2 * np.pi * (m + 2 * n) / 8)).radial()
        >>> print(found.frequency, (found.power * found.lines).round(3))
        [0. 0.125 0.25 0.375 0.5 0.625 0.75 ] [0. 0. 0.5 0. 0. 0. 0. ]
        """
        shorter = min(self.rows.size, self.columns.size)
        distance = np.hypot(self.rows[:, None], self.columns)
        ring = np.where(distance > 0, np.maximum(np.rint(distance * shorter), 1), 0)
        ring = ring.astype(int).reshape(-1)
        lines = np.bincount(ring)
        flat = self.power.reshape(-1, ring.size)
        total = np.stack([np.bincount(ring, weights=one, minlength=lines.size) for one in flat])
        mean = np.divide(total, lines, out=np.zeros(total.shape), where=lines > 0)
        frequency = np.arange(lines.size) / shorter
        return Radial(frequency, mean.reshape(*self.lines.shape[:-2], lines.size), lines)


def plane_spectrum(x: ArrayLike) -> PlaneSpectrum:
    """Compute the two-sided amplitude spectrum of real images.

    X_kl = (1 / (M N)) sum_mn x[m, n] exp(-i 2 pi (k m / M + l n / N)).

    Parameters
    ----------
    x : array-like [shape=(..., M, N)], real-valued
        The last two axes are rows and columns.

    Returns
    -------
    PlaneSpectrum

    Raises
    ------
    TypeError, ValueError
        If x is empty, complex, not finite, or has fewer than two axes.
    """
    x = real_array(x, "x")
    if x.ndim < 2:
        raise ValueError(f"x must have two axes or more, not the shape {x.shape}")
    rows, columns = x.shape[-2:]
    lines = fft.fftshift(fft.fft2(x, norm="forward"), axes=(-2, -1))
    return PlaneSpectrum(fft.fftshift(fft.fftfreq(rows)), fft.fftshift(fft.fftfreq(columns)), lines)
