import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_spectrum.models import published
from relu_spectrum.signals.windows import join_windows, split_windows, successive_pairs, z_score


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 5), st.integers(1, 3))
def test_split_and_join_are_inverse(length, shift, more, channels):
    shift = min(length, shift)
    x = np.random.default_rng(0).normal(size=(channels, length + more * shift))
    windows = split_windows(x, length=length, shift=shift)
    assert windows.shape == (more + 1, channels, length)
    for i, window in enumerate(windows):
        np.testing.assert_array_equal(window, x[:, i * shift : i * shift + length])
    np.testing.assert_array_equal(join_windows(windows, shift=shift), x)


def test_what_is_no_whole_window_is_left_out():
    assert split_windows(np.arange(9), length=4, shift=3).tolist() == [[0, 1, 2, 3], [3, 4, 5, 6]]


def test_the_recording_is_one_signal():
    stairs = published.recording()
    ppg = join_windows(stairs.ppg, shift=stairs.shift)
    assert ppg.size == 436 * stairs.sample_rate
    again = split_windows(ppg, length=256, shift=stairs.shift)
    np.testing.assert_array_equal(again, stairs.ppg)
    assert join_windows(stairs.accelerometer, shift=64).shape == (3, ppg.size)


def test_pairs_are_neighbours():
    windows = np.arange(12.0).reshape(4, 3)
    pairs = successive_pairs(windows)
    np.testing.assert_array_equal(pairs[:, 0], windows[:-1])
    np.testing.assert_array_equal(pairs[:, 1], windows[1:])


def test_z_scores():
    x = np.random.default_rng(0).normal(3, 7, size=(2, 5, 40))
    z = z_score(x)
    np.testing.assert_allclose(z.mean(-1), 0, atol=1e-12)
    np.testing.assert_allclose(z.std(-1), 1)
    np.testing.assert_allclose(np.diff(z) / np.diff(x), 1 / x.std(-1, keepdims=True).repeat(39, -1))


BAD = {
    "another shift": (lambda: join_windows([[1, 2, 3], [2, 3, 4]], shift=2), "overlaps differ"),
    "shift beyond": (lambda: join_windows([[1, 2], [3, 4]], shift=3), r"\(n, ..., 3 or more\)"),
    "one window without a number": (lambda: join_windows([1, 2], shift=1), r"not \(2,\)"),
    "no shift": (lambda: split_windows([1, 2], length=1, shift=0), "shift must be at least 1"),
    "short signal": (lambda: split_windows([1, 2], length=3, shift=1), "at least 3 samples"),
    "constant window": (lambda: z_score([[1, 2], [3, 3]]), "a window is constant"),
    "a number": (lambda: z_score(3.0), "time axis"),
    "one window": (lambda: successive_pairs(np.ones((1, 4))), r"not \(1, 4\)"),
    "no windows": (lambda: successive_pairs(np.ones(4)), r"not \(4,\)"),
}


@pytest.mark.parametrize(("call", "message"), BAD.values(), ids=BAD.keys())
def test_bad_input_gets_a_clear_error(call, message):
    with pytest.raises(ValueError, match=message):
        call()
