"""The smallest network against PyTorch's convolution, and the law with its bounds."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from relu_spectrum.models.minimal import dc_law, pooled_dc, relu, steady_dc
from relu_spectrum.spectrum.filters import response
from relu_spectrum.statistics.nearest_mean import accuracy, class_frequencies

RATE, COUNT = 32.0, 256
N = np.arange(COUNT)
TAP = st.integers(-30, 30).map(lambda k: k / 20)


def tone(frequency, *, amplitude=1.0, phase=0.0, count=COUNT):
    return amplitude * np.cos(2 * np.pi * frequency * np.arange(count) / RATE + phase)


def by_torch(taps, x):
    """Causal padding, conv1d (which correlates), ReLU, mean."""
    kernel = torch.tensor(taps[::-1].copy())[None, None]
    padded = torch.nn.functional.pad(torch.tensor(x)[None, None], (len(taps) - 1, 0))
    return torch.relu(torch.nn.functional.conv1d(padded, kernel)).mean().item()


@given(st.lists(TAP, min_size=1, max_size=5), st.integers(0, 2**32 - 1))
def test_pooled_dc_is_the_network_in_torch(taps, seed):
    x = np.random.default_rng(seed).normal(size=50)
    assert pooled_dc(taps, x) == pytest.approx(by_torch(np.array(taps), x), abs=1e-14)


def test_many_filters_and_signals_at_once():
    random = np.random.default_rng(4)
    taps, x = random.normal(size=(3, 2, 3)), random.normal(size=(4, 5, 40))
    found = pooled_dc(taps, x)
    assert found.shape == (3, 2, 4, 5)
    for place in [(0, 0, 0, 0), (2, 1, 3, 4), (1, 0, 2, 2)]:
        expected = by_torch(taps[place[:2]], x[place[2:]])
        assert found[place] == pytest.approx(expected, abs=1e-14)
    assert np.ndim(pooled_dc(taps[0, 0], x[0, 0])) == 0


def test_the_input_is_left_alone():
    x = tone(3.0)
    before = x.copy()
    pooled_dc([1.0, -1.0], x)
    np.testing.assert_array_equal(x, before)


@given(TAP, TAP, TAP, st.integers(1, 15), st.floats(0, 6.3), st.floats(0.1, 3))
def test_steady_dc_is_what_is_pooled_after_the_edge(a, b, c, p, phase, amplitude):
    x = tone(p, amplitude=amplitude, phase=phase, count=COUNT + 2)
    y = np.convolve(x, [a, b, c], mode="valid")  # 256 samples, whole periods, no edge
    shifted = phase + 2 * 2 * np.pi * p / RATE  # the third sample is the first one kept
    expected = np.maximum(y, 0).mean()
    found = steady_dc([a, b, c], p, 32, phase=shifted, amplitude=amplitude)
    assert found == pytest.approx(expected, abs=1e-13)


@given(TAP, TAP, TAP, st.integers(1, 15))
def test_the_edge_moves_the_mean_by_no_more_than_its_bound(a, b, c, p):
    taps = [a, b, c]
    moved = pooled_dc(taps, tone(p)) - steady_dc(taps, p, 32)
    assert abs(moved) <= (abs(b) + 2 * abs(c)) / COUNT + 1e-14


@given(TAP, TAP, TAP, st.floats(0.5, 15.5))
def test_the_law_holds_in_the_limit_of_many_samples(a, b, c, frequency):
    # An irrational multiple of the frequency grid, so that no few samples are a period.
    frequency = np.round(frequency, 1) + np.sqrt(2) / 100
    found = pooled_dc([a, b, c], tone(frequency, count=100_000))
    assert found == pytest.approx(dc_law([a, b, c], frequency, sample_rate=RATE), abs=2e-4)


def test_the_law_at_the_papers_frequencies():
    # Sampling: -0.32 % at 3 and 5 Hz (32 samples a period or more), to +-1.29 % at 10 Hz.
    for p, bound in [(3, 0.0033), (5, 0.0033), (10, 0.0131)]:
        for phase in np.linspace(0, 2 * np.pi, 33):
            ratio = steady_dc([0.9, -0.5], p, 32, phase=phase) / dc_law(
                [0.9, -0.5], p, sample_rate=RATE
            )
            assert abs(ratio - 1) <= bound


def test_amplitude_is_confounded_with_frequency():
    difference = [1.0, -1.0]
    gains = np.abs(response(difference, [3, 5], sample_rate=RATE))
    small = dc_law(difference, 5, amplitude=gains[0] / gains[1], sample_rate=RATE)
    assert small == pytest.approx(dc_law(difference, 3, sample_rate=RATE))
    # Exactly so for the samples: 3 and 5 Hz visit the same 32 phases, in another order.
    phases = [-np.angle(response(difference, f, sample_rate=RATE)) for f in (3, 5)]
    three = steady_dc(difference, 3, 32, phase=phases[0])
    five = steady_dc(difference, 5, 32, phase=phases[1], amplitude=gains[0] / gains[1])
    assert three == pytest.approx(five, rel=1e-13)


@given(TAP, TAP, TAP, st.floats(0, 5), st.floats(0.5, 15.5))
def test_amplitude_scales_what_is_pooled(a, b, c, amplitude, frequency):
    one = pooled_dc([a, b, c], tone(frequency))
    scaled = pooled_dc([a, b, c], tone(frequency, amplitude=amplitude))
    assert scaled == pytest.approx(amplitude * one, abs=1e-13)


@pytest.mark.parametrize(
    ("run", "error", "message"),
    [
        (lambda: pooled_dc(1.0, N), ValueError, "axis of taps"),
        (lambda: pooled_dc([1, 1], 3.0), ValueError, "axis of time"),
        (lambda: pooled_dc([1, 1, 1], [1.0, 2.0]), ValueError, "3 taps .* the 2 samples"),
        (lambda: pooled_dc([1, np.inf], N), ValueError, "taps must be finite"),
        (lambda: steady_dc([[1, 1]], 3, 32), ValueError, "one filter"),
        (lambda: steady_dc([1, 1], 3, 0), ValueError, "q must be at least 1, not 0"),
        (lambda: steady_dc([1, 1], 3, 32, amplitude=-1), ValueError, "amplitude must be 0 or"),
        (lambda: dc_law([1, 1], 3, amplitude=-1, sample_rate=RATE), ValueError, "amplitude"),
        (lambda: dc_law([1, 1], 3, sample_rate=-1), ValueError, "sample_rate must be above 0"),
    ],
)
def test_bad_input(run, error, message):
    with pytest.raises(error, match=message):
        run()


CENTRES = np.array([[3.0], [5.0], [10.0]])


def drawn_tones(seed):
    return tone(np.random.default_rng(seed).normal(CENTRES, 0.1, size=(3, 64))[..., np.newaxis])


def own_rule(taps, activation, test):
    """The nearest-mean rule, written out: means from the quantiles, the test on other tones."""
    quantiles = stats.norm.ppf((np.arange(64) + 0.5) / 64)
    known, shares = tone((CENTRES + 0.1 * quantiles)[..., np.newaxis]), []
    pairs = [(x, np.pad(x, ((0, 0), (0, 0), (1, 0)))[..., :-1]) for x in (known, test)]
    for one, other in taps:
        means, values = (activation(one * x + other * past).mean(axis=-1) for x, past in pairs)
        found = np.abs(values[..., np.newaxis] - means.mean(axis=1)).argmin(axis=-1)
        shares.append((found == [[0], [1], [2]]).mean())
    return np.array(shares)


@pytest.mark.parametrize(
    ("activation", "mean", "within"),
    [
        (lambda y: np.maximum(y, 0), 0.985, 0.012),
        (np.abs, 0.996, 0.008),
        (np.square, 0.997, 0.006),
        (lambda y: np.cos(5.08 * y), 0.97, 0.015),
        (special.expit, 1 / 3, 0.06),
        (lambda y: y, 1 / 3, 0.06),
    ],
)
def test_what_other_activations_say_about_new_tones(activation, mean, within):
    taps = np.random.default_rng(8).uniform(-1.22, 1.22, size=(300, 2))
    test = drawn_tones(9)
    expected = own_rule(taps, activation, test)
    assert expected.mean() == pytest.approx(mean, abs=within)
    known = tone(class_frequencies(count=64)[..., np.newaxis])
    means = pooled_dc(taps, known, activation=activation).mean(axis=-1)
    found = accuracy(pooled_dc(taps, test, activation=activation), means=means)
    np.testing.assert_allclose(found, expected, atol=0.011)  # 2 of 192: rounding may part ties


def test_the_rule_is_as_good_on_new_tones_as_chapter_6_says():
    taps = np.random.default_rng(6)
    taps.uniform(-1, 1, size=(3, 2))  # the three filters that are drawn first
    taps = taps.uniform(-1, 1, size=(1000, 2)) * np.sqrt(1.5)
    scores = np.array([own_rule(taps, lambda y: np.maximum(y, 0), drawn_tones(s)) for s in (1, 2)])
    np.testing.assert_allclose(scores.mean(axis=1), 0.985, atol=0.002)
    np.testing.assert_allclose(scores.std(axis=1), 0.066, atol=0.006)
    np.testing.assert_allclose((scores == 1).sum(axis=1), 903, atol=24)  # 12 draws: 903 +- 8


@pytest.mark.slow
def test_other_filters_move_the_mean_more_than_other_tones_do_in_chapter_6():
    random = np.random.default_rng(6)
    random.random(6 + 2000 + 3000)  # the taps that the chapter draws before its tones
    test, sets = tone(random.normal(CENTRES, 0.1, size=(3, 64))[..., np.newaxis]), []
    for seed in range(1000, 1020):
        taps = np.random.default_rng(seed).uniform(-1, 1, size=(1000, 2))
        sets.append(own_rule(taps, lambda y: np.maximum(y, 0), test))
    means, whole = np.mean(sets, axis=1), (np.array(sets) == 1).sum(axis=1)
    assert means.mean() == pytest.approx(0.985, abs=0.001)
    assert means.std(ddof=1) == pytest.approx(0.002, abs=0.0005)  # 12 draws of tones: 0.0004
    assert whole.mean() == pytest.approx(907, abs=1)
    assert whole.std(ddof=1) == pytest.approx(8, abs=0.5)


AMPLITUDES = np.linspace(0, 2.45, 50)


@pytest.mark.parametrize(
    ("activation", "expected"),
    [
        (relu, AMPLITUDES / np.pi),
        (np.abs, 2 * AMPLITUDES / np.pi),
        (np.square, AMPLITUDES**2 / 2),
        (special.expit, np.full(50, 0.5)),
        (lambda y: np.cos(5.08 * y), special.j0(5.08 * AMPLITUDES)),
        (np.exp, special.i0(AMPLITUDES)),
        (np.sin, np.zeros(50)),
    ],
)
def test_the_mean_over_a_tone_is_that_of_the_even_part(activation, expected):
    period = np.cos(2 * np.pi * (np.arange(4000) + 0.3) / 4000)
    found = pooled_dc(AMPLITUDES[:, np.newaxis], period, activation=activation)
    np.testing.assert_allclose(found, expected, atol=2e-6)


def test_the_cosine_confuses_3_and_5_hz_after_the_difference():
    gains = np.abs(response([1, -1], [3, 5], sample_rate=RATE))
    three, five = special.j0(5.08 * gains)
    assert three == pytest.approx(five, abs=2e-3)
    assert special.j0(5.08 * gains.mean()) < three - 0.1  # and turns between them


@given(st.integers(1, 31), st.floats(0, 6.3), st.floats(0.1, 3))
def test_the_square_has_no_sampling_error(p, phase, amplitude):
    x = tone(p, amplitude=amplitude, phase=phase, count=32)
    if p != 16:
        half = amplitude**2 / 2
        assert pooled_dc([1], x, activation=np.square) == pytest.approx(half, rel=1e-12)


def test_an_activation_must_give_one_real_number_for_each_sample():
    for activation, error, message in [
        (lambda y: y.mean(axis=-1), ValueError, "must keep the shape"),
        (lambda y: y + 1j, TypeError, "what activation gives must hold real numbers"),
        (lambda y: y * np.nan, ValueError, "what activation gives must be finite"),
    ]:
        with pytest.raises(error, match=message):
            pooled_dc([1, 1], [[1.0, 2.0]], activation=activation)
