import numpy as np
import pytest

from relu_spectrum import amplitude_spectrum
from relu_spectrum.models import published
from relu_spectrum.signals.pulses import (
    N_SAMPLES,
    SAMPLE_RATE,
    SENSOR_STD,
    SHIFT,
    pulse_pair,
    pulse_wave,
    random_pulses,
)
from relu_spectrum.signals.windows import z_score


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
    stairs = published.recording()
    assert stairs.ppg.shape[1] == N_SAMPLES
    assert (stairs.sample_rate, stairs.shift) == (SAMPLE_RATE, SHIFT)
    std = stairs.ppg.std(axis=1)
    assert np.median(std) == pytest.approx(SENSOR_STD, abs=0.5)
    assert 15 < std.min() < std.max() < 55


def test_random_pulses_are_drawn_from_the_ranges_that_are_said():
    windows, rates = random_pulses(400, bpm=(50, 100), noise=0.0)
    assert windows.shape == (400, 2, 256)
    assert 50 < rates.min() < 52
    assert 98 < rates.max() < 100
    std = windows.std(axis=-1)
    np.testing.assert_allclose(std[:, 0], std[:, 1])
    assert 15 < std.min() < 16
    assert 52 < std.max() < 55
    assert np.median(std) == pytest.approx(np.sqrt(15 * 55), rel=0.1)
    # The size says nothing about the rate, and the rate is the one that is said.
    assert abs(np.corrcoef(std[:, 0], rates)[0, 1]) < 0.1
    spectrum = np.abs(np.fft.rfft(windows[:, 0] * np.hanning(256), 8192))
    found = spectrum.argmax(axis=-1) * 32 / 8192 * 60
    assert np.median(np.abs(found - rates)) < 0.5


def test_the_noise_is_white_and_the_same_where_the_windows_overlap():
    silent, _ = random_pulses(50, noise=0.0, seed=3)
    noisy, _ = random_pulses(50, noise=2.0, seed=3)
    noise = noisy - silent
    assert noise.std() == pytest.approx(2, rel=0.02)
    np.testing.assert_allclose(noise[:, 0, 64:], noise[:, 1, :-64], atol=1e-9)
    power = (np.abs(np.fft.rfft(noise[:, 0])) ** 2).mean(axis=0)
    assert power[65:].mean() == pytest.approx(power[1:65].mean(), rel=0.1)


def test_the_default_noise_is_that_of_the_recording_above_8_hz():
    ppg = published.recording().ppg
    power = (np.abs(np.fft.rfft(ppg - ppg.mean(axis=1, keepdims=True))) ** 2).mean(axis=0)
    level = np.sqrt(power[64:].mean() / 256)  # of white noise with this power in each line
    assert level == pytest.approx(1.6, abs=0.1)


def test_a_seed_fixes_the_draw():
    np.testing.assert_array_equal(random_pulses(3)[0], random_pulses(3)[0])
    assert (random_pulses(3)[1] != random_pulses(3, seed=1)[1]).all()


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
    "no pulses": (lambda: random_pulses(0), "n must be at least 1, not 0"),
    "negative noise": (lambda: random_pulses(2, noise=-1), "noise must be 0 or more, not -1"),
    "random rate 0": (lambda: random_pulses(2, bpm=(0, 10)), "bpm must be above 0"),
    "shapes that do not fit": (lambda: pulse_wave([1, 2], phase=[1, 2, 3]), "broadcast"),
}


@pytest.mark.parametrize(("call", "message"), BAD.values(), ids=BAD.keys())
def test_bad_input_gets_a_clear_error(call, message):
    with pytest.raises(ValueError, match=message):
        call()
