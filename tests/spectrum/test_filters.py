"""The gain of short filters against scipy's freqz and against brute force on a fine grid."""

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy import signal

from relu_spectrum.spectrum.filters import equal_gain, response, turning_frequency

RATE = 32.0
GRID = np.linspace(0, RATE / 2, 4001)
TAP = st.integers(-30, 30).map(lambda k: k / 20)
COLLIDING = [1, -0.44879, 1]


@given(st.lists(TAP, min_size=1, max_size=6))
def test_response_is_that_of_scipy(taps):
    _, expected = signal.freqz(taps, worN=GRID, fs=RATE, include_nyquist=True)
    np.testing.assert_allclose(response(taps, GRID, sample_rate=RATE), expected, atol=1e-13)


def test_response_of_many_filters_at_many_frequencies():
    taps = np.random.default_rng(1).normal(size=(4, 5, 3))
    found = response(taps, GRID[:6].reshape(2, 3), sample_rate=RATE)
    assert found.shape == (4, 5, 2, 3)
    one = response(taps[2, 1], GRID[4], sample_rate=RATE)
    assert isinstance(one, complex)
    assert found[2, 1, 1, 1] == pytest.approx(one)


@given(TAP, TAP)
def test_two_taps_rise_or_fall_all_the_way(first, second):
    gain = np.abs(response([first, second], GRID, sample_rate=RATE))
    steps = np.diff(gain)
    assert np.all(steps >= -1e-12) or np.all(steps <= 1e-12)
    assert np.isnan(turning_frequency([first, second], sample_rate=RATE))


@given(TAP, TAP, TAP)
@example(1, 0, 1)
@example(1, 2, 1)  # on the edge: it turns just at Nyquist
@example(1, 4, 1)
@example(0, 1, 1)
@example(0, 0, 0)
def test_three_taps_turn_where_the_condition_says_and_nowhere_else(first, second, third):
    taps = [first, second, third]
    squared = np.abs(response(taps, GRID, sample_rate=RATE)) ** 2
    steps = np.diff(squared)
    monotone = np.all(steps >= -1e-9) or np.all(steps <= 1e-9)
    turn = turning_frequency(taps, sample_rate=RATE)
    if first * third != 0:
        ratio = abs(second * (first + third) / (4 * first * third))
        assume(abs(ratio - 1) > 1e-3 or ratio == 1)
        assert np.isnan(turn) == (ratio >= 1)
    else:
        assert np.isnan(turn)
    assert np.isnan(turn) == monotone
    if not monotone:
        extreme = squared.max() if first * third < 0 else squared.min()
        at_turn = abs(response(taps, turn, sample_rate=RATE)) ** 2
        assert at_turn == pytest.approx(extreme, abs=1e-5)


@given(TAP, TAP, TAP, st.floats(0.1, 15.9))
@example(0.5, 0, 0.5, 8.0)  # a double root
def test_equal_gain_finds_all_and_only_the_frequencies_with_that_gain(a, b, c, frequency):
    taps = [a, b, c]
    gain = abs(response(taps, frequency, sample_rate=RATE))
    squared = np.abs(response(taps, GRID, sample_rate=RATE)) ** 2
    assume(np.ptp(squared) > 1e-3)
    found = equal_gain(taps, gain, sample_rate=RATE)
    back = np.abs(response(taps, found, sample_rate=RATE)) ** 2
    np.testing.assert_allclose(back, gain**2, atol=1e-9)
    closest = np.abs(np.cos(found * np.pi / 16) - np.cos(frequency * np.pi / 16)).min()
    assert closest < 1e-6
    assert np.all(np.diff(found) > 0)
    above = squared > gain**2 + 1e-9
    below = squared < gain**2 - 1e-9
    assert len(found) >= np.count_nonzero(np.diff(above[above | below]))


@given(TAP, TAP, TAP, st.floats(0.1, 15.9), st.floats(0.1, 3))
def test_equal_gain_of_another_amplitude(a, b, c, frequency, amplitude):
    taps = [a, b, c]
    gain = amplitude * abs(response(taps, frequency, sample_rate=RATE))
    gains = np.abs(response(taps, GRID, sample_rate=RATE))
    assume(np.ptp(gains) > 1e-3)
    found = equal_gain(taps, gain, sample_rate=RATE)
    for one in found:
        assert abs(response(taps, one, sample_rate=RATE)) == pytest.approx(gain, abs=1e-6)
    if gains.min() + 1e-6 < gain < gains.max() - 1e-6:
        assert len(found) >= 1
    if gain > gains.max() + 1e-2 or gain < gains.min() - 1e-2:
        assert len(found) == 0


def test_the_collision_of_three_and_ten_hertz():
    gains = np.abs(response(COLLIDING, [3, 10], sample_rate=RATE))
    np.testing.assert_allclose(gains, 1.21415, atol=1e-5)
    found = equal_gain(COLLIDING, gains[0], sample_rate=RATE)
    np.testing.assert_allclose(found, [3, 10], atol=1e-4)
    turn = turning_frequency(COLLIDING, sample_rate=RATE)
    sum_of_cosines = np.cos(3 * np.pi / 16) + np.cos(10 * np.pi / 16)
    assert 2 * np.cos(2 * np.pi * turn / RATE) == pytest.approx(sum_of_cosines, abs=1e-5)


def test_a_gain_that_does_not_depend_on_frequency_is_reached_nowhere_in_particular():
    assert equal_gain([0, 2, 0], 2.0, sample_rate=RATE).size == 0


def test_many_turning_frequencies_at_once():
    taps = np.random.default_rng(3).uniform(-1, 1, size=(50, 3))
    many = turning_frequency(taps, sample_rate=RATE)
    each = [turning_frequency(one, sample_rate=RATE) for one in taps]
    np.testing.assert_array_equal(many, each)
    assert 0 < np.isnan(many).sum() < 50


@pytest.mark.parametrize(
    ("run", "error", "message"),
    [
        (lambda: response(1.0, 3, sample_rate=RATE), ValueError, "not one number"),
        (lambda: response([], 3, sample_rate=RATE), ValueError, "taps is empty"),
        (lambda: response([1j, 1], 3, sample_rate=RATE), TypeError, "real numbers"),
        (lambda: response([1, 1], 3, sample_rate=0), ValueError, "sample_rate must be above 0"),
        (lambda: response([1, 1], np.nan, sample_rate=RATE), ValueError, "frequency must be fin"),
        (lambda: turning_frequency([1], sample_rate=RATE), ValueError, "2 or 3 numbers, not 1"),
        (lambda: turning_frequency([1] * 4, sample_rate=RATE), ValueError, "not 4"),
        (lambda: equal_gain([[1, 1]], 1, sample_rate=RATE), ValueError, r"one filter.*\(1, 2\)"),
        (lambda: equal_gain([1, 1], -1, sample_rate=RATE), ValueError, "gain must be 0 or more"),
    ],
)
def test_bad_input(run, error, message):
    with pytest.raises(error, match=message):
        run()
