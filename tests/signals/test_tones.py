import numpy as np
import pytest

from relu_spectrum import PAPER_TONES, Tone, sample


def test_the_tones_of_the_paper():
    assert [(t.frequency, t.amplitude, t.phase) for t in PAPER_TONES] == [
        (10.0, 1.0, 0.0),
        (5.0, 1.0, 0.0),
        (20.0, 1.0, 0.0),
        (40.0, 1.0, 0.0),
    ]


def test_a_tone_is_frozen_and_compares_by_value():
    assert Tone(3) == Tone(3.0, 1.0, 0.0)
    with pytest.raises(AttributeError):
        Tone(3.0).frequency = 4.0


def test_samples_written_out():
    time, x = sample([Tone(1.0, 2.0)], sample_rate=4, duration=1, bias=0.5)
    np.testing.assert_array_equal(time, [0, 0.25, 0.5, 0.75])
    np.testing.assert_allclose(x, [2.5, 0.5, -1.5, 0.5], atol=1e-15)
    _, x = sample([Tone(1.0, 2.0, np.pi / 2)], sample_rate=4, duration=1)
    np.testing.assert_allclose(x, [0, -2, 0, 2], atol=1e-15)


def test_the_grid_is_periodic_and_has_no_end_point():
    time, x = sample(PAPER_TONES, sample_rate=1024, duration=8)
    assert time.shape == x.shape == (8192,)
    assert time[-1] == 8 - 1 / 1024
    _, twice = sample(PAPER_TONES, sample_rate=1024, duration=16)
    np.testing.assert_allclose(twice, np.tile(x, 2), atol=1e-12)


def test_a_tone_at_nyquist_and_one_at_zero_are_allowed():
    _, x = sample([Tone(2.0), Tone(0.0, 3.0)], sample_rate=4, duration=1)
    np.testing.assert_allclose(x, [4, 2, 4, 2], atol=1e-15)
