"""How fast the Taylor model converges: algebraically, with one law behind all rates.

The N-term model is close to ReLU blurred by a Gaussian of variance A / 2N, so with
ierfc(z) = exp(-z^2) / sqrt(pi) - z erfc(z),

    model_N(x) - ReLU(x) ~ (1/2) sqrt(A/N) ierfc(|x| sqrt(N/A)).

Its height gives the sup error (rate N^{-1/2}), its width times height the error of DC (rate
N^{-1}), its square the RMS error (rate N^{-3/4}). Decay like |g|^N, g = x^2/A - 1, holds only
pointwise, at fixed 0 < x^2 < 2A.

- `error_law`: the law above
- `sup_error`, `rms_error`, `dc_error`: the three errors
- `best_scale`: the A with the least sup error
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from .._checks import not_negative, positive, real_array, whole_array

_C2 = (np.sqrt(2) - 1) / (3 * np.sqrt(np.pi))  # int_0^inf ierfc(z)^2 dz


def error_law(x: ArrayLike, *, n_terms: int, scale: float) -> NDArray[np.float64]:
    """Predict model_N(x) - ReLU(x) = (1/2) sqrt(A/N) ierfc(|x| sqrt(N/A)).

    Parameters
    ----------
    x : array-like [shape=(...)], real-valued
        The values that go into ReLU.
    n_terms : int or array of int
        N, at least 1; shapes broadcast with x.
    scale : float
        A, in units of x^2, above 0.

    Returns
    -------
    ndarray [shape=(...)]
        The predicted error, in units of x, above 0. Its own relative error at x = 0 is about
        3 / (8N); far from 0 it says only that the error is small.

    Raises
    ------
    TypeError, ValueError
        For values that are not real and finite or out of range.

    Notes
    -----
    Derived here from a_n ~ n^{-3/2} and (1 - x^2/A)^n ~ exp(-n x^2/A); not in the paper.

    Examples
    --------
    >>> error_law([0.0, 0.1], n_terms=50, scale=0.5)
    array([0.028209, 0.002513])
    """
    n = whole_array(n_terms, "n_terms", least=1)
    scale = positive(scale, "scale")
    z = np.abs(real_array(x, "x")) * np.sqrt(n / scale)
    return np.sqrt(scale / n) / 2 * (np.exp(-(z**2)) / np.sqrt(np.pi) - z * special.erfc(z))


def sup_error(n_terms: ArrayLike, *, scale: float) -> float | NDArray[np.float64]:
    """Compute the sup error exactly: (sqrt(A)/2) C(2N-2, N-1) / 4^{N-1} ~ (1/2) sqrt(A / (pi N)).

    Parameters
    ----------
    n_terms : int or array of int
        N, at least 1.
    scale : float
        A, in units of x^2, above 0.

    Returns
    -------
    float or ndarray
        max |model_N - ReLU| over 0 <= x^2 <= 2A, in units of x, taken at x = 0. The relative
        rounding error is below 1e-12.

    Raises
    ------
    TypeError, ValueError
        For n_terms below 1 or a scale not above 0.

    Examples
    --------
    The four tones of the paper, A = 8:

    >>> print(sup_error(50, scale=8.0))
    0.113693
    """
    n = whole_array(n_terms, "n_terms", least=1)
    scale = positive(scale, "scale")
    return np.sqrt(scale / np.pi) / 2 * special.poch(n, -0.5)


def rms_error(n_terms: ArrayLike, *, scale: float, density: float) -> float | NDArray[np.float64]:
    """Predict the RMS error (1/2) (A/N)^{3/4} sqrt(2 c2 p(0)), c2 = (sqrt(2) - 1) / (3 sqrt(pi)).

    Parameters
    ----------
    n_terms : int or array of int
        N, at least 1.
    scale : float
        A, in units of x^2, above 0.
    density : float
        p(0), the amplitude density of x at zero (`crossings.zero_density`), zero or more.

    Returns
    -------
    float or ndarray
        The root of the mean of (model_N - ReLU)^2 over time, in units of x, for large N. At N = 50
        it is within 3 % for the four tones of the paper.

    Raises
    ------
    TypeError, ValueError
        For n_terms below 1, a scale not above 0, or a negative density.

    Examples
    --------
    >>> print(rms_error(50, scale=8.0, density=0.135812))
    0.018400
    """
    n = whole_array(n_terms, "n_terms", least=1)
    ratio = positive(scale, "scale") / n
    return ratio**0.75 / 2 * np.sqrt(2 * _C2 * not_negative(density, "density"))


def dc_error(n_terms: ArrayLike, *, scale: float, density: float) -> float | NDArray[np.float64]:
    """Predict the error of the mean, p(0) A / 4N.

    Parameters
    ----------
    n_terms : int or array of int
        N, at least 1.
    scale : float
        A, in units of x^2, above 0.
    density : float
        p(0), the amplitude density of x at zero (`crossings.zero_density`), zero or more.

    Returns
    -------
    float or ndarray
        Mean of the model minus mean of ReLU, in units of x, for large N.

    Raises
    ------
    TypeError, ValueError
        For n_terms below 1, a scale not above 0, or a negative density.

    Notes
    -----
    A full tone with A = a^2/2 has p(0) = 1 / (pi a), so its DC is too large by the share 1 / (8N).

    Examples
    --------
    >>> print(dc_error(50, scale=0.5, density=1 / np.pi) * np.pi)
    0.0025
    """
    n = whole_array(n_terms, "n_terms", least=1)
    return not_negative(density, "density") * positive(scale, "scale") / (4 * n)


def best_scale(n_terms: ArrayLike, *, peak: float) -> float | NDArray[np.float64]:
    """Predict the scale with the least sup error over |x| <= M: A* ~ M^2 / (2 + ln(4N) / N).

    Below M^2/2 the series diverges for the largest |x|, but N terms of it may still be good; below
    A* the error at |x| = M outgrows the one at 0.

    Parameters
    ----------
    n_terms : int or array of int
        N, at least 1.
    peak : float
        M = max|x|, above 0.

    Returns
    -------
    float or ndarray
        A*, in units of x^2. At N = 50 it is 5 % below M^2/2 and gains less than 3 %. Note that
        `relu_model` refuses any A below M^2/2.

    Raises
    ------
    TypeError, ValueError
        For n_terms below 1 or a peak not above 0.

    Examples
    --------
    >>> print(best_scale(50, peak=1.0))
    0.474841
    """
    n = whole_array(n_terms, "n_terms", least=1)
    return positive(peak, "peak") ** 2 / (2 + np.log(4 * n) / n)
