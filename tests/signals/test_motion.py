import numpy as np
import pytest
import torch
from scipy import signal

from relu_spectrum.models import KidPpg, published
from relu_spectrum.signals.motion import remove_motion
from relu_spectrum.signals.windows import join_windows, split_windows, successive_pairs
from relu_spectrum.statistics.rate_errors import rate_errors


@pytest.fixture
def motion():
    return np.random.default_rng(0).normal(0.5, 1, size=(3, 4000))


def filtered(motion, weights):
    """Filter each axis with SciPy and add up; the mean before the start and after the end."""
    centred = motion - motion.mean(-1, keepdims=True)
    reversed_ = weights[:, ::-1]  # convolution turns the filter round
    return sum(signal.convolve(a, w, "same") for a, w in zip(centred, reversed_, strict=True))


def test_what_a_filter_makes_of_motion_is_removed_and_the_filter_found(motion):
    weights = np.random.default_rng(1).normal(size=(3, 5))
    removed = remove_motion(filtered(motion, weights) + 7, motion, taps=5)
    np.testing.assert_allclose(removed.filter, weights, atol=1e-3)
    assert removed.explained > 0.99999
    assert np.abs(removed.signal).max() < 0.01


def test_taps_run_from_the_past_to_the_future(motion):
    late = np.roll(motion[1], 2)  # the sensor sees the second axis two samples later
    removed = remove_motion(late, motion, taps=5)
    expected = np.zeros((3, 5))
    expected[1, 0] = 1
    np.testing.assert_allclose(removed.filter, expected, atol=0.01)


def test_what_is_left_is_orthogonal_to_motion_and_the_shares_add_up(motion):
    ppg = np.random.default_rng(2).normal(size=4000) + 3 * motion[0]
    removed = remove_motion(ppg, motion, taps=3)
    taken = ppg - ppg.mean() - removed.signal
    np.testing.assert_allclose(taken, filtered(motion, removed.filter), atol=1e-9)
    assert abs(taken @ removed.signal) < 1e-6 * (ppg @ ppg)
    assert removed.explained == pytest.approx((taken**2).mean() / ppg.var())
    assert removed.explained == pytest.approx(0.9, abs=0.01)


@pytest.mark.parametrize("taps", [1, 21])
def test_unrelated_motion_explains_its_number_of_weights_over_that_of_samples(motion, taps):
    shares = [
        remove_motion(np.random.default_rng(seed).normal(size=4000), motion, taps=taps).explained
        for seed in range(100, 110)
    ]
    assert np.mean(shares) == pytest.approx(3 * taps / 4000, rel=0.5)


def test_a_constant_sensor_has_nothing_to_explain(motion):
    removed = remove_motion(np.ones(4000), motion, taps=1)
    assert removed.explained == 0
    np.testing.assert_array_equal(removed.signal, 0)


def test_motion_of_another_time_removes_next_to_nothing():
    stairs = published.recording()
    ppg = join_windows(stairs.ppg, shift=stairs.shift)
    accelerometer = join_windows(stairs.accelerometer, shift=stairs.shift)
    shifts = np.arange(1, 10) * ppg.size // 10  # by 10 to 90 % of the recording
    removed = [remove_motion(ppg, np.roll(accelerometer, k, axis=-1), taps=21) for k in shifts]
    assert np.mean([one.explained for one in removed]) == pytest.approx(0.005, abs=0.0005)
    model, errors = KidPpg.pretrained(), []
    for one in removed:
        windows = split_windows(one.signal, length=256, shift=stairs.shift)
        with torch.no_grad():
            found = model(torch.tensor(successive_pairs(windows), dtype=torch.float32))[0].numpy()
        errors.append(np.abs(found - stairs.heart_rate[1:]).mean())
    assert np.mean(errors) == pytest.approx(6.5, abs=0.1)
    assert np.std(errors, ddof=1) == pytest.approx(0.4, abs=0.1)


def test_on_the_recording_the_error_falls_by_more_than_half():
    stairs = published.recording()
    ppg = join_windows(stairs.ppg, shift=stairs.shift)
    accelerometer = join_windows(stairs.accelerometer, shift=stairs.shift)
    removed = remove_motion(ppg, accelerometer, taps=21)
    assert removed.explained == pytest.approx(0.265, abs=0.005)
    windows = split_windows(removed.signal, length=256, shift=stairs.shift)
    model = KidPpg.pretrained()
    with torch.no_grad():
        found = {
            name: model(torch.tensor(successive_pairs(x), dtype=torch.float32))[0].numpy()
            for name, x in {"raw": stairs.ppg, "filtered": windows}.items()
        }
    errors = {name: rate_errors(rate, stairs.heart_rate[1:]) for name, rate in found.items()}
    assert errors["raw"]["MAE, bpm"] == pytest.approx(6.4, abs=0.1)
    assert errors["filtered"]["MAE, bpm"] == pytest.approx(2.8, abs=0.1)
    assert errors["filtered"]["within 5 bpm, %"] > 90


BAD = {
    "even": ({"taps": 2}, "taps must be odd, not 2"),
    "none": ({"taps": 0}, "taps must be at least 1"),
    "short": ({"taps": 7}, "3 axes of 7 taps need more than 21 samples, not 20"),
    "one axis": ({"accelerometer": np.ones(20)}, r"not \(20,\) and \(20,\)"),
    "other times": ({"accelerometer": np.ones((3, 19))}, r"\(3, 19\)"),
    "windows": ({"ppg": np.ones((2, 20))}, r"not \(2, 20\)"),
}


@pytest.mark.parametrize(("change", "message"), BAD.values(), ids=BAD.keys())
def test_bad_input_gets_a_clear_error(change, message):
    arguments = {"ppg": np.ones(20), "accelerometer": np.ones((3, 20)), "taps": 3} | change
    with pytest.raises(ValueError, match=message):
        remove_motion(**arguments)
