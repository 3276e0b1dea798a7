"""Tensors of a record, along any axis and as images."""

import numpy as np
import pytest
import torch
from torch import nn

from relu_spectrum.probe.record import Record
from relu_spectrum.probe.run import probe
from relu_spectrum.spectrum import amplitude_spectrum, plane_spectrum

X = torch.randn(2, 3, 6, 8, generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize("axis", [-1, -2, 1, 2, 3])
def test_spectra_along_any_axis(axis):
    for found, x in zip(Record("act", X).along(axis), (X, X.clamp(min=0)), strict=True):
        wanted = amplitude_spectrum(np.moveaxis(x.double().numpy(), axis, -1), sample_rate=1)
        np.testing.assert_array_equal(found.frequency, wanted.frequency)
        np.testing.assert_allclose(found.lines, wanted.lines)


def test_only_time_is_in_hertz():
    record = Record("act", X, sample_rate=16.0, time_axis=2)
    assert record.along(-2)[0].frequency[-1] == record.along(2)[0].frequency[-1] == 8
    assert record.along(3)[0].frequency[-1] == 0.5


@pytest.mark.parametrize("axes", [(-2, -1), (-1, -2), (1, 3)])
def test_two_dimensional_spectra(axes):
    for found, x in zip(Record("act", X).plane(axes), (X, X.clamp(min=0)), strict=True):
        wanted = plane_spectrum(np.moveaxis(x.double().numpy(), axes, (-2, -1)))
        np.testing.assert_allclose(found.lines, wanted.lines, atol=1e-15)
        np.testing.assert_allclose(found.radial().power, wanted.radial().power)


def test_a_network_of_images_shows_how_relu_spreads_a_grating():
    m, n = torch.meshgrid(torch.arange(32), torch.arange(32), indexing="ij")
    grating = torch.cos(2 * torch.pi * (3 * m + 4 * n) / 32)[None, None]
    (record,) = probe(nn.ReLU(), grating)
    before, after = (one.radial() for one in record.plane())
    power = [one.power[0, 0] * one.lines for one in (before, after)]
    assert power[0][5] == pytest.approx(1 / 2)
    assert power[1][5] == pytest.approx(1 / 8)
    assert power[0][10] < 1e-9
    assert power[1][10] == pytest.approx(2 / (3 * np.pi) ** 2, rel=0.02)  # the second harmonic


@pytest.mark.parametrize(
    ("read", "why"),
    [
        (lambda record: record.along(4), r"act: there is no axis 4 in the shape \(2, 3, 6, 8\)"),
        (lambda record: record.plane((-1, 3)), r"act: two axes are wanted, not \(-1, 3\)"),
        (lambda record: record.plane((-1, -5)), "act: there is no axis -5"),
        (lambda record: Record("act", X[:0]).plane(), "act: x is empty"),
        (lambda record: Record("act", X / 0).along(1), "act: x must be finite"),
        (lambda record: Record("act", X[0, 0, 0]).plane(), "act: there is no axis -2"),
    ],
)
def test_what_cannot_be_computed_is_said(read, why):
    with pytest.raises(ValueError, match=why):
        read(Record("act", X))
