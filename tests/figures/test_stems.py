"""Stems: they stand where the lines are, and leave out what is too small or too high."""

import numpy as np
import pytest

from relu_spectrum import amplitude_spectrum
from relu_spectrum.figures.stems import CROWD, stems

LABELS = {"name": "x", "role": "input"}


def test_stems_of_a_spectrum_object():
    n = np.arange(64)
    spectrum = amplitude_spectrum(0.25 + np.cos(2 * np.pi * 8 * n / 64), sample_rate=64)
    trace = stems(spectrum, **LABELS)
    np.testing.assert_allclose(trace.x, [0, 8])
    np.testing.assert_allclose(trace.y, [0.25, 1])
    np.testing.assert_allclose(trace.y - trace.error_y.arrayminus, 0, atol=1e-15)


def test_stems_in_decibels_stand_on_the_floor():
    trace = stems(([0, 1, 2, 3], [1, 0.1, 1e-4, 0]), floor=-60, **LABELS)
    np.testing.assert_allclose(trace.y, [0, -20])
    np.testing.assert_allclose(trace.y - trace.error_y.arrayminus, -60)


def test_stems_leave_out_small_and_high_lines():
    spectrum = (np.arange(5.0), [1, 1e-2, 1e-4, 1, 1])
    assert stems(spectrum, top=3, **LABELS).x.tolist() == [0, 1, 3]
    assert stems(spectrum, keep=0, **LABELS).x.tolist() == [0, 1, 2, 3, 4]


def test_crowded_stems_are_thinner():
    few, many = (stems((np.arange(n), np.ones(n)), **LABELS) for n in (CROWD, CROWD + 1))
    assert many.marker.size < few.marker.size
    assert many.error_y.thickness < few.error_y.thickness


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: stems(([0, 1], [1, -1]), **LABELS), ValueError, "amplitude must be 0 or more"),
        (lambda: stems(([0, 1], [0, 0]), **LABELS), ValueError, "no line is left"),
        (lambda: stems(([1, 2], [1, 1]), top=0.5, **LABELS), ValueError, "no line is left"),
        (lambda: stems(([0, 1], [1, 1]), keep=-1, **LABELS), ValueError, "keep must be 0 or more"),
        (lambda: stems(3, **LABELS), TypeError, "Spectrum"),
    ],
)
def test_bad_input_says_what_is_wrong(call, error, message):
    with pytest.raises(error, match=message):
        call()
