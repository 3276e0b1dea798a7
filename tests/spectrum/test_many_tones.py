from itertools import pairwise

import mpmath as mp
import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy import integrate, optimize
from waves import biases, tones, value

from relu_spectrum import (
    PAPER_TONES,
    Tone,
    relu_lines,
    sample,
    tone_harmonics,
    two_tone_lines,
    zero_crossings,
)


def lines_by_quadrature(tones, bias, f0, n, digits=20):
    """Two lines of ReLU by mpmath, split at crossings that SciPy finds on its own dense grid."""
    grid = np.linspace(0, 1 / f0, 20_001)
    x = value(tones, grid, bias)
    change = np.flatnonzero(np.diff(np.sign(x)))
    roots = [
        optimize.brentq(lambda t: value(tones, t, bias), grid[i], grid[i + 1], xtol=1e-16)
        for i in change
    ]
    edges = [0.0, *roots, 1 / f0]
    total = mp.mpc(0)
    with mp.workdps(digits):
        for low, high in pairwise(edges):
            if value(tones, (low + high) / 2, bias) > 0:
                cuts = list(np.linspace(low, high, 4))
                total += mp.quad(
                    lambda t: (
                        (
                            bias
                            + sum(
                                s.amplitude * mp.cos(2 * mp.pi * s.frequency * t + s.phase)
                                for s in tones
                            )
                        )
                        * mp.expj(-2 * mp.pi * n * f0 * t)
                    ),
                    cuts,
                )
        return complex(total * f0 * (1 if n == 0 else 2))


@pytest.mark.parametrize("bias", [-2.0, -1.0, -0.999, -0.3, 0.0, 0.3, 0.999, 1.0, 2.0])
def test_lines_of_one_tone_are_its_harmonics(bias):
    spectrum = relu_lines([Tone(7.0)], bias=bias, n_lines=200)
    expected = tone_harmonics(1.0, bias=bias, n_harmonics=200)
    np.testing.assert_allclose(spectrum.lines, expected, atol=2e-15)
    np.testing.assert_array_equal(spectrum.frequency, 7.0 * np.arange(201))


def test_a_phase_delays_the_lines():
    n = np.arange(21)
    turned = relu_lines([Tone(7.0, 1.0, 0.8)], bias=0.2, n_lines=20).lines
    expected = tone_harmonics(1.0, bias=0.2, n_harmonics=20) * np.exp(0.8j * n)
    np.testing.assert_allclose(turned, expected, atol=2e-15)


@pytest.mark.parametrize(
    ("tones", "bias", "f0"),
    [
        (PAPER_TONES, 0.0, 5.0),
        (PAPER_TONES, -0.8, 5.0),
        ((Tone(3.0, 1.0, 0.3), Tone(5.0, 0.8, -1.0)), 0.25, 1.0),
        ((Tone(1.0, 1.3, 2.0), Tone(2.5, 0.4, 1.0), Tone(4.0, 0.9)), -0.1, 0.5),
    ],
)
def test_lines_against_mpmath(tones, bias, f0):
    spectrum = relu_lines(tones, bias=bias, n_lines=25)
    for n in (0, 1, 2, 7, 25):
        expected = lines_by_quadrature(tones, bias, f0, n)
        assert spectrum.lines[n] == pytest.approx(expected, abs=1e-14)


def test_dc_of_the_four_tones():
    assert relu_lines(PAPER_TONES, n_lines=0).dc == pytest.approx(0.5744417, abs=5e-8)


def test_two_tones_with_a_distant_common_frequency_follow_bennett():
    # 101 and 203: products up to order 12 do not coincide with one another
    table = two_tone_lines(1.0, 0.6, order=40)
    spectrum = relu_lines([Tone(1010.0), Tone(1013.0, 0.6)], n_lines=8000)
    for m, n in [(0, 0), (1, 0), (0, 1), (1, 1), (2, 0), (0, 2), (3, 1), (2, 4)]:
        amplitude = abs(table[m, n]) / (2 if m and n else 1)
        for f in {m * 1010 + n * 1013, abs(m * 1010 - n * 1013)}:
            assert spectrum.at(f) == pytest.approx(amplitude, abs=1e-6)


def test_mean_of_commensurate_tones_depends_on_phase():
    def dc(phases):
        moved = [Tone(t.frequency, 1.0, p) for t, p in zip(PAPER_TONES, phases, strict=True)]
        return relu_lines(moved, n_lines=0).dc

    low = optimize.minimize(dc, [5.687, 0.0, 0.259, 4.165], method="Nelder-Mead").fun
    high = -optimize.minimize(lambda p: -dc(p), [0.0, 0.0, 3.1, 0.1], method="Nelder-Mead").fun
    assert low == pytest.approx(0.5383, abs=5e-5)
    assert high == pytest.approx(0.6230, abs=5e-5)
    rng = np.random.default_rng(0)
    values = [dc(rng.uniform(0, 2 * np.pi, 4)) for _ in range(200)]
    assert low <= min(values)
    assert max(values) <= high
    assert np.mean(values) == pytest.approx(0.57267, abs=0.005)  # the mean of incommensurate tones


@given(tones, biases, st.floats(0.001, 1000))
def test_lines_scale_with_the_input(tones, bias, c):
    scaled = [Tone(t.frequency, c * t.amplitude, t.phase) for t in tones]
    one = relu_lines(tones, bias=bias, n_lines=30).lines
    other = relu_lines(scaled, bias=c * bias, n_lines=30).lines
    np.testing.assert_allclose(other, c * one, atol=1e-13 * c)


@given(tones, biases)
def test_relu_of_x_less_relu_of_minus_x_is_x(tones, bias):
    minus = [Tone(t.frequency, t.amplitude, t.phase + np.pi) for t in tones]
    plus = relu_lines(tones, bias=bias, n_lines=40)
    difference = plus.lines - relu_lines(minus, bias=-bias, n_lines=40).lines
    f0 = plus.frequency[1]
    expected = np.zeros(41, dtype=complex)
    expected[0] = bias
    for tone in tones:
        expected[round(tone.frequency / f0)] += tone.amplitude * np.exp(1j * tone.phase)
    np.testing.assert_allclose(difference, expected, atol=1e-13)


@given(tones, biases)
@example([Tone(0.5, 1.0, np.pi)], 1.0)  # touches zero from above, at time 0
@example([Tone(0.5)], -1.0)  # and from below
def test_parseval(tones, bias):
    spectrum = relu_lines(tones, bias=bias, n_lines=20_000)
    power = spectrum.dc**2 + np.sum(spectrum.amplitude[1:] ** 2) / 2
    time, _ = zero_crossings(tones, bias=bias)
    period = 1 / spectrum.frequency[1]
    nodes, weights = np.polynomial.legendre.leggauss(40)
    cuts = np.unique(np.concatenate([np.linspace(0, period, 17), time]))
    middle, half = (cuts[1:] + cuts[:-1]) / 2, np.diff(cuts) / 2
    relu = np.maximum(value(tones, middle[:, None] + half[:, None] * nodes, bias), 0)
    mean = np.sum(half[:, None] * weights * relu**2) / period
    assert power == pytest.approx(mean, rel=1e-8, abs=1e-12)


@given(tones, biases)
def test_lines_against_a_long_fft(tones, bias):
    exact = relu_lines(tones, bias=bias, n_lines=50)
    f0 = exact.frequency[1]
    n_points = 2**15
    _, x = sample(tones, sample_rate=n_points * f0, duration=1 / f0, bias=bias)
    fft = np.fft.rfft(np.maximum(x, 0))[:51] / n_points
    fft[1:] *= 2
    np.testing.assert_allclose(exact.lines, fft, atol=2e-6)


def test_mean_by_quadrature():
    two = [Tone(2.0, 1.0, 0.5), Tone(3.0, 0.7, -0.4)]
    time, _ = zero_crossings(two, bias=0.1)
    mean, _ = integrate.quad(
        lambda t: max(value(two, t, 0.1), 0), 0, 1, points=time, limit=200, epsabs=1e-13
    )
    assert relu_lines(two, bias=0.1, n_lines=0).dc == pytest.approx(mean, abs=1e-13)


@given(tones)
def test_lines_fall_at_least_as_fast_as_n_squared(tones):
    assume(len(zero_crossings(tones)[0]))
    _, slope = zero_crossings(tones)
    spectrum = relu_lines(tones, n_lines=3000)
    f0 = spectrum.frequency[1]
    n = np.arange(1000, 3001)
    bound = np.sum(np.abs(slope)) / f0 / (2 * np.pi**2 * n**2)
    assert np.all(spectrum.amplitude[1000:] <= 1.05 * bound + 1e-9)


def mean_over_phase(multiples, n_phases=72, bias=0.0):
    """DC of unit tones whose last one has n_phases phases in turn."""
    *others, last = (Tone(float(k)) for k in multiples)
    phases = 2 * np.pi * np.arange(n_phases) / n_phases
    tones = ([*others, Tone(last.frequency, 1.0, phase)] for phase in phases)
    return np.array([relu_lines(each, bias=bias, n_lines=0).dc for each in tones])


@pytest.mark.parametrize(
    ("multiples", "order", "spread"),
    [((1, 3), 4, 9.0), ((1, 2), 3, 3.85), ((3, 5), 8, 2.14), ((2, 3), 5, 1.36), ((7, 9), 16, 0.53)],
)
def test_dc_follows_phase_through_the_lowest_even_relation(multiples, order, spread):
    dc = mean_over_phase(multiples)
    assert 100 * np.ptp(dc) / dc.mean() == pytest.approx(spread, rel=0.02)
    # p theta_2 - q theta_1 enters once if p + q is even; if it is odd, only taken twice.
    waves = np.abs(np.fft.rfft(dc)) / dc.size
    first = multiples[0] * (1 if order % 2 == 0 else 2)
    assert waves[1:first].max(initial=0) < 1e-3 * waves[first]


def test_with_a_bias_odd_relations_move_dc_at_once():
    dc = mean_over_phase((1, 2), bias=0.3)
    assert 100 * np.ptp(dc) / dc.mean() == pytest.approx(12, abs=0.5)
    waves = np.abs(np.fft.rfft(dc)) / dc.size
    assert waves[1] > 3 * waves[2]  # 5 + 5 - 10 itself, not only taken twice


def test_a_common_divisor_alone_does_not_bring_phase_into_dc():
    # 101 and 163 Hz share 1 Hz; 163 * 101 = 101 * 163 is of order 264. 70, 99 and 239 share it too.
    dc = mean_over_phase((101, 163), n_phases=5)
    assert np.ptp(dc) < 1e-8
    np.testing.assert_allclose(dc, 4 / np.pi**2, atol=1e-8)
    related = mean_over_phase((70, 99, 2 * 70 + 99), n_phases=4)
    assert np.ptp(related) / related.mean() > 0.14


@pytest.mark.parametrize("bias", [0.0, 0.3])
def test_products_of_odd_order_need_dc(bias):
    # 2 * 101 + 31 Hz is of third order; no product of another low order falls there.
    line = relu_lines([Tone(101.0), Tone(31.0)], bias=bias, n_lines=240).amplitude[2 * 101 + 31]
    assert line < 1e-5 if bias == 0 else line > 0.01
