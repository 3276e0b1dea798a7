from itertools import pairwise

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, special

from relu_spectrum import incommensurate_dc, tone_harmonics, two_tone_lines


def bennett(a, b, m, n):
    """A_mn by Bennett's formula for a >= b, m + n even, in 40 digits."""
    with mp.workdps(40):
        a, b = mp.mpf(a), mp.mpf(b)
        half = mp.mpf(1) / 2
        w = a * (b / a) ** n * mp.gamma((m + n - 1) * half)
        w /= 4 * mp.factorial(n) * mp.gamma((m - n + 3) * half)
        w *= mp.hyp2f1((m + n - 1) * half, (n - m - 1) * half, n + 1, (b / a) ** 2)
        sign = -1 if (m + n) // 2 % 2 == 0 else 1
        return float(sign * (1 + (m > 0)) * (1 + (n > 0)) / mp.pi * w)


@pytest.mark.parametrize("b", [1.0, 1 - 1e-9, 0.999, 0.9, 0.5, 1e-3])
def test_table_against_bennetts_formula(b):
    table = two_tone_lines(1.0, b, order=60)
    for m, n in [
        (0, 0),
        (1, 1),
        (2, 0),
        (0, 2),
        (3, 1),
        (4, 4),
        (25, 11),
        (49, 1),
        (60, 0),
        (60, 60),
    ]:
        assert table[m, n] == pytest.approx(bennett(1, b, m, n), abs=3e-14)


def test_equal_tones_written_out():
    expected = np.array([[4, np.pi**2 / 2, 8 / 9], [np.pi**2 / 2, 16 / 3, 0], [8 / 9, 0, -16 / 15]])
    np.testing.assert_allclose(two_tone_lines(1, 1, order=2) * np.pi**2, expected, atol=1e-12)


def test_odd_products_vanish_but_for_the_tones():
    table = two_tone_lines(2.0, 0.7, order=8)
    odd = np.add.outer(np.arange(9), np.arange(9)) % 2 == 1
    expected = np.zeros((9, 9))
    expected[1, 0], expected[0, 1] = 1.0, 0.35
    np.testing.assert_array_equal(table[odd], expected[odd])


def test_roles_of_the_tones_are_exchanged():
    table = two_tone_lines(0.4, 1.5, order=6)
    np.testing.assert_array_equal(table, two_tone_lines(1.5, 0.4, order=6).T)


def test_without_a_second_tone_the_first_one_is_left():
    table = two_tone_lines(2.0, 0.0, order=6)
    np.testing.assert_allclose(table[:, 0], tone_harmonics(2.0, n_harmonics=6), atol=1e-13)
    assert np.abs(table[:, 1:]).max() < 1e-13
    np.testing.assert_array_equal(two_tone_lines(0, 0, order=3), np.zeros((4, 4)))
    assert two_tone_lines(1, 1, order=0).shape == (1, 1)


@given(st.floats(0, 5), st.floats(0, 5))
def test_parseval_on_the_torus(a, b):
    table = two_tone_lines(a, b, order=60)
    weight = np.outer(np.r_[1, np.full(60, 0.5)], np.r_[1, np.full(60, 0.5)])
    power = (a**2 + b**2) / 4  # half the power of the input
    assert np.sum(weight * table**2) == pytest.approx(power, rel=1e-4, abs=1e-12)


def test_table_gives_relu_back():
    angle = 2 * np.pi * np.arange(7) / 7
    m = np.arange(121)
    table = two_tone_lines(1.0, 0.6, order=120)
    series = np.cos(np.outer(angle, m)) @ table @ np.cos(np.outer(m, angle))
    relu = np.maximum(np.cos(angle)[:, None] + 0.6 * np.cos(angle), 0)
    np.testing.assert_allclose(series, relu, atol=5e-3)


@pytest.mark.parametrize(("a", "b"), [(1, 1), (1, 0.5), (0.3, 1)])
def test_mean_of_two_tones(a, b):
    high, low = max(a, b), min(a, b)
    expected = high / mp.pi * mp.hyp2f1(-0.5, -0.5, 1, (low / high) ** 2)
    assert two_tone_lines(a, b, order=0)[0, 0] == pytest.approx(float(expected), abs=2e-14)
    assert incommensurate_dc([a, b]) == pytest.approx(float(expected), abs=2e-14)


def test_mean_of_one_tone_and_of_none():
    assert incommensurate_dc([2.0]) == pytest.approx(2 / np.pi, abs=2e-14)
    assert incommensurate_dc([0.0, 0.0]) == 0


def test_mean_of_four_unit_tones():
    assert incommensurate_dc([1, 1, 1, 1]) == pytest.approx(0.57267, abs=5e-6)


@pytest.mark.parametrize("a", [(1, 1, 1), (1, 0.5, 0.5), (3, 1, 0.5), (1, 1, 1e-3)])
def test_mean_of_three_tones_is_an_average_over_two_phases(a):
    phase = (np.arange(2000) + 0.5) * np.pi / 2000
    bias = a[1] * np.cos(phase)[:, None] + a[2] * np.cos(phase)
    expected = tone_harmonics(a[0], bias=bias, n_harmonics=0).mean()
    assert incommensurate_dc(a) == pytest.approx(expected, abs=1e-9 * a[0])


def test_mean_of_many_tones_is_that_of_gaussian_noise():
    a = np.full(400, 0.1)
    sigma = np.sqrt(np.sum(a**2) / 2)
    assert incommensurate_dc(a) == pytest.approx(sigma / np.sqrt(2 * np.pi), rel=1e-3)


def mean_of_related_tones(relation, phase, last=200):
    """What sum_j k_j theta_j = phase adds to the DC of unit tones, by Bessel functions.

    The mean of exp(itx) over the angles is sum_n exp(i n phase) prod_j i^(n k_j) J_(n k_j)(t).
    """

    def integrand(t):
        terms = [
            (1j ** (n * sum(relation)) * np.exp(1j * n * phase)).real
            * 2
            * np.prod([special.jv(n * k, t) for k in relation])
            for n in range(1, 25)
            if n * sum(map(abs, relation)) % 2 == 0
        ]
        return -sum(terms) / t**2 / np.pi

    edges = np.linspace(1e-6, last, 41)
    return sum(integrate.quad(integrand, *pair)[0] for pair in pairwise(edges))


@pytest.mark.parametrize("phase", [0.0, 0.7, np.pi])
def test_incommensurate_tones_with_a_relation_depend_on_phase(phase):
    # 1, sqrt 2 and 2 + sqrt 2 Hz share no divisor, yet the third is twice the first plus the second
    angle = 2 * np.pi * (np.arange(400) + 0.5) / 400
    one, two = np.meshgrid(angle, angle)
    x = np.cos(one) + np.cos(two) + np.cos(2 * one + two + phase)
    expected = incommensurate_dc([1, 1, 1]) + mean_of_related_tones((2, 1, -1), -phase)
    assert np.maximum(x, 0).mean() == pytest.approx(expected, abs=1e-4)
    if phase in (0, np.pi):
        share = {0.0: -8.8, np.pi: 6.5}[phase]
        relative = np.maximum(x, 0).mean() / incommensurate_dc([1, 1, 1]) - 1
        assert 100 * relative == pytest.approx(share, abs=0.05)


@given(st.lists(st.floats(0.01, 10), min_size=1, max_size=3), st.floats(0.01, 100))
def test_mean_scales_and_does_not_mind_the_order(a, c):
    one = incommensurate_dc(a)
    assert incommensurate_dc([c * v for v in a[::-1]]) == pytest.approx(c * one, rel=1e-9)
