from itertools import pairwise

import mpmath as mp
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import integrate, optimize

from relu_spectrum import (
    PAPER_TONES,
    Tone,
    peak,
    relu_lines,
    sample,
    tone_harmonics,
    two_tone_lines,
    zero_crossings,
    zero_density,
)

tones = st.lists(
    st.builds(
        Tone,
        st.integers(1, 15).map(lambda k: k * 0.5),
        st.floats(0.05, 2.0),
        st.floats(-np.pi, np.pi),
    ),
    min_size=1,
    max_size=4,
)
biases = st.floats(-3, 3)


def value(tones, t, bias=0.0):
    return bias + sum(
        s.amplitude * np.cos(2 * np.pi * s.frequency * np.asarray(t) + s.phase) for s in tones
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


def test_crossings_of_one_tone_written_out():
    time, slope = zero_crossings([Tone(2.0)])
    np.testing.assert_allclose(time, [1 / 8, 3 / 8], atol=1e-16)
    np.testing.assert_allclose(slope, [-4 * np.pi, 4 * np.pi], rtol=1e-14)
    time, slope = zero_crossings([Tone(1.0, 2.0, -np.pi / 2)], bias=1.0)  # 1 + 2 sin
    np.testing.assert_allclose(time, [7 / 12, 11 / 12], atol=1e-15)
    np.testing.assert_allclose(slope, [-2 * np.pi * 3**0.5, 2 * np.pi * 3**0.5], rtol=1e-14)


@given(tones, biases)
def test_crossings_are_zeros_that_rise_and_fall_in_turn(tones, bias):
    time, slope = zero_crossings(tones, bias=bias)
    assert len(time) % 2 == 0
    assert np.all(np.diff(time) >= 0)
    size = sum(t.amplitude for t in tones) + abs(bias)
    assert np.all(np.abs(value(tones, time, bias)) < 1e-12 * size)
    sure = np.abs(slope) > 1e-4
    rising = slope > 0
    assert np.all((rising != np.roll(rising, 1))[sure & np.roll(sure, 1)])


@given(tones, biases)
def test_no_crossing_is_missed(tones, bias):
    time, _ = zero_crossings(tones, bias=bias)
    f0 = np.gcd.reduce([round(2 * t.frequency) for t in tones]) / 2
    grid = (np.arange(4096) + 0.5) / 4096 / f0
    positive = value(tones, grid, bias) > 0
    changes = np.count_nonzero(positive != np.roll(positive, 1))
    assert len(time) >= changes
    # and between two crossings the sign holds
    side = np.searchsorted(time, grid) % 2
    if len(time):
        clear = np.abs(value(tones, grid, bias)) > 1e-9
        assert len(np.unique((positive ^ (side == 1))[clear])) <= 1


@pytest.mark.parametrize("gap", [1e-3, 1e-6, 1e-9, 1e-12])
def test_close_pairs_are_found(gap):
    time, _ = zero_crossings([Tone(1.0)], bias=1 - gap)
    half = np.arccos(1 - gap) / (2 * np.pi)
    np.testing.assert_allclose(time, [0.5 - half, 0.5 + half], atol=1e-16 / half)


def test_three_and_four_crossings_within_one_cell_of_the_grid_are_found():
    # sin^3 - sin sin^2(r) = (3/4 - sin^2(r)) sin - sin(3 theta) / 4: zeros at 0, +-r, and around pi
    r = 0.01
    three = [Tone(1.0, 0.75 - np.sin(r) ** 2, -np.pi / 2), Tone(3.0, 0.25, np.pi / 2)]
    expected = np.array([0, r, np.pi - r, np.pi, np.pi + r, 2 * np.pi - r])
    theta = zero_crossings(three)[0] * 2 * np.pi
    theta[theta > 2 * np.pi - r / 2] -= 2 * np.pi
    np.testing.assert_allclose(np.sort(theta), expected, atol=1e-10)
    # (cos - cos r) (cos - cos 2r): zeros at +-r and +-2r
    c1, c2 = np.cos(r), np.cos(2 * r)
    four = [Tone(1.0, c1 + c2, np.pi), Tone(2.0, 0.5)]
    theta = zero_crossings(four, bias=0.5 + c1 * c2)[0] * 2 * np.pi
    np.testing.assert_allclose(theta, [r, 2 * r, 2 * np.pi - 2 * r, 2 * np.pi - r], atol=1e-9)


def test_touching_is_not_crossing():
    for bias in (1.0, -1.0):
        assert zero_crossings([Tone(1.0)], bias=bias)[0].size == 0
        assert zero_density([Tone(1.0)], bias=bias) == 0
    lines = relu_lines([Tone(1.0)], bias=1.0, n_lines=3).lines
    np.testing.assert_allclose(lines, [1, 1, 0, 0], atol=1e-15)
    assert not relu_lines([Tone(1.0)], bias=-1.0, n_lines=3).lines.any()


@pytest.mark.parametrize("sign", [1, -1])
def test_a_triple_zero_is_one_crossing(sign):
    # sign * sin^3 = sign (3 sin - sin 3) / 4 ends and starts with three zeros in one place
    cube = [Tone(1.0, 0.75, -sign * np.pi / 2), Tone(3.0, 0.25, sign * np.pi / 2)]
    time, _ = zero_crossings(cube)
    distance = np.abs(np.array(time) * 2 - np.rint(np.array(time) * 2))
    assert len(time) == 2
    assert distance.max() < 1e-4
    expected = [2 / (3 * np.pi), -3j / 8 * sign]  # mean of the positive part of sin^3
    np.testing.assert_allclose(relu_lines(cube, n_lines=1).lines, expected, atol=1e-15)


def test_no_tone_no_crossing():
    silent = [Tone(1.0, 0.0)]
    assert zero_crossings(silent)[0].size == 0
    assert not relu_lines(silent, n_lines=2).lines.any()
    np.testing.assert_array_equal(relu_lines(silent, bias=2.0, n_lines=2).lines, [2, 0, 0])


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


def test_zero_density_written_out():
    assert zero_density(PAPER_TONES) == pytest.approx(0.135812, abs=5e-7)
    assert zero_density([Tone(3.0, 2.0)]) == pytest.approx(1 / (2 * np.pi), rel=1e-14)
    assert zero_density([Tone(3.0)], bias=0.6) == pytest.approx(1 / (0.8 * np.pi), rel=1e-14)
    assert zero_density([Tone(3.0)], bias=2.0) == 0


def test_zero_density_is_the_share_of_time_near_zero():
    _, x = sample(PAPER_TONES, sample_rate=5 * 2**20, duration=0.2)
    width = 0.02
    share = np.count_nonzero(np.abs(x) < width / 2) / x.size / width
    assert share == pytest.approx(zero_density(PAPER_TONES), rel=0.01)


@given(tones, biases)
def test_peak_is_above_all_samples_and_close_to_them(tones, bias):
    f0 = relu_lines(tones, n_lines=1).frequency[1]
    grid = np.arange(8192) / 8192 / f0
    largest = np.abs(value(tones, grid, bias)).max()
    found = peak(tones, bias=bias)
    assert largest <= found * (1 + 1e-12) + 1e-12
    assert found <= largest + 1e-3


def test_peak_written_out():
    assert peak(PAPER_TONES) == pytest.approx(4, rel=1e-15)
    assert peak([Tone(1.0)], bias=-0.5) == pytest.approx(1.5, rel=1e-15)
    # cos + cos(2 theta + pi) = cos - cos 2 theta, largest magnitude 2 at theta = pi
    assert peak([Tone(1.0), Tone(2.0, 1.0, np.pi)]) == pytest.approx(2, rel=1e-15)


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
