import numpy as np
import pytest
from hypothesis import given
from waves import biases, tones, value

from relu_spectrum import PAPER_TONES, Tone, peak, relu_lines, sample, zero_crossings, zero_density


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


def test_zero_density_written_out():
    assert zero_density(PAPER_TONES) == pytest.approx(0.135812, abs=5e-7)
    assert zero_density([Tone(3.0, 2.0)]) == pytest.approx(1 / (2 * np.pi), rel=1e-14)
    assert zero_density([Tone(3.0)], bias=0.6) == pytest.approx(1 / (0.8 * np.pi), rel=1e-14)
    assert zero_density([Tone(3.0)], bias=2.0) == 0


def test_slow_crossings_weigh_more():
    # cos + cos 3 = 4 cos^3 - 2 cos is zero at 45, 90, 135, ... degrees, less steep at 90 and 270
    time, slope = zero_crossings([Tone(1.0), Tone(3.0)])
    steep = np.abs(slope) / (2 * np.pi)
    np.testing.assert_allclose(
        np.degrees(2 * np.pi * time), np.arange(45, 360, 45)[[0, 1, 2, 4, 5, 6]]
    )
    np.testing.assert_allclose(steep, 2 * np.array([2**0.5, 1, 2**0.5] * 2), rtol=1e-12)
    density = zero_density([Tone(1.0), Tone(3.0)])
    assert density == pytest.approx((1 + 2**0.5) / (2 * np.pi), rel=1e-12)


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
