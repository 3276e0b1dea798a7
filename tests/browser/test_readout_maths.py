"""The ReadoutExplorer's JavaScript maths, run in Chromium, against NumPy and SciPy: to 1e-9."""

import numpy as np
import pytest
from scipy import signal, stats

from relu_spectrum.spectrum.filters import equal_gain, turning_frequency

CLOSE = {"rtol": 1e-9, "atol": 1e-9}
CENTRES = np.array([3.0, 5.0, 10.0])
NAMES = ["tap_0", "tap_1", "tap_2", "frequency", "amplitude", "spread"]
CORNERS = [
    (1, -1, 0, 5, 1, 0.1),
    (1, -1, 0, 3, 1, 0),
    (1, -0.44879, 1, 3, 1, 0.1),
    (1, -0.44879, 1, 10, 1, 0.1),
    (0, 0, 0, 5, 1, 0.1),
    (0, -0.7, 0, 5, 1, 0.1),  # one tap: no filter
    (0.8, 0, 0, 8, 0, 0),  # 3 and 5 Hz have the same DC, but for rounding
    (0.5, 0, 0.5, 6, 1, 0.3),  # zero at 8 Hz
    (0, 0.4, -0.9, 2, 0.5, 0.2),  # two taps, a sample late
    (1, 0, -1, 15.5, 2, 1),
    (-1.5, -1.5, -1.5, 0.5, 2, 1),
    (1, 3e-17, 0, 5, 1, 0.1),  # a slider's steps add up to nearly zero
]


def readout_settings(count):
    """Random settings on the grid of the sliders, and the corners that are easy to get wrong."""
    random = np.random.default_rng(2505)
    drawn = [
        (
            *(random.integers(-30, 31, size=3) * 0.05).tolist(),
            random.integers(5, 156) * 0.1,
            random.integers(0, 41) * 0.05,
            random.integers(0, 21) * 0.05,
        )
        for _ in range(count)
    ]
    return [dict(zip(NAMES, values, strict=True)) for values in CORNERS + drawn]


@pytest.fixture(scope="module")
def call(run_modules):
    """Call an exported function in the browser: `call(name, *arguments)`."""
    names = ["maths/nearest_mean", "readout/picture", "maths/filters"]
    return run_modules("".join(f'export * from "./{name}.mjs";' for name in names))


def network(taps, frequency):
    """The mean of ReLU of filtered cosines, by scipy's filter, which starts from rest."""
    n = np.arange(256)
    x = np.cos(2 * np.pi * np.asarray(frequency)[..., np.newaxis] * n / 32)
    return np.maximum(signal.lfilter(taps, [1.0], x), 0).mean(axis=-1)


def gain(taps, frequency):
    return np.abs(signal.freqz(taps, worN=np.atleast_1d(frequency), fs=32)[1])


@pytest.mark.parametrize("settings", readout_settings(40), ids=str)
def test_readout_picture(call, settings):
    picture = call("readoutPicture", settings)
    taps = [settings[name] for name in NAMES[:3]]
    frequency = 0.5 + 0.05 * np.arange(301)
    np.testing.assert_allclose(picture["frequency"], frequency, **CLOSE)
    np.testing.assert_allclose(picture["gain"], gain(taps, frequency), **CLOSE)
    np.testing.assert_allclose(picture["law"], gain(taps, frequency) / np.pi, **CLOSE)
    np.testing.assert_allclose(picture["dc"], network(taps, frequency), **CLOSE)
    classes = np.array([stats.norm.ppf((np.arange(64) + 0.5) / 64) * settings["spread"]] * 3)
    classes += CENTRES[:, np.newaxis]
    np.testing.assert_allclose(picture["classFrequency"], classes.ravel(), **CLOSE)
    np.testing.assert_allclose(picture["classDc"], network(taps, classes).ravel(), **CLOSE)
    check_rule(picture["readouts"], settings, network(taps, classes))
    check_filter(picture["readouts"], settings, taps)
    assert picture["axes"]["dc"] >= max(*picture["dc"], picture["readouts"]["toneDc"])


def check_rule(readouts, settings, dc):
    """The means, what the rule gets right, and its answer for the tone, worked out by hand."""
    means = dc.mean(axis=1)
    np.testing.assert_allclose(readouts["means"], means, **CLOSE)
    taps = [settings[name] for name in NAMES[:3]]
    tone = settings["amplitude"] * network(taps, settings["frequency"])
    np.testing.assert_allclose(readouts["toneDc"], tone, **CLOSE)
    distance = np.abs(dc[..., np.newaxis] - means)
    ties = distance <= distance.min(axis=-1, keepdims=True) + 1e-9 * np.abs(means).max()
    right = (ties.argmax(axis=-1) == np.arange(3)[:, np.newaxis]).mean(axis=1)
    np.testing.assert_allclose(readouts["right"], right, **CLOSE)
    np.testing.assert_allclose(readouts["accuracy"], right.mean(), **CLOSE)
    away = np.abs(tone - means)
    assert away[readouts["takenFor"]] <= away.min() + 1e-9


def check_filter(readouts, settings, taps):
    """The gains, how they go, and the frequencies that share one."""
    tone, amplitude = settings["frequency"], settings["amplitude"]
    np.testing.assert_allclose(readouts["classGains"], gain(taps, CENTRES), **CLOSE)
    np.testing.assert_allclose(readouts["toneGain"], gain(taps, tone)[0], **CLOSE)
    law = amplitude * gain(taps, tone)[0] / np.pi
    np.testing.assert_allclose(readouts["toneLaw"], law, **CLOSE)

    grid = gain(taps, np.linspace(0, 16, 3201)) ** 2
    steps = np.diff(grid)
    rising, falling = np.all(steps >= -1e-12), np.all(steps <= 1e-12)
    words = {(False, False): "turning", (True, False): "rising", (False, True): "falling"}
    flat = "zero" if grid.max() == 0 else "flat"
    assert readouts["course"] == words.get((rising, falling), flat)
    turn = turning_frequency(np.where(np.abs(taps) < 1e-9, 0, taps), sample_rate=32)
    assert readouts["turning"] == (None if np.isnan(turn) else pytest.approx(turn, abs=1e-9))

    taps = np.where(np.abs(taps) < 1e-9, 0, taps)
    same = equal_gain(taps, amplitude * gain(taps, tone)[0], sample_rate=32)
    np.testing.assert_allclose(readouts["same"], same, rtol=0, atol=1e-6)
    if readouts["partner"] is not None:
        assert gain(taps, readouts["partner"])[0] == pytest.approx(gain(taps, tone)[0], abs=1e-9)
        assert abs(readouts["partner"] - tone) > 1e-3
    elif readouts["course"] == "turning":
        others = equal_gain(taps, gain(taps, tone)[0], sample_rate=32)
        assert np.all(np.abs(others - tone) <= 2e-3)


@pytest.mark.parametrize("count", [1, 2, 3, 64, 1001])
def test_quantiles(call, count):
    expected = stats.norm.ppf((np.arange(count) + 0.5) / count)
    np.testing.assert_allclose(call("normalQuantiles", count), expected, rtol=1e-12, atol=1e-14)


def test_the_rule_breaks_ties_for_the_first_class(call):
    assert call("nearestMean", 0.5, [0.0, 1.0, 0.0]) == 0
    assert call("nearestMean", 0.5 + 1e-12, [0.0, 1.0, 0.0]) == 0
    assert call("nearestMean", 0.51, [0.0, 1.0, 0.0]) == 1
