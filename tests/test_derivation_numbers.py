"""Numbers in the text of book/derivation.ipynb, against computations that share no code with it."""

import mpmath as mp
import numpy as np
import pytest
from numpy.polynomial.polynomial import polyval
from scipy import special

from relu_spectrum import coefficients, sup_error, tone_harmonics


def cosine_lines(output, n_points=2**16):
    """One-sided lines of a function of a unit tone, by an FFT of one period."""
    theta = 2 * np.pi * np.arange(n_points) / n_points
    lines = np.fft.rfft(output(np.cos(theta))).real / n_points
    return lines * np.r_[1, np.full(lines.size - 1, 2)]


def fifty_terms(x):
    """The 50-term model of a unit tone, with coefficients from gamma functions, A = 1/2."""
    return x / 2 + np.sqrt(0.5) / 2 * polyval(2 * x**2 - 1, special.binom(0.5, np.arange(50)))


def test_coefficients_are_the_binomial_ones():
    np.testing.assert_allclose(coefficients(50), special.binom(0.5, np.arange(50)), rtol=1e-12)


@pytest.mark.parametrize(
    ("k", "missing"), [(6, 0.08), (8, 0.15), (16, 0.48), (18, 0.56), (20, 0.64)]
)
def test_harmonics_of_the_50_term_model_fall_short(k, missing):
    # within 10 % up to the sixth, half left at 17, 1/e = 0.37 at sqrt(8N) = 20
    relu = 2 / np.pi / (k**2 - 1)
    assert 1 - abs(cosine_lines(fifty_terms)[k]) / relu == pytest.approx(missing, abs=0.006)


def test_nothing_is_left_of_the_highest_harmonic():
    assert abs(cosine_lines(fifty_terms)[98]) / (2 / np.pi / (98**2 - 1)) < 1e-8


@pytest.mark.parametrize(
    ("bias", "degrees", "lines"),
    [
        (-1.5, 0, [0, 0, 0, 0]),
        (-0.5, 120, [0.109, 0.196, 0.138, 0.069]),
        (0.0, 180, [0.318, 0.5, 0.212, 0]),
        (0.5, 240, [0.609, 0.804, 0.138, -0.069]),
        (1.5, 360, [1.5, 1, 0, 0]),
    ],
)
def test_table_of_biased_tones(bias, degrees, lines):
    angle = mp.mpf(degrees) / 360 * mp.pi  # half the conduction angle, in radians

    def line(n):
        def integrand(t):
            return (bias + mp.cos(t)) * mp.cos(n * t)

        return float((1 if n == 0 else 2) * mp.quad(integrand, [0, angle]) / mp.pi)

    assert [line(n) for n in range(4)] == pytest.approx(lines, abs=5e-4)
    found = tone_harmonics(1.0, bias=bias, n_harmonics=3)
    np.testing.assert_allclose(found, [line(n) for n in range(4)], atol=1e-14)
    summed = cosine_lines(lambda x: np.maximum(bias + x, 0))[:4]
    assert summed == pytest.approx(lines, abs=5e-4)


@pytest.mark.parametrize(
    ("scale", "error", "digits"), [(0.5, 0.0284, 5e-5), (0.474, 0.0277, 5e-5), (0.4, 66_000, 500)]
)
def test_largest_error_of_50_terms_at_three_scales(scale, error, digits):
    x = np.linspace(-1, 1, 2001)
    series = polyval(x**2 / scale - 1, special.binom(0.5, np.arange(50)))
    found = np.abs(x / 2 + np.sqrt(scale) / 2 * series - np.maximum(x, 0)).max()
    assert found == pytest.approx(error, abs=digits)


@pytest.mark.parametrize(("goal", "terms"), [(0.01, 398), (0.001, 39_789)])
def test_terms_that_a_small_error_takes(goal, terms):
    with mp.workdps(30):
        exactly = (
            mp.sqrt(0.5) / 2 * mp.binomial(2 * terms - 2, terms - 1) / mp.mpf(4) ** (terms - 1)
        )
    assert float(exactly) == pytest.approx(goal, rel=0.001)
    assert sup_error(terms, scale=0.5) == pytest.approx(float(exactly), rel=1e-12)
