"""Numbers in the text of book/validation.ipynb, against computations that share no code with it."""

import numpy as np
import pytest
from numpy.polynomial.polynomial import polyval
from scipy import integrate, special

MULTIPLES = np.array([2, 1, 4, 8])  # of 5 Hz: the paper's tones


def paper_signal(t):
    """Four unit cosines at 10, 5, 20 and 40 Hz."""
    return np.cos(10 * np.pi * np.multiply.outer(t, MULTIPLES)).sum(axis=-1)


def fifty_terms(x):
    """The 50-term model with coefficients from gamma functions, A = 8."""
    return x / 2 + np.sqrt(8) / 2 * polyval(x**2 / 8 - 1, special.binom(0.5, np.arange(50)))


def lines(output, n_points):
    """Amplitudes at 0, 5, 10, ... 500 Hz, by an FFT of one period of n_points samples."""
    x = paper_signal(np.arange(n_points) / n_points / 5)
    return 2 * np.abs(np.fft.rfft(output(x))[:101]) / n_points / np.r_[2, np.ones(100)]


@pytest.fixture(scope="module")
def exact():
    return lines(lambda x: np.maximum(x, 0), 2**20)


@pytest.fixture(scope="module")
def decibels(exact):
    return 20 * np.log10(lines(fifty_terms, 2**14) / exact)


def test_how_far_the_models_lines_are_too_low(decibels):
    frequency = 5 * np.arange(101)

    def between(low, high):
        return decibels[(frequency >= low) & (frequency <= high)]

    assert np.abs(10 ** (between(0, 60) / 20) - 1).max() < 0.03
    assert between(150, 500).size == 71
    assert np.count_nonzero(between(150, 500) > 0) == 3
    assert np.median(between(150, 250)) == pytest.approx(-5, abs=0.5)
    assert np.median(between(400, 500)) == pytest.approx(-23, abs=0.5)
    # "4 to 12 dB too low from 150 Hz on" would be true of 26 of the 71 only
    assert np.count_nonzero((between(150, 500) <= -4) & (between(150, 500) >= -12)) == 26


def test_what_1024_hertz_fold_onto_the_lines(exact):
    t = np.arange(8 * 1024) / 1024
    spectrum = np.fft.rfft(np.maximum(paper_signal(t), 0))[: 8 * 500 + 1 : 40] / t.size
    measured = 2 * np.abs(spectrum) / np.r_[2, np.ones(100)]
    largest = np.abs(measured - exact).max()
    assert largest == pytest.approx(2.4e-5, abs=5e-7)
    assert 20 * np.log10(largest) == pytest.approx(-92, abs=0.5)


def test_the_number_that_the_authors_script_prints():
    x = paper_signal(np.linspace(0, 8, 8 * 1024))
    relu, model = np.maximum(x, 0), fifty_terms(x)
    for output in (model, relu):
        printed = 100 * np.sqrt(np.mean((x - output) ** 2) / np.sum(x**2))
        assert printed == pytest.approx(0.694, abs=5e-4)
    error = np.linalg.norm(model - relu) / np.linalg.norm(relu)
    assert 100 * error == pytest.approx(1.71, abs=5e-3)


def test_products_of_third_order_leave_dc_alone_and_those_of_fourth_do_not():
    # 5 + 5 - 10 moves the mean of x^3, which |x| does not contain; 5 + 5 + 10 - 20 that of x^4
    angle = 2 * np.pi * np.arange(512) / 512
    phases = np.random.default_rng(0).uniform(0, 2 * np.pi, (200, 4, 1))
    x = np.cos(np.multiply.outer(MULTIPLES, angle) + phases).sum(axis=1)
    spread = {power: np.ptp((x**power).mean(axis=1)) for power in (2, 3, 4)}
    assert spread[2] < 1e-13
    assert spread[3] > 1
    assert spread[4] > 1
    # two tones at 5 and 10 Hz have no relation of order 4, and only x^6 sees the phase
    x = np.cos(angle) + np.cos(2 * angle + phases[:, 0])
    spread = {power: np.ptp((x**power).mean(axis=1)) for power in (3, 4, 6)}
    assert spread[3] > 1
    assert spread[4] < 1e-13
    assert spread[6] > 0.9


@pytest.mark.parametrize("rho", [-0.9, -0.3, 0.0, 0.4, 0.95])
def test_autocorrelation_of_relu_of_gaussian_input(rho):
    def product(x, y):
        return x * y * np.exp(-(x * x - 2 * rho * x * y + y * y) / (2 * (1 - rho**2)))

    integral, _ = integrate.dblquad(product, 0, 12, 0, 12, epsabs=1e-10)
    expected = integral / (2 * np.pi * np.sqrt(1 - rho**2))
    law = (np.sqrt(1 - rho**2) + rho * (np.pi - np.arccos(rho))) / (2 * np.pi)
    assert law == pytest.approx(expected, abs=1e-8)


def test_shares_of_power_of_relu_of_gaussian_input():
    x, weight = np.polynomial.legendre.leggauss(200)
    x, weight = 6 * (x + 1), 6 * weight  # 0 .. 12
    weight = weight * np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
    power, dc, gain = weight @ x**2, weight @ x, weight @ x**2  # of ReLU; the gain is mean(x ReLU)
    assert [power, dc, gain] == pytest.approx([0.5, 1 / np.sqrt(2 * np.pi), 0.5], rel=1e-12)
    shares = 100 * np.array([gain**2, dc**2, power - gain**2 - dc**2]) / power
    assert shares == pytest.approx([50, 32, 18], abs=0.5)


def test_bussgangs_constant_is_the_same_at_all_distances():
    rng = np.random.default_rng(3)
    noise = np.convolve(rng.standard_normal(2**20), [0.3, 0.5, 1.0, 0.8, 0.4, 0.2], mode="valid")
    relu = np.maximum(noise, 0)
    spectrum = np.fft.rfft(noise[: 2**19].reshape(512, 1024))
    crossed = (np.fft.rfft(relu[: 2**19].reshape(512, 1024)) * spectrum.conj()).sum(axis=0)
    gain = (crossed / (np.abs(spectrum) ** 2).sum(axis=0)).real[1:]
    bands = gain.reshape(8, -1).mean(axis=1)
    np.testing.assert_allclose(bands, 0.5, atol=0.02)
