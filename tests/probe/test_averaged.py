"""Spectra averaged over segments, with the mean apart."""

import numpy as np
import pytest

from relu_spectrum.probe.averaged import averaged_spectrum
from relu_spectrum.spectrum import amplitude_spectrum, welch_spectrum

RNG = np.random.default_rng(2)


@pytest.mark.parametrize("segment", [64, 63])
def test_beside_dc_it_is_welchs_and_dc_is_the_mean_with_its_sign(segment):
    x = RNG.normal(size=(2, 3, 640))
    x -= x.mean(axis=-1, keepdims=True)
    found = averaged_spectrum(x - 7, sample_rate=10, segment=segment)
    wanted = welch_spectrum(x, sample_rate=10, segment=segment)
    np.testing.assert_allclose(found.amplitude[..., 1:], wanted.amplitude[..., 1:])
    np.testing.assert_allclose(found.dc, -7)
    assert found.nyquist == wanted.nyquist


def test_a_mean_leaks_into_no_line():
    found = averaged_spectrum(np.full(100, 5.0), sample_rate=1, segment=20)
    np.testing.assert_allclose(found.amplitude, [5, *[0] * 10], atol=1e-15)


def test_what_is_shorter_than_a_segment_is_one():
    x = RNG.normal(size=30)
    found = averaged_spectrum(x, sample_rate=1, segment=100)
    np.testing.assert_array_equal(found.frequency, np.arange(16) / 30)
    one = averaged_spectrum(x[:1], sample_rate=1, segment=100)
    assert one.amplitude == abs(x[0])


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_sizes_do_not_matter(scale):
    x = RNG.uniform(-1, 1, 100)
    found = averaged_spectrum(scale * x, sample_rate=1, segment=20)
    wanted = averaged_spectrum(x, sample_rate=1, segment=20)
    np.testing.assert_allclose(found.amplitude / scale, wanted.amplitude)


@pytest.mark.parametrize("x", [np.zeros((0, 4)), np.array([1.0, np.nan])])
def test_what_cannot_be_transformed_is_refused_as_in_the_plain_spectrum(x):
    with pytest.raises(ValueError, match="x ") as wanted:
        amplitude_spectrum(x, sample_rate=1)
    with pytest.raises(ValueError, match="x ") as found:
        averaged_spectrum(x, sample_rate=1, segment=2)
    assert str(found.value) == str(wanted.value)
