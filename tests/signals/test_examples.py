"""The six made signals, against what else is known of them."""

import numpy as np
import pytest
from scipy import signal, stats

from relu_spectrum.signals import EXAMPLES, example_signal


def lines(x):
    return 2 * np.abs(np.fft.rfft(x)) / x.size


@pytest.mark.parametrize(
    ("name", "wanted"), [("tone", {440: 0.8}), ("two tones", {440: 0.4, 550: 0.4})]
)
def test_tones_are_lines_of_whole_periods(name, wanted):
    x, rate = example_signal(name)
    amplitude = lines(x)
    for frequency, height in wanted.items():
        assert amplitude[round(frequency * x.size / rate)] == pytest.approx(height)
    assert np.sum(amplitude > 1e-9) == len(wanted)


def test_the_chirp_is_scipys():
    x, rate = example_signal("chirp")
    wanted = 0.8 * signal.chirp(np.arange(x.size) / rate, 100, 2, 2000)
    np.testing.assert_allclose(x, wanted, atol=1e-9)


def test_the_pulse_wave_has_75_beats_a_minute():
    x, rate = example_signal("pulse wave")
    strongest = np.argsort(lines(x))[::-1][:2] * rate / x.size
    np.testing.assert_allclose(strongest, [1.25, 2.5])
    assert (x.size / rate, x.std()) == (64, pytest.approx(27))


def test_the_vowel_is_strongest_near_its_first_resonance():
    x, rate = example_signal("sung vowel")
    frequency, power = signal.welch(x, rate, nperseg=1024)
    peaks = [frequency[(frequency > low) & (frequency < high)][
        np.argmax(power[(frequency > low) & (frequency < high)])
    ] for low, high in ((350, 900), (2400, 2900))]  # fmt: skip
    assert peaks[0] == pytest.approx(700, abs=71)
    assert peaks[1] == pytest.approx(2600, abs=140)
    assert abs(x).max() == pytest.approx(0.8)


def test_the_noise_is_normal_and_white():
    x, _ = example_signal("noise")
    assert stats.kstest(x / 0.25, "norm").pvalue > 0.01
    both = np.corrcoef(x[:-1], x[1:])[0, 1]
    assert abs(both) < 3 / np.sqrt(x.size)


def test_another_name_is_refused():
    with pytest.raises(ValueError, match=r"must be one of tone, two tones, .* not 'a song'"):
        example_signal("a song")


def test_all_names_make_a_signal():
    for name in EXAMPLES:
        x, rate = example_signal(name)
        assert np.isfinite(x).all()
        assert rate in (8000, 32)
