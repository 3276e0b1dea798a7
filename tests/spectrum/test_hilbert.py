"""The phase shift against cosines and scipy's Hilbert transform, and ReLUs that it revives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage, signal

from relu_spectrum import PAPER_TONES, amplitude_spectrum, sample
from relu_spectrum.spectrum.hilbert import shift_phase

DEGREES = st.floats(-400, 400)
RATE = 1024
RECTIFIED = np.maximum(sample(PAPER_TONES, sample_rate=RATE, duration=8)[1], 0)


def with_a_negative(x):
    return (x < -1e-9 * np.abs(x).max()).mean()


@given(st.integers(1, 40), DEGREES, st.integers(0, 2**32 - 1))
def test_every_cosine_is_shifted_and_dc_is_not(count, degrees, seed):
    random = np.random.default_rng(seed)
    k = np.arange(1, (count + 1) // 2)  # between 0 Hz and half the sample rate
    dc, amplitude, phase = random.normal(), *random.normal(size=(2, k.size))
    angle = 2 * np.pi * np.outer(np.arange(count), k) / count + phase
    found = shift_phase(dc + np.cos(angle) @ amplitude, degrees)
    expected = dc + np.cos(angle + np.radians(degrees)) @ amplitude
    np.testing.assert_allclose(found, expected, atol=1e-11)


@given(DEGREES, st.sampled_from([63, 64]), st.integers(0, 2**32 - 1))
def test_it_is_a_mixture_of_the_signal_and_its_hilbert_transform(degrees, count, seed):
    x = np.random.default_rng(seed).normal(size=(2, count))
    x -= x.mean(-1, keepdims=True)
    alternating = (-1.0) ** np.arange(count) if count % 2 == 0 else np.zeros(count)
    nyquist = (x * alternating).mean(-1, keepdims=True) * alternating
    turned = np.imag(signal.hilbert(x - nyquist))
    phi = np.radians(degrees)
    expected = np.cos(phi) * (x - nyquist) - np.sin(phi) * turned + nyquist
    np.testing.assert_allclose(shift_phase(x, degrees), expected, atol=1e-12)


@given(DEGREES, st.integers(1, 50), st.integers(0, 2**32 - 1))
def test_no_line_changes_its_size(degrees, count, seed):
    x = np.random.default_rng(seed).normal(size=count)
    before = amplitude_spectrum(x, sample_rate=1).amplitude
    after = amplitude_spectrum(shift_phase(x, degrees), sample_rate=1).amplitude
    np.testing.assert_allclose(after, before, atol=1e-12)


def test_a_quarter_turn_revives_a_relu_and_leaves_dc_alone():
    """Against the Hilbert transform as a sum over time; its impulse response is a cotangent."""
    count = RECTIFIED.size
    n = np.arange(1, count, 2)
    impulse = np.zeros(count)
    impulse[n] = 2 / count / np.tan(np.pi * n / count)
    transform = signal.fftconvolve(np.tile(RECTIFIED, 2), impulse)[count : 2 * count]
    turned = shift_phase(RECTIFIED, 90)
    np.testing.assert_allclose(turned, RECTIFIED.mean() - transform, atol=1e-4)
    assert turned.mean() == pytest.approx(RECTIFIED.mean(), abs=1e-12)
    assert turned.mean() == pytest.approx(0.5744, abs=5e-5)
    assert 100 * with_a_negative(turned) == pytest.approx(24.5, abs=0.05)


def test_neither_dc_nor_a_negative_tap_decides():
    """The four filters that chapter 3 sets side by side, written out again."""
    mean = RECTIFIED.mean()
    averaged = ndimage.uniform_filter1d(RECTIFIED, 9, mode="wrap")
    slope = RECTIFIED - np.roll(RECTIFIED, 1)
    signals = [averaged, shift_phase(averaged, 90), slope + mean, RECTIFIED - 0.1 * mean]
    negative = [100 * with_a_negative(x) for x in signals]
    assert negative == pytest.approx([0, 24.8, 0, 52.54], abs=0.05)
    trough = [(x.mean() - x.min()) / mean for x in signals]
    assert trough == pytest.approx([1.0, 3.74, 0.64, 1.0], abs=0.01)


@given(st.lists(st.floats(0, 2), min_size=1, max_size=9), st.integers(0, 2**32 - 1))
def test_a_filter_without_negative_taps_makes_no_negative_sample_and_passes_dc_best(taps, seed):
    x = np.random.default_rng(seed).exponential(size=100)
    assert np.convolve(x, taps).min() >= 0
    assert np.abs(np.fft.rfft(taps, 256)).max() <= np.sum(taps) * (1 + 1e-12)


@pytest.mark.parametrize(
    ("x", "degrees", "error", "message"),
    [
        (1.0, 90, ValueError, "x must have a time axis"),
        ([], 90, ValueError, "x is empty"),
        ([1j, 2], 90, TypeError, "x must hold real numbers"),
        ([1.0, np.nan], 90, ValueError, "x must be finite"),
        ([1.0, 2.0], np.inf, ValueError, "degrees must be finite"),
        ([1.0, 2.0], [90], TypeError, "degrees must be one real number"),
    ],
)
def test_bad_input(x, degrees, error, message):
    with pytest.raises(error, match=message):
        shift_phase(x, degrees)
