import numpy as np
import pytest

from relu_spectrum import amplitude_spectrum, assets
from relu_spectrum.pulses import (
    N_SAMPLES,
    SAMPLE_RATE,
    SENSOR_STD,
    SHIFT,
    pulse_pair,
    pulse_wave,
    successive_pairs,
    z_score,
)


def test_a_pulse_is_two_lines():
    spectrum = amplitude_spectrum(pulse_wave(75, second_harmonic=0.5), sample_rate=SAMPLE_RATE)
    scale = np.sqrt(2 / (1 + 0.5**2))  # to standard deviation 1
    assert spectrum.at(1.25) == pytest.approx(scale)
    assert spectrum.at(2.5) == pytest.approx(0.5 * scale)
    assert np.delete(spectrum.amplitude, [10, 20]).max() < 1e-12


@pytest.mark.parametrize(("phase", "harmonic_phase"), [(0.0, 0.0), (0.3, 0.0), (0.3, 1.1)])
def test_the_wave_is_the_formula(phase, harmonic_phase):
    t = np.arange(320) / 32
    theta = 2 * np.pi * 80 / 60 * t + phase
    wave = np.sin(theta) + 0.4 * np.sin(2 * theta + harmonic_phase)
    options = {"phase": phase, "harmonic_phase": harmonic_phase}
    np.testing.assert_allclose(pulse_wave(80, **options), z_score(wave[:256]), atol=1e-12)
    pair = pulse_pair(80, **options)
    np.testing.assert_allclose(pair[0], SENSOR_STD * z_score(wave[:256]), atol=1e-10)
    np.testing.assert_allclose(pair[1], SENSOR_STD * z_score(wave[64:]), atol=1e-10)


def test_it_rises_fast_and_falls_slowly():
    wave = pulse_wave(60, sample_rate=512, n_samples=512)
    rise = (wave.argmax() - wave.argmin()) % 512
    assert rise < 0.4 * 512
    backwards = pulse_wave(60, sample_rate=512, n_samples=512, harmonic_phase=np.pi)
    assert (backwards.argmax() - backwards.argmin()) % 512 > 0.6 * 512


def test_many_at_once_and_their_scale():
    waves = pulse_wave([[60], [90]], phase=[0, 1, 2], std=7.0)
    assert waves.shape == (2, 3, 256)
    np.testing.assert_allclose(waves.mean(-1), 0, atol=1e-12)
    np.testing.assert_allclose(waves.std(-1), 7)
    np.testing.assert_allclose(waves[1, 2], 7 * pulse_wave(90, phase=2), atol=1e-12)
    assert pulse_pair([60, 90]).shape == (2, 2, 256)
    np.testing.assert_allclose(pulse_pair([60, 90], std=2.0).std(-1), 2)


def test_the_constants_are_those_of_the_recording():
    stairs = assets.recording()
    assert stairs.ppg.shape[1] == N_SAMPLES
    assert (stairs.sample_rate, stairs.shift) == (SAMPLE_RATE, SHIFT)
    std = stairs.ppg.std(axis=1)
    assert np.median(std) == pytest.approx(SENSOR_STD, abs=0.5)
    assert 15 < std.min() < std.max() < 55


def test_pairs_are_neighbours():
    windows = np.arange(12.0).reshape(4, 3)
    pairs = successive_pairs(windows)
    np.testing.assert_array_equal(pairs[:, 0], windows[:-1])
    np.testing.assert_array_equal(pairs[:, 1], windows[1:])


BAD = {
    "no rate": (lambda: pulse_wave(0), "bpm must be above 0, not 0"),
    "too fast": (
        lambda: pulse_wave([60, 480]),
        "second harmonic of 480 bpm, 16 Hz, must lie below Nyquist, 16 Hz",
    ),
    "too fast in a pair": (lambda: pulse_pair(500), "Nyquist"),
    "NaN": (lambda: pulse_wave(float("nan")), "bpm must be finite"),
    "negative harmonic": (lambda: pulse_wave(60, second_harmonic=-1), "second_harmonic must be 0"),
    "one sample": (lambda: pulse_wave(60, n_samples=1), "n_samples must be at least 2, not 1"),
    "no size": (lambda: pulse_wave(60, std=0), "std must be above 0"),
    "no size of a pair": (lambda: pulse_pair(60, std=-1), "std must be above 0, not -1"),
    "constant window": (lambda: z_score([[1, 2], [3, 3]]), "a window is constant"),
    "a number": (lambda: z_score(3.0), "time axis"),
    "one window": (lambda: successive_pairs(np.ones((1, 4))), r"not \(1, 4\)"),
    "no windows": (lambda: successive_pairs(np.ones(4)), r"not \(4,\)"),
    "shapes that do not fit": (lambda: pulse_wave([1, 2], phase=[1, 2, 3]), "broadcast"),
}


@pytest.mark.parametrize(("call", "message"), BAD.values(), ids=BAD.keys())
def test_bad_input_gets_a_clear_error(call, message):
    with pytest.raises(ValueError, match=message):
        call()
