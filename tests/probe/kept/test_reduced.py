"""A reduced record: how it is read."""

import numpy as np
import pytest
import torch

from relu_spectrum.probe.kept.limits import Limits
from relu_spectrum.probe.kept.reducing import reduced
from relu_spectrum.probe.record import Record

X = torch.randn(2, 100, 64, generator=torch.Generator().manual_seed(1))
ONE = reduced(Record("act", X, sample_rate=32.0), Limits.of(1))


def test_a_channel_is_counted_among_all():
    channel = int(ONE.kept[5])
    record = Record("act", X, sample_rate=32.0)
    for found, wanted in zip(ONE.both_levels(channel), record.both_levels(channel), strict=True):
        np.testing.assert_allclose(found, wanted, rtol=1e-6)
    assert channel != 5
    with pytest.raises(ValueError, match=r"one of the 64 kept of 200, 0, 3, 6, .*, not 1$"):
        ONE.both_levels(1)


def test_it_is_drawn_as_its_record_is():
    record = Record("act", X, sample_rate=32.0)
    found, wanted = ONE.plot(top=10), record.plot(top=10)
    for one, other in zip(found.data, wanted.data, strict=True):
        np.testing.assert_array_equal(one.x, other.x)
        np.testing.assert_allclose(one.y, other.y, atol=1e-4)
    assert found.layout.meta["alt"] == wanted.layout.meta["alt"]


def test_without_spectra_the_reason_is_given():
    lost = reduced(Record("act", X, sample_rate=float("nan")), Limits.of(1))
    assert lost.spectra is None
    assert lost.kept.size == 64
    with pytest.raises(ValueError, match="act: its sample rate could not be followed"):
        lost.plot()
