import mpmath as mp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate

from relu_spectrum import (
    Tone,
    amplitude_spectrum,
    conduction_angle,
    sampled_tone_dc,
    tone_harmonics,
    zero_crossings,
)


def quadrature(a, b, n):
    """c_n by its definition, with the kink at the edge of the integral."""
    edge = np.arccos(np.clip(-b / a, -1, 1))
    nodes, weights = np.polynomial.legendre.leggauss(60)
    theta = (nodes + 1) * edge / 2
    integral = edge / 2 * weights @ ((b + a * np.cos(theta)) * np.cos(n * theta))
    return (1 if n == 0 else 2) / np.pi * integral


def test_unbiased_tone_written_out():
    expected = np.array([1, np.pi / 2, 2 / 3, 0, -2 / 15, 0, 2 / 35, 0, -2 / 63]) / np.pi
    np.testing.assert_allclose(tone_harmonics(1.0, n_harmonics=8), expected, atol=1e-16)
    np.testing.assert_allclose(tone_harmonics(3.0, n_harmonics=8), 3 * expected, atol=5e-16)


def test_even_harmonics_of_an_unbiased_tone():
    k = np.arange(1, 500)
    expected = 2 / np.pi * (-1.0) ** (k + 1) / (4 * k**2 - 1)
    np.testing.assert_allclose(tone_harmonics(1.0, n_harmonics=998)[2::2], expected, atol=1e-16)


def test_half_bias_written_out():
    # b = -a/2 conducts for 2 pi / 3 of each period: phi = pi / 3
    root = np.sqrt(3)
    c0, c1 = (root / 2 - np.pi / 6) / np.pi, (np.pi / 3 - root / 4) / np.pi
    c2, c3 = root / (4 * np.pi), root / (8 * np.pi)
    np.testing.assert_allclose(
        tone_harmonics(1.0, bias=-0.5, n_harmonics=3), [c0, c1, c2, c3], atol=1e-15
    )


@pytest.mark.parametrize(("a", "b"), [(1, 0.3), (1, -0.3), (2, 1.99), (2, -1.99), (0.5, -0.4999)])
def test_biased_tone_against_quadrature(a, b):
    expected = [quadrature(a, b, n) for n in range(25)]
    np.testing.assert_allclose(tone_harmonics(a, bias=b, n_harmonics=24), expected, atol=2e-14)


@pytest.mark.parametrize(
    ("a", "b"), [(1, 1), (1, 2.5), (0, 2), (1, -1), (1, -2.5), (0, -2), (0, 0)]
)
def test_outside_the_tone_all_or_nothing_passes(a, b):
    expected = [b, a, 0, 0, 0] if b > 0 else np.zeros(5)
    np.testing.assert_allclose(tone_harmonics(a, bias=b, n_harmonics=4), expected, atol=1e-15)


def test_nothing_jumps_where_the_bias_passes_the_amplitude():
    edges = tone_harmonics(
        1.0, bias=[-1 - 1e-9, -1, -1 + 1e-9, 1 - 1e-9, 1, 1 + 1e-9], n_harmonics=9
    )
    np.testing.assert_allclose(edges[:3], 0, atol=1e-12)
    np.testing.assert_allclose(edges[3:, 2:], 0, atol=1e-12)
    np.testing.assert_allclose(edges[3:, :2], 1, atol=2e-9)


@given(st.floats(0, 10), st.floats(-12, 12), st.floats(0.001, 1000))
def test_harmonics_scale_with_the_input(a, b, c):
    one, scaled = (tone_harmonics(s * a, bias=s * b, n_harmonics=20) for s in (1, c))
    np.testing.assert_allclose(scaled, c * one, atol=1e-12 * c)


@given(st.floats(0, 10), st.floats(-12, 12))
def test_relu_of_x_less_relu_of_minus_x_is_x(a, b):
    plus = tone_harmonics(a, bias=b, n_harmonics=12)
    minus = tone_harmonics(a, bias=-b, n_harmonics=12) * (-1.0) ** np.arange(13)
    expected = np.zeros(13)
    expected[:2] = b, a
    np.testing.assert_allclose(plus - minus, expected, atol=1e-13)


def test_parseval():
    for b in (-0.7, 0.0, 0.7):
        c = tone_harmonics(1.0, bias=b, n_harmonics=2000)
        edge = np.arccos(-b)
        mean = integrate.quad(lambda t, b=b: (b + np.cos(t)) ** 2, 0, edge)[0] / np.pi
        assert c[0] ** 2 + np.sum(c[1:] ** 2) / 2 == pytest.approx(mean, rel=1e-9)


def test_conduction_angle_written_out():
    bias = [-5, -2, -1, 0, 1, 3**0.5, 2, 5]
    degrees = [0, 0, 60, 90, 120, 150, 180, 180]
    np.testing.assert_allclose(np.degrees(conduction_angle(2.0, bias=bias)), degrees, atol=1e-13)
    np.testing.assert_array_equal(conduction_angle(0.0, bias=[-1, 0, 1]), [0, 0, np.pi])
    assert conduction_angle([[1.0], [2.0]], bias=[0.5, 1.5]).shape == (2, 2)


@pytest.mark.parametrize("gap", [0.5, 1e-3, 1e-9, 1e-15])
def test_conduction_angle_keeps_its_digits_near_the_edges(gap):
    bias = 1 - gap
    with mp.workdps(40):
        closed, opened = (float(mp.acos(-mp.mpf(b))) for b in (-bias, bias))
    assert conduction_angle(1.0, bias=-bias) == pytest.approx(closed, rel=4e-16)
    assert conduction_angle(1.0, bias=bias) == pytest.approx(opened, rel=4e-16)


@pytest.mark.parametrize("bias", [-0.9, -0.2, 0.0, 0.6])
def test_conduction_ends_where_the_tone_crosses_zero(bias):
    time, _ = zero_crossings([Tone(1.0)], bias=bias)
    assert conduction_angle(1.0, bias=bias) == pytest.approx(2 * np.pi * time[0], rel=1e-14)


@pytest.mark.parametrize("bias", [-1.5, -0.8, 0.0, 0.4, 0.9, 2.0])
def test_the_mean_grows_with_the_bias_by_the_share_of_time_that_conducts(bias):
    low, high = tone_harmonics(1.0, bias=[bias - 1e-5, bias + 1e-5], n_harmonics=0)[:, 0]
    share = conduction_angle(1.0, bias=bias) / np.pi
    assert (high - low) / 2e-5 == pytest.approx(share, abs=1e-9)


def test_odd_harmonics_need_a_bias_and_change_sign_with_it():
    below, none, above = tone_harmonics(1.0, bias=[-0.5, 0.0, 0.5], n_harmonics=31)[:, 3::2]
    np.testing.assert_allclose(none, 0, atol=1e-16)
    np.testing.assert_allclose(below, -above, atol=1e-15)
    assert above[0] == pytest.approx(quadrature(1, 0.5, 3), abs=2e-14)
    assert above[0] == pytest.approx(-(3**0.5) / (8 * np.pi), abs=1e-15)


def test_amplitude_and_bias_broadcast():
    table = tone_harmonics([[1.0], [2.0]], bias=[-0.5, 0.0, 0.5], n_harmonics=4)
    assert table.shape == (2, 3, 5)
    np.testing.assert_array_equal(table[1, 2], tone_harmonics(2.0, bias=0.5, n_harmonics=4))
    assert tone_harmonics(1.0, n_harmonics=0).shape == (1,)


def test_all_lines_above_nyquist_fold_into_the_sampled_mean():
    # q = 16: harmonics 16, 32, ... fold onto DC
    c = tone_harmonics(1.0, n_harmonics=160_000)
    left_out = 2 / np.pi / (16 * 160_000)  # the sum of 2 / (pi n^2) beyond
    assert c[::16].sum() - left_out == pytest.approx(sampled_tone_dc(1, 16), abs=1e-10)


def brute_force(p, q, phase, amplitude=1.0):
    n = np.arange(q)
    return np.maximum(amplitude * np.cos(2 * np.pi * (p * n % q) / q + phase), 0).mean()


def test_sampled_mean_against_brute_force():
    phases = np.linspace(-7, 7, 83)
    for q in range(1, 41):
        for p in range(2 * q + 1):
            expected = [brute_force(p, q, phase) for phase in phases[:: 1 + q // 8]]
            found = sampled_tone_dc(p, q, phase=phases[:: 1 + q // 8])
            np.testing.assert_allclose(found, expected, atol=2e-15)


@given(st.integers(0, 3000), st.integers(1, 1500), st.floats(-100, 100), st.floats(0, 50))
def test_sampled_mean_against_brute_force_anywhere(p, q, phase, a):
    expected = brute_force(p, q, phase, a)
    assert sampled_tone_dc(p, q, phase=phase, amplitude=a) == pytest.approx(expected, abs=1e-11)


def test_sampled_mean_is_the_dc_of_the_spectrum():
    x = np.maximum(np.cos(2 * np.pi * 3 * np.arange(32) / 32 + 0.2), 0)
    dc = amplitude_spectrum(x, sample_rate=32).dc
    assert dc == pytest.approx(sampled_tone_dc(3, 32, phase=0.2), abs=1e-15)


@pytest.mark.parametrize(
    ("f", "percent"), [(3, -0.32), (5, -0.32), (10, -1.29), (8, -21.5), (16, 57)]
)
def test_deviation_from_one_over_pi_at_32_hertz(f, percent):
    digits = 0.5 if percent == 57 else 0.05 if percent == -21.5 else 0.005
    assert (sampled_tone_dc(f, 32) * np.pi - 1) * 100 == pytest.approx(percent, abs=digits)


def test_range_over_phase_at_32_hertz():
    phase = np.linspace(0, 2 * np.pi, 1025)
    assert sampled_tone_dc(8, 32, phase=phase).max() * np.pi == pytest.approx(1.1107, abs=5e-5)
    assert sampled_tone_dc(16, 32, phase=phase).min() == pytest.approx(0, abs=1e-15)


@pytest.mark.parametrize(("q", "share"), [(400, -1 / 3), (402, 1 / 6), (401, 1 / 24)])
def test_deviation_falls_with_the_square_of_q(q, share):
    deviation = sampled_tone_dc(1, q) * np.pi - 1
    assert deviation * q**2 / np.pi**2 == pytest.approx(share, rel=1e-4)


def test_phase_and_amplitude_broadcast():
    table = sampled_tone_dc(1, 7, phase=[0.0, 0.1], amplitude=[[1.0], [2.0], [3.0]])
    assert table.shape == (3, 2)
    assert table[2, 1] == pytest.approx(3 * sampled_tone_dc(1, 7, phase=0.1))
