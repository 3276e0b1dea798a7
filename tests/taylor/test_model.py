from fractions import Fraction
from math import factorial

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from waves import sums

from relu_spectrum import (
    PAPER_TONES,
    Tone,
    amplitude_spectrum,
    coefficients,
    common_frequency,
    line_spectrum,
    peak,
    relu_model,
    sample,
)

BITS = 140  # 42 digits


def forty_digit_lines(tones, n_terms, scale, picked):
    """Complex lines of the model by its definition, in fixed-point integers of 42 digits."""
    _, multiples = common_frequency(tones)
    multiples = [int(k) for k in multiples]
    highest = 2 * (n_terms - 1) * max(multiples)
    n_points = 2 * highest + 2
    with mp.workdps(50):
        turn = [mp.expjpi(mp.mpf(2 * j) / n_points) for j in range(n_points)]
        cosine = np.array([int(mp.ldexp(z.real, BITS)) for z in turn], dtype=object)
        sine = np.array([int(mp.ldexp(z.imag, BITS)) for z in turn], dtype=object)
        n = np.arange(n_points)
        if not any(tone.phase for tone in tones):  # even in time: half a period says it all
            n = n[: n_points // 2 + 1]
        x = np.zeros(n.size, dtype=object)
        for tone, k in zip(tones, multiples, strict=True):
            along = tone.amplitude * mp.expj(tone.phase)
            c, s = (int(mp.ldexp(v, BITS)) for v in (along.real, along.imag))
            x += (c * cosine[k * n % n_points] - s * sine[k * n % n_points]) >> BITS
        g = x * x // int(mp.ldexp(mp.mpf(scale), BITS)) - (1 << BITS)
        a = [1 << BITS]
        for m in range(n_terms - 1):
            a.append(-a[-1] * (2 * m - 1) // (2 * m + 2))
        total = np.zeros(n.size, dtype=object)
        for coefficient in reversed(a):
            total = (total * g >> BITS) + coefficient
        model = (x + (int(mp.ldexp(mp.sqrt(scale), BITS)) * total >> BITS)) / 2 / 2**BITS
    model = model.astype(float)  # rounded once, at the end
    if n.size < n_points:
        model = np.concatenate([model, model[-2:0:-1]])
    n = np.arange(n_points)
    lines = [np.mean(model * np.exp(-2j * np.pi * (k * n % n_points) / n_points)) for k in picked]
    return np.array(lines) * np.where(np.array(picked) == 0, 1, 2)


def test_coefficients_written_out():
    table = [1, 1 / 2, -1 / 8, 1 / 16, -5 / 128, 7 / 256, -21 / 1024, 33 / 2048, -429 / 32768]
    np.testing.assert_array_equal(coefficients(9), table)


def test_coefficients_are_those_of_the_paper():
    formula = [
        Fraction((-1) ** n * factorial(2 * n), (1 - 2 * n) * factorial(n) ** 2 * 4**n)
        for n in range(200)
    ]
    np.testing.assert_allclose(coefficients(200), [float(a) for a in formula], rtol=1e-14)


def test_a_million_coefficients():
    a = coefficients(1_000_000)
    assert a.shape == (1_000_000,)
    n = 999_999
    with mp.workdps(30):
        last = mp.binomial(mp.mpf(1) / 2, n)
    assert a[-1] == pytest.approx(float(last), rel=1e-11)
    assert abs(a[-1]) * 2 * np.sqrt(np.pi) * n**1.5 == pytest.approx(1, rel=1e-5)
    assert np.all(np.sign(a[1:]) == np.where(np.arange(1, 1_000_000) % 2, 1, -1))


def test_model_written_out():
    # A = 2, g = x^2 / 2 - 1; N = 3: sqrt(2) / 2 (1 + g / 2 - g^2 / 8) + x / 2
    x = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
    even = np.sqrt(2) / 2 * np.array([11 / 8, 23 / 32, 3 / 8, 23 / 32, 11 / 8])
    np.testing.assert_allclose(relu_model(x, n_terms=3), x / 2 + even, rtol=1e-15)
    np.testing.assert_allclose(relu_model(x, n_terms=1), x / 2 + np.sqrt(2) / 2, rtol=1e-15)


def test_model_keeps_shape_and_defaults_to_half_the_largest_square():
    x = np.random.default_rng(1).normal(size=(2, 3, 4))
    model = relu_model(x, n_terms=20)
    assert model.shape == x.shape
    scale = np.abs(x).max() ** 2 / 2
    np.testing.assert_array_equal(model, relu_model(x, n_terms=20, scale=scale))
    assert relu_model(0.5, n_terms=20, scale=1.0).shape == ()


@given(st.floats(-1, 1), st.floats(0.01, 100), st.integers(1, 300))
def test_model_scales_with_its_input(x, c, n):
    scaled = relu_model([c * x], n_terms=n, scale=0.5 * c**2)
    one = relu_model([x], n_terms=n, scale=0.5)
    np.testing.assert_allclose(scaled, c * one, rtol=0, atol=1e-14 * c)


@given(st.floats(-1, 1), st.integers(1, 100))
def test_model_less_half_its_input_is_even_and_above(x, n):
    plus, minus = relu_model([x, -x], n_terms=n, scale=0.5)
    assert plus - x / 2 == pytest.approx(minus + x / 2, abs=1e-15)
    if x**2 < 0.5:
        assert plus >= max(x, 0) - 1e-15


def test_a_scale_that_diverges_is_refused_with_the_one_that_does():
    with pytest.raises(
        ValueError, match=r"max x\^2 = 16 is above 2 \* scale = 12\.8 by 3\.2 .*= 8"
    ):
        line_spectrum(PAPER_TONES, n_terms=50, scale=6.4)
    with pytest.raises(ValueError, match=r"\(25\.000%\); scale must be at least .* = 8$"):
        relu_model([4.0, -1.0], n_terms=50, scale=6.4)
    relu_model([4.0, -1.0], n_terms=50, scale=8.0)  # the edge itself converges


def test_lines_of_two_terms_by_hand():
    # |cos| ~ sqrt(A) (1 + g / 2), g = cos^2 / A - 1, A = 1/2: (sqrt(1/2) / 2) (1/2 + cos^2)
    spectrum = line_spectrum([Tone(3.0)], n_terms=2)
    np.testing.assert_array_equal(spectrum.frequency, [0, 3, 6])
    np.testing.assert_allclose(
        spectrum.lines, [np.sqrt(0.5) / 2, 0.5, np.sqrt(0.5) / 4], rtol=1e-14
    )


def test_lines_of_one_term_are_half_the_input_and_a_constant():
    spectrum = line_spectrum([Tone(2.0, 3.0, 1.0), Tone(6.0)], n_terms=1, scale=8.0)
    expected = [np.sqrt(2), 1.5 * np.exp(1j), 0, 0.5]
    np.testing.assert_allclose(spectrum.lines, expected, atol=1e-14)


def test_only_even_orders_and_the_tones_themselves():
    spectrum = line_spectrum([Tone(1.0)], n_terms=30)
    assert spectrum.frequency[-1] == 58
    assert spectrum.amplitude[3::2].max() < 1e-15
    assert spectrum.at(1.0) == pytest.approx(0.5, abs=1e-15)


PHASES = (
    Tone(6.0, 0.7, 0.3),
    Tone(9.0, 1.1, -1.2),
    Tone(15.0, 0.4, 2.0),
)


@pytest.mark.parametrize(
    ("tones", "n_terms", "picked"),
    [
        (PAPER_TONES, 50, range(785)),
        (PHASES, 50, range(491)),
        (PAPER_TONES, 1000, (0, 1, 2, 3, 5, 8, 13, 50, 200, 1000, 15_984)),
    ],
)
def test_lines_equal_forty_digit_arithmetic(tones, n_terms, picked):
    spectrum = line_spectrum(tones, n_terms=n_terms)
    scale = peak(tones) ** 2 / 2
    reference = forty_digit_lines(tones, n_terms, scale, list(picked))
    np.testing.assert_allclose(spectrum.lines[list(picked)], reference, rtol=0, atol=1e-14)


def test_lines_equal_the_fft_of_a_long_recording():
    _, x = sample(PAPER_TONES, sample_rate=10240, duration=2)
    long = amplitude_spectrum(relu_model(x, n_terms=50), sample_rate=10240)
    exact = line_spectrum(PAPER_TONES, n_terms=50)
    np.testing.assert_allclose(long.at(exact.frequency), exact.amplitude, atol=1e-14)
    assert long.dc == pytest.approx(exact.dc, abs=1e-14)


tones = sums(12, 2.5, least=0.1)


@given(tones, st.integers(1, 40), st.floats(1.0, 3.0))
def test_lines_of_any_tones_equal_the_fft_of_their_model(tones, n_terms, factor):
    scale = factor * max(peak(tones) ** 2 / 2, 1e-3)
    exact = line_spectrum(tones, n_terms=n_terms, scale=scale)
    rate = 2.5 * 4096
    _, x = sample(tones, sample_rate=rate, duration=0.4)
    long = amplitude_spectrum(relu_model(x, n_terms=n_terms, scale=scale), sample_rate=rate)
    bins = np.rint(exact.frequency / 2.5).astype(int)
    tolerance = 1e-13 * (1 + np.sqrt(scale))
    np.testing.assert_allclose(exact.lines, long.lines[bins], atol=tolerance)


@given(tones, st.floats(0.01, 100))
def test_lines_scale_with_the_tones(tones, c):
    if peak(tones) < 1e-3:
        return
    scaled = [Tone(t.frequency, c * t.amplitude, t.phase) for t in tones]
    one, other = (line_spectrum(t, n_terms=20) for t in (tones, scaled))
    np.testing.assert_allclose(other.lines, c * one.lines, atol=1e-12 * c)


@given(tones)
def test_lines_keep_the_power_of_the_model(tones):
    if peak(tones) < 1e-3:
        return
    _, x = sample(tones, sample_rate=2.5 * 2048, duration=0.4)
    spectrum = line_spectrum(tones, n_terms=10)
    power = spectrum.dc**2 + np.sum(spectrum.amplitude[1:] ** 2) / 2
    model = relu_model(x, n_terms=10, scale=peak(tones) ** 2 / 2 * (1 + 1e-15))
    assert power == pytest.approx(np.mean(model**2), rel=1e-12)


def test_a_constant_is_a_tone_of_zero_hertz():
    tones = [Tone(4.0), Tone(0.0, 0.5, np.pi)]
    spectrum = line_spectrum(tones, n_terms=10)
    _, x = sample([Tone(4.0)], sample_rate=256, duration=1, bias=-0.5)
    long = amplitude_spectrum(relu_model(x, n_terms=10), sample_rate=256)
    np.testing.assert_allclose(spectrum.amplitude, long.at(spectrum.frequency), atol=1e-15)
    assert spectrum.dc == pytest.approx(long.dc, abs=1e-15)
