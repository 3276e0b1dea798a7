"""Line spectra: one-sided, in amplitude.

One convention holds for every spectrum of this package. A real periodic signal is

    x(t) = Re sum_k X_k exp(i 2 pi f_k t),  f_k >= 0,

so a cosine's line reads its amplitude. Lines between DC and Nyquist are doubled against the
two-sided spectrum; DC and Nyquist, which have no mirror image, are **not** doubled, so the line at
0 Hz reads the mean. Reference: Oppenheim and Schafer, Discrete-Time Signal Processing, chapter 8.

- `amplitude_spectrum`: lines of a sampled signal
- `Spectrum`: frequencies and lines, wherever they come from; their power
- `decibels`: 20 log10 of amplitudes
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import fft

from .._checks import positive, real_array


@dataclass(frozen=True, eq=False)
class Spectrum:
    """A one-sided line spectrum on an even grid of frequencies that starts at 0 Hz.

    Parameters
    ----------
    frequency : ndarray [shape=(bins,)], Hz
        0, df, 2 df, ...
    lines : complex ndarray [shape=(..., bins)]
        X_k with x(t) = Re sum_k X_k exp(i 2 pi f_k t): a cos(2 pi f t + phi) has the line
        a exp(i phi). DC and Nyquist are not doubled.
    nyquist : bool
        Whether the last line stands at half the sample rate, as that of an even number of samples.

    Examples
    --------
    >>> spectrum = Spectrum(np.array([0.0, 5.0]), np.array([-0.5 + 0j, 2j]))
    >>> print(spectrum.amplitude, spectrum.dc, spectrum.at(5.0))
    [0.5 2. ] -0.5 2.0
    """

    frequency: NDArray[np.float64]
    lines: NDArray[np.complex128]
    nyquist: bool = False

    @cached_property
    def amplitude(self) -> NDArray[np.float64]:
        """|X_k| [shape=(..., bins)], zero or more, also at DC."""
        return np.abs(self.lines)

    @property
    def power(self) -> NDArray[np.float64]:
        """The mean square of each line [shape=(..., bins)]: |X_k|^2 / 2, at DC and Nyquist |X_k|^2.

        Together they are the signal's mean square (Parseval).
        """
        power = self.amplitude**2 / 2
        power[..., 0] *= 2
        if self.nyquist:
            power[..., -1] *= 2
        return power

    @property
    def dc(self) -> float | NDArray[np.float64]:
        """The mean of the signal, with its sign [shape=(...)]."""
        return self.lines[..., 0].real[()]

    def at(self, frequency: ArrayLike) -> float | NDArray[np.float64]:
        """Read the amplitude of the lines at some frequencies of the grid.

        Parameters
        ----------
        frequency : float or array-like, Hz
            On the grid (to a millionth of a bin): nothing is interpolated.

        Returns
        -------
        float or ndarray
            The shape of `amplitude` with the last axis replaced by the shape of `frequency`.

        Raises
        ------
        ValueError
            If a frequency is outside the spectrum or between two lines of its grid.
        """
        wanted = real_array(frequency, "frequency")
        top = self.frequency[-1]
        step = top / max(self.frequency.size - 1, 1)
        outside = (wanted < 0) | (wanted > top + 1e-6 * step)
        if outside.any():
            f = wanted[outside].flat[0]
            raise ValueError(f"{f:g} Hz is outside the spectrum, 0 to {top:g} Hz")
        place = wanted / (step or 1.0)  # a spectrum of DC alone has no step
        bins = np.rint(place).astype(int)
        off = np.abs(place - bins) > 1e-6
        if off.any():
            raise ValueError(
                f"{wanted[off].flat[0]:g} Hz is off the grid of {step:g} Hz: its nearest line is "
                f"at {self.frequency[bins[off].flat[0]]:g} Hz"
            )
        return self.amplitude[..., bins][()]


def amplitude_spectrum(x: ArrayLike, *, sample_rate: float) -> Spectrum:
    """Compute the one-sided amplitude spectrum of real samples.

    X_k = (e_k / N) sum_n x[n] exp(-i 2 pi k n / N), e_k = 1 at DC and Nyquist, else 2.

    Parameters
    ----------
    x : array-like [shape=(..., N)], real-valued
        The samples; the last axis is time.
    sample_rate : float, Hz
        Above zero.

    Returns
    -------
    Spectrum
        `frequency` [shape=(N // 2 + 1,)] from 0 Hz in steps of sample_rate / N, lines
        [shape=(..., N // 2 + 1)]. Exact to rounding for tones that fill whole periods.

    Raises
    ------
    TypeError, ValueError
        If x is empty, complex, not finite or has no time axis, or sample_rate is not above 0.

    Notes
    -----
    The reproduction scripts of the paper double bin 0 with all others; here DC reads the mean.

    Examples
    --------
    >>> n = np.arange(8)
    >>> spectrum = amplitude_spectrum(3 - 2 * np.cos(2 * np.pi * n / 8), sample_rate=8)
    >>> spectrum.frequency
    array([0., 1., 2., 3., 4.])
    >>> print(spectrum.dc, spectrum.at(1.0))
    3.0 2.0
    """
    x = real_array(x, "x")
    if x.ndim == 0:
        raise ValueError("x must have a time axis as its last axis, not be one number")
    sample_rate = positive(sample_rate, "sample_rate")
    n_samples = x.shape[-1]
    lines = fft.rfft(x, axis=-1) / n_samples
    lines[..., 1 : (n_samples + 1) // 2] *= 2
    frequency = np.arange(n_samples // 2 + 1) * sample_rate / n_samples
    return Spectrum(frequency, lines, nyquist=n_samples > 1 and n_samples % 2 == 0)


def decibels(amplitude: ArrayLike, *, floor: float = -np.inf) -> NDArray[np.float64]:
    """Compute 20 log10 of amplitudes.

    Parameters
    ----------
    amplitude : array-like, 0 or more
    floor : float, dB, optional
        What is lower, and zero, is set to this; by default zero gives minus infinity.

    Returns
    -------
    ndarray

    Raises
    ------
    TypeError, ValueError
        If an amplitude is not a number of 0 or more.

    Examples
    --------
    >>> print(decibels([1, 0.1, 0], floor=-80))
    [  0. -20. -80.]
    """
    with np.errstate(divide="ignore"):
        return np.maximum(20 * np.log10(real_array(amplitude, "amplitude", least=0.0)), floor)
