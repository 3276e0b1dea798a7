"""Spectra under a Hann window: heights of lines, power, where a line stands and where it folds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_spectrum.spectrum import folded, strongest_line, welch_spectrum


def by_hand(x, segment):
    """Each segment under its window, one after the other."""
    window = np.sin(np.pi * np.arange(segment) / segment) ** 2
    starts = range(0, x.size - segment + 1, segment // 2)
    lines = [np.fft.rfft(x[at : at + segment] * window) / window.sum() for at in starts]
    amplitude = np.abs(lines)
    amplitude[:, 1 : (segment + 1) // 2] *= 2
    return np.sqrt(np.mean(amplitude**2, axis=0))


@pytest.mark.parametrize("segment", [2, 3, 16, 17, 64, 100])
def test_segments_are_averaged_as_powers(segment):
    x = np.random.default_rng(0).normal(0.5, 1, 100)
    found = welch_spectrum(x, sample_rate=10, segment=segment)
    np.testing.assert_allclose(found.amplitude, by_hand(x, segment), atol=1e-12)
    np.testing.assert_allclose(found.frequency, np.arange(segment // 2 + 1) * 10 / segment)
    assert found.nyquist == (segment % 2 == 0)


def test_a_line_in_the_middle_of_a_bin_reads_its_amplitude_and_dc_the_mean():
    n = np.arange(4096)
    x = 0.7 + 3 * np.cos(2 * np.pi * n / 8) + 0.2 * np.cos(np.pi * n)
    spectrum = welch_spectrum([x, 2 * x], sample_rate=8, segment=1024)
    np.testing.assert_allclose(spectrum.at([0, 1, 4]), [[0.7, 3, 0.2], [1.4, 6, 0.4]])


@given(st.floats(5, 120), st.floats(0.1, 10), st.floats(-3, 3))
def test_where_one_cosine_stands(frequency, amplitude, phase):
    x = amplitude * np.cos(2 * np.pi * frequency * np.arange(1024) / 256 + phase)
    found = strongest_line(welch_spectrum(x, sample_rate=256, segment=1024))
    assert found == pytest.approx(frequency, abs=0.02 * 256 / 1024)


def test_dc_is_no_line_and_nothing_has_none():
    n = np.arange(256)
    x = 5 + np.cos(2 * np.pi * 32 * n / 256)
    assert strongest_line(welch_spectrum(x, sample_rate=256, segment=256)) == pytest.approx(32)
    for nothing in (np.zeros(256), np.full(256, 5.0)):
        assert strongest_line(welch_spectrum(nothing, sample_rate=256, segment=256)) == 0


@given(st.floats(0, 5000))
def test_samples_cannot_tell_a_frequency_from_where_it_folds(frequency):
    n, place = np.arange(32), folded(frequency, sample_rate=1000)
    assert 0 <= place <= 500
    same = [np.cos(2 * np.pi * f * n / 1000) for f in (frequency, place)]
    np.testing.assert_allclose(*same, atol=1e-8)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: welch_spectrum(np.ones(8), sample_rate=8, segment=9), ValueError, "9 samples is"),
        (lambda: welch_spectrum(1.0, sample_rate=8, segment=2), ValueError, "longer than x"),
        (lambda: welch_spectrum(np.ones(8), sample_rate=0, segment=8), ValueError, "above 0"),
        (lambda: welch_spectrum(np.ones(8), sample_rate=1, segment=4.0), TypeError, "whole"),
        (lambda: folded(1.0, sample_rate=-1), ValueError, "above 0"),
        (
            lambda: strongest_line(welch_spectrum(np.ones((2, 8)), sample_rate=1, segment=8)),
            ValueError,
            r"one signal .* \(2, 5\)",
        ),
    ],
)
def test_wrong_arguments_are_refused(call, error, message):
    with pytest.raises(error, match=message):
        call()
