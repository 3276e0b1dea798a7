"""The laws of convergence against the model itself: exact where they are exact, else fitted."""

import numpy as np
import pytest
from scipy import integrate

from relu_spectrum import (
    PAPER_TONES,
    Tone,
    best_scale,
    coefficients,
    dc_error,
    error_law,
    line_spectrum,
    relu_lines,
    relu_model,
    rms_error,
    sample,
    sup_error,
    tone_harmonics,
    zero_density,
)
from relu_spectrum.taylor.model import _model


def test_sup_error_is_exact_and_taken_at_zero():
    x = np.linspace(-1, 1, 2001)
    for n in (1, 2, 3, 10, 50, 333):
        error = relu_model(x, n_terms=n) - np.maximum(x, 0)
        assert sup_error(n, scale=0.5) == pytest.approx(np.abs(error).max(), rel=1e-12)
        assert np.abs(error).argmax() == 1000


def test_sup_error_written_out():
    # (sqrt(A) / 2) C(2N - 2, N - 1) / 4^(N - 1) with A = 4
    np.testing.assert_allclose(
        sup_error(np.arange(1, 6), scale=4.0), [1, 1 / 2, 3 / 8, 5 / 16, 35 / 128], rtol=1e-14
    )


@pytest.mark.parametrize("n", [50, 1000, 1_000_000])
def test_sup_error_is_half_the_scale_times_the_sum_of_coefficients(n):
    a = coefficients(n)
    a[1::2] *= -1  # at x = 0, g = -1
    assert sup_error(n, scale=1.0) == pytest.approx(a.sum() / 2, rel=1e-9)
    assert sup_error(n, scale=1.0) * np.sqrt(np.pi * n) == pytest.approx(0.5, rel=0.5 / n)


def test_four_tones_of_the_paper_at_50_terms():
    _, x = sample(PAPER_TONES, sample_rate=5 * 2**16, duration=0.2)
    relu, model = np.maximum(x, 0), relu_model(x, n_terms=50)
    density = zero_density(PAPER_TONES)
    rms = np.sqrt(np.mean((model - relu) ** 2))
    assert sup_error(50, scale=8.0) == pytest.approx(0.1137, abs=5e-5)
    assert np.abs(model - relu).max() == pytest.approx(0.1137, abs=5e-5)
    assert rms == pytest.approx(0.01883, abs=5e-6)
    assert np.mean(model - relu) == pytest.approx(6.27e-3, abs=5e-6)
    assert rms / np.sqrt(np.mean(relu**2)) == pytest.approx(0.01711, abs=5e-6)
    # The laws are first terms for large N: at N = 50 they are 2 % and 13 % low.
    assert rms_error(50, scale=8.0, density=density) == pytest.approx(0.01840, abs=5e-6)
    assert dc_error(50, scale=8.0, density=density) == pytest.approx(5.43e-3, abs=5e-6)


def test_relative_error_at_the_sample_rate_of_the_paper():
    _, x = sample(PAPER_TONES, sample_rate=1024, duration=8)
    relu = np.maximum(x, 0)
    error = np.linalg.norm(relu_model(x, n_terms=50) - relu) / np.linalg.norm(relu)
    assert error == pytest.approx(0.01712, abs=5e-6)
    authors = np.linspace(0, 8, 8192)  # their sample times include the end point
    x = sum(np.cos(2 * np.pi * t.frequency * authors) for t in PAPER_TONES)
    relu = np.maximum(x, 0)
    error = np.linalg.norm(relu_model(x, n_terms=50, scale=8.0) - relu) / np.linalg.norm(relu)
    assert error == pytest.approx(0.01710, abs=5e-6)


def test_rates_of_the_four_tones_approach_their_laws():
    n_points = 2**15
    angle = 2 * np.pi * np.arange(n_points) / n_points
    x = sum(np.cos(k * angle) for k in (1, 2, 4, 8))
    relu, density = np.maximum(x, 0), zero_density(PAPER_TONES)
    terms, dc, rms = [400, 800, 1600, 3200], [], []
    for n in terms:
        error = relu_model(x, n_terms=n) - relu
        dc.append(error.mean())
        rms.append(np.sqrt(np.mean(error**2)))
    laws = dc_error(np.array(terms), scale=8.0, density=density)
    np.testing.assert_allclose(dc, laws, rtol=0.01)
    laws = rms_error(np.array(terms), scale=8.0, density=density)
    np.testing.assert_allclose(rms, laws, rtol=0.005)
    slopes = [np.polyfit(np.log(terms), np.log(e), 1)[0] for e in (dc, rms)]
    np.testing.assert_allclose(slopes, [-1, -0.75], atol=0.01)


def test_a_full_tone_has_relative_dc_error_one_in_eight_n():
    for n in (50, 500):
        dc = line_spectrum([Tone(1.0)], n_terms=n).dc * np.pi - 1
        assert dc == pytest.approx(1 / (8 * n), rel=1.2 / n)
        law = dc_error(n, scale=0.5, density=zero_density([Tone(1.0)]))
        assert law * np.pi == pytest.approx(1 / (8 * n), rel=1e-12)


def test_harmonic_k_of_a_full_tone_is_scaled_by_a_gaussian():
    k = np.array([2, 10, 20, 40])
    exact = np.abs(tone_harmonics(1.0, n_harmonics=40)[k])
    scaled = line_spectrum([Tone(1.0)], n_terms=500).at(k) / exact
    np.testing.assert_allclose(scaled, np.exp(-(k**2) / 4000), rtol=1e-3)
    # At N = 50 only k up to about sqrt(8N) = 20 are right to a factor e.
    scaled = line_spectrum([Tone(1.0)], n_terms=50).at(k) / exact
    np.testing.assert_allclose(scaled, [0.9925, 0.7804, 0.3588, 0.0150], atol=5e-5)


@pytest.mark.parametrize("n", [50, 200, 1000])
def test_harmonics_are_within_ten_percent_up_to_the_root_of_0_84_n_only(n):
    k = np.arange(2, int(np.sqrt(8 * n)) + 2, 2)
    exact = 2 / np.pi / (k**2 - 1)  # of ReLU, in closed form
    share = line_spectrum([Tone(1.0)], n_terms=n).at(k) / exact
    within = k[np.abs(share - 1) <= 0.1]
    assert abs(within.max() - np.sqrt(0.84 * n)) < 2
    assert within.size == np.count_nonzero(k <= within.max())
    edge = np.interp(np.sqrt(8 * n), k, share)
    assert edge == pytest.approx(np.exp(-1), rel=0.03)  # 1/e is left at sqrt(8N)


@pytest.mark.parametrize("n", [50, 500])
def test_the_master_law_is_ierfc_and_the_model(n):
    x = np.linspace(-1, 1, 801)
    error = relu_model(x, n_terms=n) - np.maximum(x, 0)
    law = error_law(x, n_terms=n, scale=0.5)
    np.testing.assert_allclose(error, law, atol=0.4 / n * law.max())


def test_the_master_law_is_relu_blurred_by_a_gaussian_of_variance_a_over_2n():
    sigma = np.sqrt(0.5 / (2 * 50))
    for x in (0.0, 0.05, -0.2):

        def blurred(u, x=x):
            return u * np.exp(-((u - x) ** 2) / (2 * sigma**2)) / (sigma * np.sqrt(2 * np.pi))

        mean, _ = integrate.quad(blurred, 0, 1, points=[max(x, 0.01)], epsabs=1e-13)
        law = error_law(x, n_terms=50, scale=0.5)
        assert law == pytest.approx(mean - max(x, 0), abs=1e-11)


def test_the_laws_of_rms_and_dc_are_the_integrals_of_the_master_law():
    x = np.linspace(-1, 1, 200_001)
    law = error_law(x, n_terms=100, scale=0.5)
    dc = integrate.trapezoid(0.3 * law, x)
    rms = np.sqrt(integrate.trapezoid(0.3 * law**2, x))
    assert dc_error(100, scale=0.5, density=0.3) == pytest.approx(dc, rel=1e-7)
    assert rms_error(100, scale=0.5, density=0.3) == pytest.approx(rms, rel=1e-6)


def test_decay_is_geometric_at_a_fixed_x_and_not_at_zero():
    def error(x, n):
        return float(relu_model([x], n_terms=n, scale=0.5)[0] - x)

    g = 0.4**2 / 0.5 - 1
    assert error(0.4, 60) / error(0.4, 50) == pytest.approx(abs(g) ** 10, rel=0.3)
    assert error(0.0, 60) / error(0.0, 50) == pytest.approx((60 / 50) ** -0.5, rel=0.01)


def test_errors_scale_as_powers_of_the_scale():
    laws = {
        0.5: lambda a: sup_error(50, scale=a),
        0.75: lambda a: rms_error(50, scale=a, density=0.1),
        1.0: lambda a: dc_error(50, scale=a, density=0.1),
    }
    for power, law in laws.items():
        assert law(16.0) / law(1.0) == pytest.approx(16**power, rel=1e-12)


def test_the_best_scale_is_a_little_below_half_the_square_of_the_peak():
    x = np.linspace(0, 1, 4001)

    def worst(scale):
        return np.abs(_model(x, 50, scale) - x).max()

    scales = np.linspace(0.45, 0.5, 101)
    best = scales[np.argmin([worst(a) for a in scales])]
    assert best_scale(50, peak=1.0) == pytest.approx(best, rel=0.005)
    assert 1 - best_scale(50, peak=1.0) / 0.5 == pytest.approx(0.05, abs=0.002)
    assert 0.02 < 1 - worst(best) / worst(0.5) < 0.03
    assert worst(0.4) > 1e4  # diverges
    assert best_scale(50, peak=4.0) == pytest.approx(16 * best_scale(50, peak=1.0))


def test_dc_of_the_model_converges_to_relus():
    exact = relu_lines(PAPER_TONES, n_lines=0).dc
    assert exact == pytest.approx(0.5744417, abs=5e-8)
    assert line_spectrum(PAPER_TONES, n_terms=50).dc - exact == pytest.approx(6.27e-3, abs=5e-6)
