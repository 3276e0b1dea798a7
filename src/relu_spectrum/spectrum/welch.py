"""Spectra of signals that do not fill whole periods: under a Hann window, averaged over segments.

The window w[n] = sin^2(pi n / L) weakens what leaks from a line into others far away, at the price
of a line that is four bins wide. Divided by its mean it leaves the height of a line: a cosine in
the middle of a bin reads its amplitude, as everywhere in this package. Reference: Welch, The use
of the fast Fourier transform for the estimation of power spectra, IEEE Trans. Audio
Electroacoustics 15(2), 1967.

- `welch_spectrum`: root mean square of the lines of half-overlapping segments
- `strongest_line`: where the tallest line stands, between the bins
- `folded`: where a frequency is seen after sampling
"""

import numpy as np
import scipy  # scipy.signal takes most of the package's start: it is loaded when it is used
from numpy.typing import ArrayLike, NDArray

from .._checks import positive, real_array, whole_number
from .lines import Spectrum


def welch_spectrum(x: ArrayLike, *, sample_rate: float, segment: int = 4096) -> Spectrum:
    """Compute the mean line spectrum of a signal's segments under a Hann window.

    A_k = sqrt(mean over segments of |e_k sum_n w[n] x[n] exp(-i 2 pi k n / L) / sum w|^2), e_k = 1
    at DC and Nyquist, else 2.

    Parameters
    ----------
    x : array-like [shape=(..., N)], real-valued
        The samples; the last axis is time. No mean is taken away.
    sample_rate : float, Hz
    segment : int
        L, at least 2 and at most N. Segments follow each other in steps of L // 2; samples after
        the last whole one are not used. One segment as long as the signal is the periodogram.

    Returns
    -------
    Spectrum
        Its lines are amplitudes without phases, also at DC.

    Raises
    ------
    TypeError, ValueError
        If x is empty, complex or not finite, or shorter than a segment.

    Examples
    --------
    >>> n = np.arange(64)
    >>> x = 3 * np.cos(2 * np.pi * 4 * n / 16)
    >>> print(welch_spectrum(x, sample_rate=16, segment=16).amplitude.round(2))
    [0.  0.  0.  1.5 3.  1.5 0.  0.  0. ]
    """
    x = real_array(x, "x")
    segment = whole_number(segment, "segment", least=2)
    if x.ndim == 0 or x.shape[-1] < segment:
        raise ValueError(f"a segment of {segment} samples is longer than x, of shape {x.shape}")
    frequency, power = scipy.signal.welch(
        x, positive(sample_rate, "sample_rate"), "hann", segment,
        noverlap=segment - segment // 2, detrend=False, scaling="spectrum",
    )  # fmt: skip
    inner = slice(1, (segment + 1) // 2)
    power[..., inner] *= 2  # the mean square of a cosine is half its amplitude squared
    return Spectrum(frequency, np.sqrt(power) + 0j, nyquist=segment % 2 == 0)


def strongest_line(spectrum: Spectrum) -> float:
    """Find the frequency of the tallest line of one signal, DC and what leaks from it apart.

    Parameters
    ----------
    spectrum : Spectrum [lines of shape=(bins,)]
        From `welch_spectrum`, of at least 5 bins.

    Returns
    -------
    float
        In Hz: (k + d) times the distance of bins, k the tallest bin from 2 on; d = (2 r - 1) / (1 +
        r) towards its taller neighbour, which is r times as tall. That is exact for one cosine of
        many periods. 0 where there is no line.

    Raises
    ------
    ValueError
        If it has fewer bins, or is of more than one signal.

    Examples
    --------
    >>> x = np.cos(2 * np.pi * 100.3 * np.arange(1024) / 1024)
    >>> print(f"{strongest_line(welch_spectrum(x, sample_rate=1024, segment=1024)):.3f}")
    100.300
    """
    amplitude = spectrum.amplitude
    if amplitude.ndim != 1 or amplitude.size < 5:
        raise ValueError(f"one signal of at least 5 bins is wanted, not shape {amplitude.shape}")
    k = 2 + int(np.argmax(amplitude[2:-1]))
    if amplitude[k] <= 1e-12 * amplitude.max() or amplitude[k] == 0:
        return 0.0
    side = 1 if amplitude[k + 1] > amplitude[k - 1] else -1
    ratio = amplitude[k + side] / amplitude[k]  # from 1/2 to 1 for one line under a Hann window
    shift = side * max((2 * ratio - 1) / (1 + ratio), 0)
    return float((k + shift) * spectrum.frequency[1])


def folded(frequency: ArrayLike, *, sample_rate: float) -> float | NDArray[np.float64]:
    """Tell where frequencies are seen after sampling.

    Parameters
    ----------
    frequency : float or array-like, Hz
    sample_rate : float, Hz

    Returns
    -------
    float or ndarray
        From 0 to half the sample rate; those up to there keep their place.

    Raises
    ------
    TypeError, ValueError
        If a frequency is not real and finite, or the sample rate is not above 0.

    Examples
    --------
    >>> folded([100.0, 600.0, 1100.0], sample_rate=1000)
    array([100., 400., 100.])
    """
    rate = positive(sample_rate, "sample_rate")
    turns = real_array(frequency, "frequency") / rate
    return (np.abs(turns - np.rint(turns)) * rate)[()]
