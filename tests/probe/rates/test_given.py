"""What the caller says of time, and what is followed."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from probed import Runs, tone
from torch import nn

from relu_spectrum.probe.run import probe

ELECTRODES = Runs(lambda x: F.relu(F.conv2d(x[:, None], torch.ones(3, 1, 1, 5), padding=(0, 2))))
HEAD = nn.Sequential(nn.ReLU(), nn.Flatten(), nn.Linear(64, 64), nn.ReLU())


def only(model, x, **options):
    (record,) = probe(model, x, **options)
    return record


def test_an_axis_that_is_not_time_in_the_record_is_not_read_as_time():
    record = only(ELECTRODES, tone(channels=8), sample_rate=64, time_axis=2)
    assert record.shape == (1, 3, 8, 64)
    assert np.isnan(record.sample_rate)
    with pytest.raises(ValueError, match=r"axis 2 of its shape .* axis 3 is; time_axis=\{'': 2\}"):
        _ = record.spectrum_before


@pytest.mark.parametrize("options", [{"time_axis": {"": 2}}, {"time_axis": -1}])
def test_a_mapping_follows_the_axis_and_the_last_axis_stays_the_last(options):
    record = only(ELECTRODES, tone(8.0, channels=8), sample_rate=64, **options)
    lines = record.spectrum_before
    assert lines.frequency.tolist() == list(range(33))
    assert (lines.amplitude.argmax(-1) == 8).all()


def test_the_axis_is_followed_without_a_rate_too():
    moved = only(ELECTRODES, tone(channels=8), time_axis={"": 2})
    assert (moved.time_axis, moved.sample_rate) == (3, None)
    with pytest.raises(ValueError, match="is not time, but axis 3 is"):
        _ = only(ELECTRODES, tone(channels=8), time_axis=2).dc
    assert only(nn.ReLU(), tone(), time_axis=2).spectrum_after.frequency[-1] == 0.5


def test_what_cannot_be_followed_can_be_given_by_name():
    lost = probe(HEAD, tone(), sample_rate=64, time_axis={"": 2})["3"]
    with pytest.raises(ValueError, match=r"say which it is: time_axis=\{'': 2, '3': axis\}"):
        _ = lost.dc
    told = probe(HEAD, tone(), sample_rate={"": 64, "3": 16}, time_axis={"": 2, "3": 1})["3"]
    assert told.spectrum_after.frequency[-1] == 8


def test_of_two_axes_of_time_one_has_to_be_chosen():
    scores = Runs(lambda x: F.relu(x @ x.mT))
    x = tone(channels=3).mT
    with pytest.raises(ValueError, match="axes 1 and 2 are time; say which is meant"):
        _ = only(scores, x, time_axis={"": 1}).dc
    for axis in (1, 2, -1):
        assert only(scores, x, sample_rate=64, time_axis={"": 1, "relu#1": axis}).sample_rate == 64


def test_axes_are_checked():
    with pytest.raises(ValueError, match="time_axis names act, but the ReLUs are relu"):
        probe(nn.ReLU(), tone(), time_axis={"act": 1})
    with pytest.raises(TypeError, match=r"time_axis must be a whole number, not 1\.5"):
        probe(nn.ReLU(), tone(), time_axis=1.5)


def test_a_head_as_wide_as_the_input_is_long_has_no_rate():
    for samples in (64, 65):
        head = [nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(1, 64), nn.ReLU()]
        (record,) = probe(nn.Sequential(*head), tone(samples=samples), sample_rate=125)
        assert np.isnan(record.sample_rate)
