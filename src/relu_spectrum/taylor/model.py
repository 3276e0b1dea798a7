"""The Taylor model of ReLU (Kechris et al., arXiv:2407.16556), computed stably.

ReLU(x) = x/2 + |x|/2 and |x| = sqrt(A) sqrt(1 + g), g = x^2/A - 1. The first N terms of the
binomial series of sqrt(1 + g) give the N-term model

    model_N(x) = x/2 + (sqrt(A)/2) sum_{n=0}^{N-1} a_n g^n,

convergent for |g| <= 1, that is x^2 <= 2A. Sums are Horner's in g; powers of x^2, with coefficients
of 1e11 at N = 50, and factorials never appear.

- `coefficients`: a_n
- `relu_model`: the model of samples
- `line_spectrum`: the exact lines of the model of a sum of tones
- `sup_error`, `rms_error`, `dc_error`, `error_law`, `best_scale`: how far the model is from ReLU
  (from `relu_spectrum.taylor.errors`)
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import fft

from .._checks import positive, real_array, whole_number
from ..signals.crossings import peak
from ..signals.periods import common_frequency
from ..signals.tones import Tone, tone_tuple
from ..spectrum.lines import Spectrum, amplitude_spectrum
from .errors import best_scale, dc_error, error_law, rms_error, sup_error

__all__ = [
    "best_scale",
    "coefficients",
    "dc_error",
    "error_law",
    "line_spectrum",
    "relu_model",
    "rms_error",
    "sup_error",
]


def coefficients(n_terms: int) -> NDArray[np.float64]:
    """Compute the binomial coefficients of sqrt(1 + g).

    a_0 = 1, a_{n+1} = -a_n (2n - 1) / (2n + 2), which is (-1)^n (2n)! / ((1 - 2n) (n!)^2 4^n).

    Parameters
    ----------
    n_terms : int
        N, at least 1.

    Returns
    -------
    ndarray [shape=(N,)]
        a_0, ..., a_{N-1}; signs alternate from a_1 on, and |a_n| ~ 1 / (2 sqrt(pi) n^{3/2}). The
        relative error grows like sqrt(N) rounding errors: about 1e-13 at a million terms.

    Raises
    ------
    TypeError, ValueError
        If n_terms is no whole number of at least 1.

    Examples
    --------
    >>> coefficients(5) * 128
    array([128.,  64., -16.,   8.,  -5.])
    """
    n = np.arange(whole_number(n_terms, "n_terms", least=1) - 1)
    return np.concatenate([[1.0], np.cumprod((1 - 2 * n) / (2 * n + 2))])


def _model(x: NDArray[np.float64], n_terms: int, scale: float) -> NDArray[np.float64]:
    """Sum the model by Horner's rule, in place."""
    a = coefficients(n_terms)
    g = x**2 / scale - 1
    total = np.full_like(x, a[-1])
    for coefficient in a[-2::-1]:
        total *= g
        total += coefficient
    return x / 2 + np.sqrt(scale) / 2 * total


def _checked_scale(scale: float | None, largest: float) -> float:
    """Return A, max|x|^2 / 2 unless given, if the series converges with it."""
    if scale is None:
        if largest == 0:
            raise ValueError("x is zero everywhere, so max|x|^2 / 2 is no scale: give one above 0")
        return largest**2 / 2
    scale = positive(scale, "scale")
    excess = largest**2 / (2 * scale) - 1
    if excess > 1e-12:
        raise ValueError(
            f"the series diverges: max x^2 = {largest**2:.6g} is above 2 * scale = "
            f"{2 * scale:.6g} by {largest**2 - 2 * scale:.3g} ({excess:.3%}); "
            f"scale must be at least max|x|^2 / 2 = {largest**2 / 2:.6g}"
        )
    return scale


def relu_model(x: ArrayLike, *, n_terms: int, scale: float | None = None) -> NDArray[np.float64]:
    """Evaluate the N-term Taylor model of ReLU.

    Parameters
    ----------
    x : array-like [shape=(...)], real-valued
        The values that go in.
    n_terms : int
        N, at least 1.
    scale : float, optional
        A, in units of x^2; by default max|x|^2 / 2 over all of x, the smallest that converges.

    Returns
    -------
    ndarray [shape=(...)]
        The model at each value. It lies above ReLU where x^2 < A, and within sqrt(A) |a_N| / 2 of
        it beyond.

    Raises
    ------
    TypeError, ValueError
        For input that is not real and finite, n_terms below 1, or a scale with which the series
        diverges; the message says by how much and which scale would do.

    Notes
    -----
    The model is about ReLU blurred by a Gaussian of variance A / 2N: see `error_law`.

    Examples
    --------
    >>> relu_model([-1.0, 0.0, 1.0], n_terms=50)
    array([0.000144, 0.028423, 1.000144])
    """
    x = real_array(x, "x")
    n_terms = whole_number(n_terms, "n_terms", least=1)
    return _model(x, n_terms, _checked_scale(scale, float(np.abs(x).max())))


def line_spectrum(tones: Iterable[Tone], *, n_terms: int, scale: float | None = None) -> Spectrum:
    """Compute the exact lines of the N-term model of a sum of tones.

    The model is a polynomial of degree 2(N-1) in x, so its highest line is at 2(N-1) K f0, with
    K f0 the highest tone. One period on a grid of more than twice as many points holds all lines
    without aliasing, and one FFT reads them.

    Parameters
    ----------
    tones : iterable of Tone
        Their frequencies have a common divisor f0 (see `signals.common_frequency`), any phases.
        A tone of 0 Hz is a constant.
    n_terms : int
        N, at least 1.
    scale : float, optional
        A, in units of x^2; by default M^2 / 2, M = max|x| over all times (the sum of the amplitudes
        when all phases are 0).

    Returns
    -------
    Spectrum
        One-sided, at n f0 for n = 0..max(1, 2(N-1)) K, DC not doubled; complex lines with
        the phases of cosines at time 0. The absolute error is below 1e-14 for unit tones.

    Raises
    ------
    TypeError, ValueError
        As `relu_model`, or for tones without a common frequency.

    Examples
    --------
    >>> spectrum = line_spectrum([Tone(10.0)], n_terms=50)
    >>> print(spectrum.dc * np.pi, spectrum.at(10.0), spectrum.at(20.0) * np.pi)
    1.002554 0.500000 0.661686
    """
    tones = tone_tuple(tones)
    n_terms = whole_number(n_terms, "n_terms", least=1)
    f0, multiples = common_frequency(tones)
    if any(tone.phase for tone in tones):
        largest = peak(tones)
    else:
        largest = sum(tone.amplitude for tone in tones)
    scale = _checked_scale(scale, largest)
    highest = max(1, 2 * (n_terms - 1)) * int(multiples.max())
    n_points = fft.next_fast_len(2 * highest + 1, real=True)
    n = np.arange(n_points)
    x = np.zeros(n_points)
    for tone, k in zip(tones, multiples, strict=True):
        x += tone.amplitude * np.cos(2 * np.pi / n_points * (k * n % n_points) + tone.phase)
    model = amplitude_spectrum(_model(x, n_terms, scale), sample_rate=n_points)
    return Spectrum(np.arange(highest + 1) * f0, model.lines[: highest + 1])
