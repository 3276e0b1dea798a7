import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from relu_spectrum import Spectrum, Tone, amplitude_spectrum, sample
from relu_spectrum.spectrum.lines import decibels

signals = hnp.arrays(
    np.float64,
    hnp.array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=33),
    elements=st.floats(-100, 100),
)


def test_dc_and_nyquist_are_not_doubled_and_a_tone_reads_its_amplitude():
    n = np.arange(8)
    x = -3 + 2 * np.cos(2 * np.pi * n / 8 + 0.4) + 0.5 * (-1.0) ** n
    spectrum = amplitude_spectrum(x, sample_rate=16)
    np.testing.assert_array_equal(spectrum.frequency, [0, 2, 4, 6, 8])
    np.testing.assert_allclose(spectrum.amplitude, [3, 2, 0, 0, 0.5], atol=1e-14)
    assert spectrum.dc == pytest.approx(-3, abs=1e-14)
    assert np.angle(spectrum.lines[1]) == pytest.approx(0.4, abs=1e-14)


def test_an_odd_number_of_samples_has_no_nyquist_line():
    x = 1 + 2 * np.cos(2 * np.pi * 2 * np.arange(5) / 5)
    spectrum = amplitude_spectrum(x, sample_rate=5)
    np.testing.assert_allclose(spectrum.amplitude, [1, 0, 2], atol=1e-14)


def test_one_sample_is_its_own_mean():
    spectrum = amplitude_spectrum([4.0], sample_rate=10)
    assert (spectrum.frequency.tolist(), spectrum.dc) == ([0.0], 4.0)
    assert spectrum.at(0.0) == 4.0


def test_the_last_axis_is_time():
    x = np.random.default_rng(0).normal(size=(2, 3, 16))
    spectrum = amplitude_spectrum(x, sample_rate=16)
    assert spectrum.amplitude.shape == (2, 3, 9)
    assert spectrum.dc.shape == (2, 3)
    assert spectrum.at(3.0).shape == (2, 3)
    assert spectrum.at([3.0, 4.0]).shape == (2, 3, 2)
    np.testing.assert_allclose(spectrum.dc, x.mean(-1), atol=1e-15)
    one = amplitude_spectrum(x[1, 2], sample_rate=16)
    np.testing.assert_allclose(spectrum.lines[1, 2], one.lines, atol=1e-15)


@given(signals)
def test_parseval(x):
    spectrum = amplitude_spectrum(x, sample_rate=1)
    power = spectrum.amplitude**2
    power[..., 1 : (x.shape[-1] + 1) // 2] /= 2
    np.testing.assert_allclose(power.sum(-1), (x**2).mean(-1), rtol=1e-12, atol=1e-12)


@given(signals)
def test_the_lines_give_the_signal_back(x):
    spectrum = amplitude_spectrum(x, sample_rate=x.shape[-1])
    angle = 2 * np.pi * np.outer(spectrum.frequency, np.arange(x.shape[-1])) / x.shape[-1]
    np.testing.assert_allclose((spectrum.lines @ np.exp(1j * angle)).real, x, atol=1e-10)


def test_tones_on_the_grid_are_single_lines():
    tones = [Tone(3.5, 1.5, 1.0), Tone(20.0, 0.25, -2.0)]
    _, x = sample(tones, sample_rate=64, duration=2, bias=-0.5)
    spectrum = amplitude_spectrum(x, sample_rate=64)
    assert spectrum.at(3.5) == pytest.approx(1.5, abs=1e-14)
    assert spectrum.at(20) == pytest.approx(0.25, abs=1e-14)
    assert spectrum.dc == pytest.approx(-0.5, abs=1e-14)
    rest = np.delete(spectrum.amplitude, [0, 7, 40])
    assert rest.max() < 1e-14


@pytest.mark.parametrize(("f", "message"), [(3.3, "off the grid of 0.5 Hz"), (33, "outside")])
def test_only_lines_of_the_grid_can_be_read(f, message):
    spectrum = amplitude_spectrum(np.ones(128), sample_rate=64)
    with pytest.raises(ValueError, match=message):
        spectrum.at(f)


def test_rounding_of_the_frequency_is_forgiven():
    assert Spectrum(np.arange(4) * 0.1, np.arange(4) + 0j).at(0.1 + 0.2) == 3


@pytest.mark.parametrize("n_samples", [1, 2, 7, 8, 255, 256])
def test_the_power_of_all_lines_is_the_mean_square(n_samples):
    x = np.random.default_rng(n_samples).normal(size=(3, n_samples))
    power = amplitude_spectrum(x, sample_rate=1).power
    np.testing.assert_allclose(power.sum(-1), np.mean(x**2, axis=-1))


def test_power_of_single_lines():
    n = np.arange(8)
    x = 3 + 2 * np.cos(2 * np.pi * n / 8) + 0.5 * np.cos(np.pi * n)
    np.testing.assert_allclose(
        amplitude_spectrum(x, sample_rate=8).power, [9, 2, 0, 0, 0.25], atol=1e-15
    )


def test_decibels():
    np.testing.assert_array_equal(decibels([[1, 10], [0.1, 0]]), [[0, 20], [-20, -np.inf]])
    with pytest.raises(ValueError, match="amplitude must be 0 or more, not -1"):
        decibels([1, -1])
