"""Sample rates inside a model: what is followed, and what is said not to be known."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from probed import Runs, tone
from torch import nn

from relu_spectrum.probe import probe

T = 64
SAME = {
    "valid convolution": nn.Conv1d(1, 2, 9),
    "causal convolution": lambda x: F.conv1d(F.pad(x, (4, 0)), torch.ones(1, 1, 5)),
    "dilated convolution": nn.Conv1d(1, 2, 5, dilation=4),
    "same padding": nn.Conv1d(1, 2, 5, padding="same"),
    "circular padding": nn.Conv1d(1, 2, 5, padding=2, padding_mode="circular"),
    "reflected padding": nn.Conv1d(1, 2, 5, padding=2, padding_mode="reflect"),
    "batch norm": nn.BatchNorm1d(1),
    "group norm": nn.GroupNorm(1, 1),
    "layer norm": nn.LayerNorm(T),
    "instance norm": nn.InstanceNorm1d(1),
    "dropout": nn.Dropout(),
    "crop": lambda x: x[..., 3:-5],
    "skip around a crop": lambda x: x[..., 4:-4] + F.avg_pool1d(x, 9, 1),
    "join channels": lambda x: torch.cat([x, 2 * x], 1),
    "mean of channels": lambda x: x.mean(1),
    "squeeze and back": lambda x: x.squeeze(1).unsqueeze(1),
    "there and back": lambda x: x.transpose(1, 2).transpose(1, 2),
    "squeeze and excite": lambda x: x * x.mean(-1, keepdim=True).sigmoid(),
    "2-D convolution": lambda x: F.conv2d(x[:, None], torch.ones(1, 1, 1, 3)),
    "window": lambda x: x * torch.hann_window(T),
}
FACTORS = {
    "strided convolution": (nn.Conv1d(1, 2, 5, stride=2), 1 / 2),
    "2-D stride on time": (
        lambda x: F.conv2d(x[:, None], torch.ones(1, 1, 1, 3), stride=(1, 4)),
        1 / 4,
    ),
    "2-D stride on the other axis": (
        lambda x: F.conv2d(x[:, None].expand(1, 1, 8, T), torch.ones(1, 1, 2, 3), stride=(2, 1)),
        1,
    ),
    "max pool": (nn.MaxPool1d(4), 1 / 4),
    "max pool that overlaps": (nn.MaxPool1d(5, stride=3), 1 / 3),
    "average pool": (nn.AvgPool1d(4), 1 / 4),
    "2-D max pool": (nn.MaxPool2d((1, 2)), 1 / 2),
    "2-D average pool": (lambda x: F.avg_pool2d(x, (1, 2)), 1 / 2),
    "adaptive pool": (nn.AdaptiveAvgPool1d(16), 1 / 4),
    "adaptive max pool": (nn.AdaptiveMaxPool1d(16), 1 / 4),
    "every third": (lambda x: x[..., 1::3], 1 / 3),
    "upsample": (nn.Upsample(scale_factor=2), 2),
    "upsample, linear": (nn.Upsample(scale_factor=4, mode="linear"), 4),
    "transposed convolution": (nn.ConvTranspose1d(1, 2, 4, stride=2), 2),
    "two pools": (nn.Sequential(nn.AvgPool1d(2), nn.Conv1d(1, 1, 3), nn.MaxPool1d(2)), 1 / 4),
}
LOST = {
    "transposed": lambda x: x.transpose(1, 2).expand(1, T, 7),
    "flattened": lambda x: x.expand(1, 3, T).flatten(1),
    "unequal adaptive bins": nn.AdaptiveAvgPool1d(7),
    "linear layer on time": nn.Linear(T, 10),
    "two rates": lambda x: F.pad(x[..., ::2], (1, 0))[..., :20] + x[..., :20],
    "aligned corners": nn.Upsample(scale_factor=2, mode="linear", align_corners=True),
    "zeros between": lambda x: torch.zeros(1, 1, 2 * T).index_copy(2, torch.arange(0, 2 * T, 2), x),
    "filled between": lambda x: _filled(x),
    "one number": lambda x: x.mean(-1, keepdim=True),
    "frames": lambda x: x.unfold(-1, 8, 4),
    "mean over time of a square": lambda x: x.expand(1, T, T).mean(-1)[..., :30],
}


def _filled(x):
    y = torch.zeros(1, 1, 2 * T)
    y[..., ::2] = x
    return y


def rate(layer, mode):
    layer = layer if isinstance(layer, nn.Module) else Runs(layer)
    with mode():
        (record,) = probe(nn.Sequential(layer, nn.ReLU()), tone(), sample_rate=64)
    return record.sample_rate


MODES = [torch.enable_grad, torch.no_grad, torch.inference_mode]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("layer", SAME)
def test_what_keeps_the_rate(layer, mode):
    assert rate(SAME[layer], mode) == 64


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("layer", FACTORS)
def test_what_changes_the_rate(layer, mode):
    module, factor = FACTORS[layer]
    assert rate(module, mode) == pytest.approx(64 * factor)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("layer", LOST)
def test_what_is_not_known_is_not_invented(layer, mode):
    assert np.isnan(rate(LOST[layer], mode))


def test_a_lost_rate_can_be_given_and_the_error_says_how():
    model = nn.Sequential(nn.ReLU(), nn.Linear(T, 16), nn.ReLU())
    record = probe(model, tone(), sample_rate=64)["2"]
    with pytest.raises(ValueError, match=r"sample_rate=\{'': rate of the input, '2': rate of this"):
        _ = record.spectrum_after
    assert record.dc.shape == (1, 1)
    seen = probe(model, tone(), sample_rate={"": 64, "2": 16})
    assert [record.sample_rate for record in seen] == [64, 16]
    assert seen["2"].spectrum_after.frequency[-1] == 8
    assert probe(model, tone(), sample_rate={"2": 16})["2"].sample_rate == 16


def test_what_is_as_long_as_the_input_has_its_rate_where_the_way_is_lost():
    model = nn.Sequential(Runs(lambda x: torch.fft.irfft(torch.fft.rfft(x))), nn.ReLU())
    assert probe(model, tone(), sample_rate=64)[0].sample_rate == 64


def test_without_a_rate_each_layer_counts_its_own_samples():
    model = nn.Sequential(nn.ReLU(), nn.AvgPool1d(2), nn.ReLU())
    seen = probe(model, tone())
    assert [record.sample_rate for record in seen] == [None, None]
    assert [record.spectrum_after.frequency[-1] for record in seen] == [0.5, 0.5]


def test_a_tone_stays_at_its_frequency_behind_a_stride():
    model = nn.Sequential(nn.AvgPool1d(4), nn.ReLU())
    (record,) = probe(model, tone(frequency=2.0), sample_rate=64)
    lines = record.spectrum_before
    assert lines.frequency[lines.amplitude[0, 0].argmax()] == 2.0


def test_a_second_input_of_another_length_has_no_rate():
    model = Runs(None)
    model.forward = lambda x, other: (F.relu(other), F.relu(x))
    seen = probe(model, tone(), torch.randn(1, 1, 10), sample_rate=64)
    assert np.isnan(seen[0].sample_rate)
    assert seen[1].sample_rate == 64
