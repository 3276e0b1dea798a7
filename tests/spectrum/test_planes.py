"""Spectra of images."""

import numpy as np
import pytest

from relu_spectrum.spectrum import amplitude_spectrum, plane_spectrum

RNG = np.random.default_rng(5)
SHAPES = [(8, 8), (7, 9), (6, 9), (1, 8), (16, 2), (1, 1)]


@pytest.mark.parametrize("shape", SHAPES)
def test_lines_are_those_of_the_definition(shape):
    x = RNG.normal(size=(2, *shape))
    found = plane_spectrum(x)
    m, n = np.arange(shape[0]), np.arange(shape[1])
    rows = np.exp(-2j * np.pi * np.outer(found.rows, m))
    columns = np.exp(-2j * np.pi * np.outer(found.columns, n))
    wanted = rows @ x @ columns.T / x[0].size
    np.testing.assert_allclose(found.lines, wanted, atol=1e-12)
    np.testing.assert_allclose(found.power.sum((-2, -1)), (x**2).mean((-2, -1)))
    np.testing.assert_allclose(found.dc, x.mean((-2, -1)), atol=1e-12)
    assert (np.diff(found.rows) > 0).all()
    assert (np.diff(found.columns) > 0).all()


@pytest.mark.parametrize("shape", SHAPES)
def test_the_rings_hold_all_the_power(shape):
    x = RNG.normal(size=(2, 3, *shape))
    radial = plane_spectrum(x).radial()
    assert radial.lines.sum() == shape[0] * shape[1]
    assert radial.lines[0] == 1
    np.testing.assert_allclose((radial.power * radial.lines).sum(-1), (x**2).mean((-2, -1)))
    np.testing.assert_allclose(radial.power[..., 0], x.mean((-2, -1)) ** 2)


def test_a_grating_has_its_power_in_its_ring_whatever_its_direction():
    m, n = np.mgrid[:64, :64]
    for down, across in ((10, 0), (0, 10), (6, 8), (-8, 6)):
        radial = plane_spectrum(3 * np.cos(2 * np.pi * (down * m + across * n) / 64)).radial()
        assert radial.frequency[10] == 10 / 64
        total = radial.power * radial.lines
        assert total[10] == pytest.approx(9 / 2)
        assert total.sum() == pytest.approx(9 / 2)


def test_an_image_that_varies_along_one_axis_has_the_spectrum_of_that_axis():
    wave = RNG.normal(size=16)
    found = plane_spectrum(np.tile(wave, (4, 1)))
    alone = amplitude_spectrum(wave, sample_rate=1)
    np.testing.assert_allclose(2 * found.amplitude[2, 9:], alone.amplitude[1:8])
    assert found.amplitude[[0, 1, 3]].max() < 1e-15


@pytest.mark.parametrize(
    ("x", "kind", "why"),
    [
        (np.zeros(4), ValueError, r"two axes or more, not the shape \(4,\)"),
        (np.zeros((0, 4)), ValueError, "x is empty"),
        (np.full((2, 2), np.nan), ValueError, "finite"),
        (np.ones((2, 2)) * 1j, TypeError, "real numbers"),
    ],
)
def test_what_is_no_image_is_refused(x, kind, why):
    with pytest.raises(kind, match=why):
        plane_spectrum(x)
