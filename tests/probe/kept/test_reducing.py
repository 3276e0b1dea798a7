"""What is kept of a record equals what the record says."""

import tracemalloc

import numpy as np
import pytest
import torch
from probed import tone

from relu_spectrum.probe import measures
from relu_spectrum.probe.kept.document import written
from relu_spectrum.probe.kept.limits import Limits
from relu_spectrum.probe.kept.reducing import reduced
from relu_spectrum.probe.record import Record

FEW = Limits(values=40, channels=3, waves=2, points=8)


def test_numbers_are_those_of_the_channels_kept():
    x = torch.randn(2, 32, 5, generator=torch.Generator().manual_seed(1))
    record = Record("act", x, sample_rate=8.0, time_axis=1, path="a.act", module=True)
    one = reduced(record, FEW)
    assert (one.name, one.path, one.module, one.kind) == ("act", "a.act", True, "ReLU")
    assert (one.shape, one.sample_rate, one.time_axis) == ((2, 32, 5), 8.0, 1)
    assert one.totals == record.totals
    assert one.count == 10
    assert one.kept.tolist() == [0, 3, 6]
    y = x.clamp(min=0)
    for place, channel in enumerate(one.kept):
        alone, out = (t[channel // 5, :, channel % 5].double().numpy() for t in (x, y))
        gain, share = measures.linear_part(alone, out)
        assert one.dc_before[place] == pytest.approx(alone.mean(), rel=1e-6)
        assert one.dc[place] == pytest.approx(out.mean(), rel=1e-6)
        assert one.new_power[place] == pytest.approx(measures.new_power(alone, out).total, abs=1e-6)
        assert one.gain[place] == pytest.approx(float(gain), rel=1e-6)
        assert one.linear[place] == pytest.approx(share.total, rel=1e-6)


def test_spectra_hold_the_largest_line_of_each_group():
    x = torch.randn(5, 32, generator=torch.Generator().manual_seed(1))
    record = Record("act", x)
    spectra = reduced(record, FEW).spectra
    assert spectra.before.shape == (3, 9)  # 17 lines, of which two are taken together: 4 * 9 <= 40
    assert spectra.grid.width == 2
    assert (spectra.window, spectra.samples, spectra.sample_rate) == ("boxcar", 32, 1.0)
    assert spectra.frequency[:3].tolist() == [0, 1.5 / 32, 3.5 / 32]
    full = record.spectrum_after.amplitude
    np.testing.assert_allclose(spectra.after[1, 3], full[1, 5:7].max(), rtol=1e-6)
    np.testing.assert_allclose(spectra.after[:, 0], full[[0, 1, 3], 0], rtol=1e-6)
    rms = np.sqrt((full**2).mean(axis=0))
    np.testing.assert_allclose(spectra.mean_after[8], rms[15:].max(), rtol=1e-6)


def test_waves_are_thinned():
    record = Record("act", torch.cat([tone(), 2 * tone(), tone()], 1))
    waves = reduced(record, FEW).waves
    assert waves.channels.tolist() == [0, 1]
    assert waves.width == 16
    assert waves.before.tolist() == [[-1, 1] * 4, [-2, 2] * 4]
    assert waves.after.tolist() == [[0, 1] * 4, [0, 2] * 4]


@pytest.mark.parametrize(
    ("x", "has_channels"),
    [
        (torch.zeros(1, 0), False),
        (torch.tensor(1.0), False),
        (torch.zeros(0, 8), False),
        (torch.tensor([[1.0, float("nan")]]), True),
        (torch.full((1, 8), 1e300, dtype=torch.float64), True),
    ],
)
def test_what_cannot_be_measured_is_left_out(x, has_channels):
    one = reduced(Record("act", x), FEW)
    assert one.spectra is None
    assert one.waves is None
    assert (one.count > 0) == has_channels
    assert one.unknown


def test_what_is_reduced_stays_as_it_is():
    one = reduced(Record("act", tone()), FEW)
    assert written(reduced(one, Limits.of(1))) == written(one)


def test_what_is_made_of_a_long_record_is_smaller_than_the_record():
    x = torch.randn(1, 32, 2**16, generator=torch.Generator().manual_seed(1))
    record = Record("act", x)
    tracemalloc.start()
    reduced(record, Limits.of(1))
    _, peak = tracemalloc.get_traced_memory()  # NumPy's arrays, not torch's
    tracemalloc.stop()
    assert peak < x.nbytes
