"""One record: spectra, DC, new power and its limits."""

import re

import numpy as np
import pytest
import torch
from probed import tone

from relu_spectrum import amplitude_spectrum
from relu_spectrum.probe.record import Record


def record(x, **options):
    return Record("act", x, **options)


def test_spectra_are_those_of_the_package():
    x = torch.randn(2, 3, 33, generator=torch.Generator().manual_seed(1))
    one = record(x, sample_rate=100.0)
    for spectrum, signal in ((one.spectrum_before, x), (one.spectrum_after, x.clamp(min=0))):
        wanted = amplitude_spectrum(signal.numpy(), sample_rate=100)
        np.testing.assert_array_equal(spectrum.frequency, wanted.frequency)
        np.testing.assert_allclose(spectrum.lines, wanted.lines, rtol=1e-14)
    np.testing.assert_allclose(one.dc, one.spectrum_after.dc, rtol=1e-12)
    np.testing.assert_allclose(one.dc_before, x.double().mean(-1), rtol=1e-12)


def test_new_power_of_a_tone_is_that_of_its_even_harmonics():
    # ReLU(cos) has 1/2 at f and 2 / (pi (n^2 - 1)) at n f for even n: power beside DC is
    # 1/4 - 1/pi^2 in all, 1/8 of it old
    x = tone(frequency=1.0, rate=4096, samples=4096).double()
    wanted = 1 - (1 / 8) / (1 / 4 - 1 / np.pi**2)
    assert record(x).new_power == pytest.approx(wanted, rel=1e-5)


def test_new_power_counts_nyquist_once():
    # samples 1, 0, -1, 0: ReLU has the line 1/2 at a quarter of the rate and 1/4 at Nyquist
    x = torch.tensor([1.0, 0, -1, 0] * 4).double()
    assert record(x).new_power == pytest.approx((1 / 16) / (1 / 16 + 1 / 8))


def test_new_power_is_zero_where_nothing_is_cut():
    assert record(tone() + 2).new_power == pytest.approx(0, abs=1e-10)


def test_new_power_weighs_channels_by_their_power():
    x = torch.cat([tone(frequency=1, samples=64), 3 * (tone(frequency=1, samples=64) + 2)], 1)
    alone = record(x[:, :1])
    power = [float((r.clamp(min=0) - r.clamp(min=0).mean()).square().mean()) for r in x[0]]
    share = alone.new_power * power[0] / sum(power)
    assert record(x.double()).new_power == pytest.approx(share, rel=1e-5)


def test_a_line_is_new_below_the_threshold_of_its_own_channel():
    weak = tone(frequency=8.0) * 0.005 + tone(frequency=4.0)
    one = record(weak.double())
    assert one.share_of_new_power(below=0.001) < one.share_of_new_power(below=0.01)
    strong_beside = torch.cat([weak, 1000 * tone(frequency=8.0) + 2000], 1).double()
    assert record(strong_beside[:, :1]).new_power == one.new_power
    assert record(strong_beside).new_power < 1e-5


def test_new_power_of_silent_and_constant_outputs_is_unknown():
    assert np.isnan(record(-1 - tone().abs()).new_power)
    assert np.isnan(record(torch.full((1, 1, 64), 0.1)).new_power)


def test_the_time_axis_may_be_another():
    x = torch.randn(2, 32, 5, generator=torch.Generator().manual_seed(1))
    one, other = record(x, time_axis=1), record(x.transpose(1, 2), time_axis=-1)
    np.testing.assert_allclose(one.dc, other.dc)
    assert one.spectrum_after.amplitude.shape == (2, 5, 17)
    assert one.new_power == pytest.approx(other.new_power)


def test_no_samples():
    with pytest.raises(ValueError, match="no samples along the time axis"):
        _ = record(torch.zeros(1, 0)).dc


def test_the_figure_says_what_it_shows():
    x = torch.cat([tone(frequency=4.0), tone(frequency=8.0)], 1)
    shown = record(x, sample_rate=64.0).plot(channel=1, top=20)
    assert [trace.name for trace in shown.data] == ["input", "output"]
    assert shown.layout.xaxis.title.text == "frequency (Hz)"
    assert "act, channel 1" in shown.layout.meta["alt"]
    assert len(shown.data[0].y) == 21
    assert int(np.argmax(shown.data[0].y)) == 8
    assert record(x).plot().layout.xaxis.title.text == "frequency (cycles per sample)"


def test_figures_of_nothing():
    with pytest.raises(ValueError, match="channel must be below 1, not 3"):
        record(tone()).plot(channel=3)
    with pytest.raises(ValueError, match="nothing to draw"):
        record(torch.zeros(1, 8)).plot()


def test_the_threshold_is_checked():
    with pytest.raises(ValueError, match="below must be 0 or more"):
        record(tone()).share_of_new_power(below=-1)


HUGE = 1e300


@pytest.mark.parametrize("scale", [1e-300, 1e-160, 1e160, HUGE])
def test_sizes_do_not_matter(scale):
    x = tone().double()
    large, one = record(scale * x), record(x)
    assert large.new_power == pytest.approx(one.new_power)
    assert large.dc / scale == pytest.approx(one.dc)
    wanted = one.levels(one.spectrum_after)
    np.testing.assert_allclose(large.levels(large.spectrum_after) / scale, wanted, atol=1e-12)


@pytest.mark.parametrize(
    ("x", "why"),
    [
        (torch.zeros(1, 0), "there are no samples along the time axis"),
        (torch.zeros(0, 8), r"it is empty, its shape is \(0, 8\)"),
        (torch.tensor([[1.0, float("nan")]]), "there are NaN or infinite values"),
        (torch.tensor([[float("-inf"), float("inf")]]), "there are NaN or infinite values"),
        (torch.ones(2, 1), "there is one sample along the time axis"),
        (torch.full((1, 8), 1.7e308, dtype=torch.float64), r"values up to 2e\+308 are too large"),
        (torch.zeros(1, 8), "there is no power beside DC"),
        (torch.tensor(1.0), r"there is no axis -1 in the shape \(\)"),
    ],
)
def test_what_is_not_known_has_a_reason(x, why):
    assert re.search(f"^act: .*{why}", record(x).unknown)


def test_a_doubtful_record_is_not_measured_and_a_known_one_has_no_reason():
    assert record(tone(), sample_rate=64.0).unknown == ""
    doubtful = record(tone(), sample_rate=float("nan"), doubt="which axis is time is not known")
    assert doubtful.unknown == "act: which axis is time is not known"
    for read in ("dc", "dc_before", "spectrum_after", "new_power"):
        with pytest.raises(ValueError, match="act: which axis is time"):
            getattr(doubtful, read)
    assert "could not be followed" in record(tone(), sample_rate=float("nan")).unknown


def test_levels_are_decibels_from_80_below_the_largest_line():
    n = torch.arange(64)
    x = torch.cos(2 * torch.pi * n / 8) + 1e-5 * torch.cos(2 * torch.pi * n / 4)
    levels = Record("act", x.double(), sample_rate=64.0).decibels()
    assert levels["input"][8] == pytest.approx(0, abs=1e-3)
    assert levels["output"][8] == pytest.approx(20 * np.log10(0.5), abs=1e-3)
    assert levels["input"].min() == levels["input"][16] == pytest.approx(-80, abs=1e-3)
