"""Sample rates inside a model: what is followed, and what is said not to be known."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from probed import Runs, tone
from torch import nn

from relu_spectrum.probe.run import probe

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
SAME |= {
    "flip": lambda x: x.flip(-1),
    "roll": lambda x: x.roll(5, -1),
    "there, through a layer, and back": lambda x: _channels(x.transpose(1, 2)).transpose(1, 2),
    "merged with channels and back": lambda x: x.expand(2, 3, T).reshape(6, T).view(2, 3, T),
    "einsum of channels": lambda x: torch.einsum("bct,dc->bdt", x, torch.ones(5, 1)),
    "one channel chosen": lambda x: x.expand(1, 3, T)[:, [0, 2]],
    "spectrum and back": lambda x: torch.fft.irfft(torch.fft.rfft(x), n=T),
    "filter in frequency": lambda x: _fourier_layer(x),
    "transform of channels": lambda x: torch.fft.fft(x, dim=1).real,
    "stack in front": lambda x: torch.stack([x, x]),
    "twice in a row": lambda x: x.repeat(1, 1, 2),
    "one end": lambda x: x.chunk(2, -1)[1],
    "zeros before, by filling": lambda x: _filled_from(x, 4),
    "excitation from a layer": lambda x: x * F.linear(x.mean(-1), W2[:1, None])[..., None],
    "average spread again": lambda x: x + F.interpolate(x.mean(-1, keepdim=True), size=T),
    "kernel from the signal": lambda x: F.conv1d(x, x[..., :5]),
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
    "upsample by 1.5": (nn.Upsample(scale_factor=1.5), 1.5),
    "upsample 63 by 1.5": (lambda x: F.interpolate(x[..., 1:], scale_factor=1.5), 1.5),
    "upsample 63 by 94 / 63": (
        lambda x: F.interpolate(x[..., 1:], scale_factor=1.5, recompute_scale_factor=True),
        94 / 63,
    ),
    "upsample to a size": (nn.Upsample(size=80, mode="linear"), 80 / 64),
    "upsample, 2-D": (
        lambda x: F.interpolate(x[:, None], scale_factor=(1, 1.5), mode="bilinear"),
        1.5,
    ),
    "aligned corners": (
        nn.Upsample(scale_factor=2, mode="linear", align_corners=True),
        127 / 63,
    ),
    "downsample": (lambda x: F.interpolate(x, scale_factor=0.5), 1 / 2),
    "each sample twice": (lambda x: x.repeat_interleave(2, -1), 2),
    "dilated pool": (nn.MaxPool1d(3, 2, dilation=2), 1 / 2),
    "longer spectrum": (lambda x: torch.fft.irfft(torch.fft.rfft(x), n=2 * T), 2),
    "pixel shuffle": (lambda x: F.pixel_shuffle(x[:, None].expand(1, 4, 1, T), 2), 2),
    "pool beside every second": (lambda x: x[..., ::2] + F.avg_pool1d(x, 2), 1 / 2),
    "two pools": (nn.Sequential(nn.AvgPool1d(2), nn.Conv1d(1, 1, 3), nn.MaxPool1d(2)), 1 / 4),
}
LOST = {
    "transposed": lambda x: x.transpose(1, 2).expand(1, T, 7),
    "flattened": lambda x: x.expand(1, 3, T).flatten(1),
    "unequal adaptive bins": nn.AdaptiveAvgPool1d(7),
    "linear layer on time": nn.Linear(T, 10),
    "two rates": lambda x: F.pad(x[..., ::2], (1, 0))[..., :20] + x[..., :20],
    "fully connected, as long as the input": nn.Linear(T, T),
    "matrix product along time": lambda x: x @ torch.eye(T),
    "einsum along time": lambda x: torch.einsum("bct,ts->bcs", x, torch.eye(T)),
    "head as wide as the input is long": lambda x: F.linear(x.mean(-1), torch.ones(T, 1)),
    "skip around a layer along time": lambda x: x + nn.Linear(T, T)(x),
    "an order of one's own": lambda x: x.index_select(-1, torch.arange(T).flip(0)),
    "sorted": lambda x: x.sort(-1)[0],
    "axes mixed": lambda x: x.expand(1, 4, T).reshape(1, T, 4).transpose(1, 2),
    "frequencies": lambda x: torch.fft.fft(x).real,
    "stacked last": lambda x: torch.stack([x, x], -1),
    "two signals by turns": lambda x: torch.stack([x, -x], -1).flatten(-2),
    "weighted copies by turns": lambda x: (x[..., None].expand(1, 1, T, 2) * W2).flatten(-2),
    "time joined to another rate": lambda x: torch.cat([x, x[..., ::2]], -1),
    "one state a sample, backwards": lambda x: torch.stack(list(x.unbind(-1))[::-1], -1),
    "half a gated unit along time": lambda x: F.glu(x, -1),
    "one constant plus a head": lambda x: x + F.linear(x.mean(-1), torch.ones(T, 1))[:, None],
    "zeros between": lambda x: torch.zeros(1, 1, 2 * T).index_copy(2, torch.arange(0, 2 * T, 2), x),
    "filled between": lambda x: _filled(x),
    "one number": lambda x: x.mean(-1, keepdim=True),
    "frames": lambda x: x.unfold(-1, 8, 4),
    "mean over time of a square": lambda x: x.expand(1, T, T).mean(-1)[..., :30],
}


W2 = torch.tensor([1.0, 0.5])


def _channels(x):
    return F.linear(x, torch.ones(3, x.shape[-1]))


def _fourier_layer(x):
    lines = torch.fft.rfft(x)
    kept = torch.zeros(1, 1, T // 2 + 1, dtype=lines.dtype)
    kept[..., :10] = lines[..., :10] * 2
    return torch.fft.irfft(kept, n=T)


def _filled_from(x, start):
    y = torch.zeros(1, 1, T + start)
    y[..., start:] = x
    return y


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


def test_without_a_rate_each_layer_counts_its_own_samples():
    model = nn.Sequential(nn.ReLU(), nn.AvgPool1d(2), nn.ReLU())
    seen = probe(model, tone())
    assert [record.sample_rate for record in seen] == [None, None]
    assert [record.spectrum_after.frequency[-1] for record in seen] == [0.5, 0.5]


def test_a_tone_stays_at_its_frequency_after_a_stride():
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


def test_a_second_input_as_long_as_the_first_has_no_rate_but_may_be_added():
    model = Runs(None)
    model.forward = lambda x, other: (F.relu(other), F.relu(x + other))
    seen = probe(model, tone(), tone(), sample_rate=64)
    assert np.isnan(seen[0].sample_rate)
    assert seen[1].sample_rate == 64


def strongest(record):
    """The frequency of the strongest line beside DC, and the distance of the lines."""
    lines = record.spectrum_before
    power = (lines.amplitude**2).reshape(-1, lines.frequency.size).sum(0)
    power[0] = 0
    return lines.frequency[power.argmax()], lines.frequency[1]


CROP = 24
MOVES = {
    "pool": (lambda k: nn.AvgPool1d(k), lambda k: 1 / k),
    "pick": (lambda k: Runs(lambda x: x[..., 1::k]), lambda k: 1 / k),
    "stride": (lambda k: nn.Conv1d(1, 1, 2 * k - 1, k, padding=k - 1), lambda k: 1 / k),
    "hold": (lambda k: nn.Upsample(scale_factor=k), lambda k: k),
    "line": (lambda k: nn.Upsample(scale_factor=k + 0.5, mode="linear"), lambda k: k + 0.5),
    "crop": (lambda k: Runs(lambda x: x[..., CROP * k :]), lambda k: 1),
    "repeat": (lambda k: Runs(lambda x: x.repeat_interleave(k, -1)), lambda k: k),
    "turn": (lambda k: Runs(lambda x: _channels(x.mT)[..., :1].mT), lambda k: 1),
    "patch": (lambda k: Runs(lambda x: _patches(x, k)), lambda k: 1 / k),
}


def _patches(x, size):
    length = x.shape[-1] // size * size
    return x[:, 0, :length].reshape(1, -1, size).sum(-1)[:, None]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.integers(1, 3)), max_size=5))
def test_the_rate_is_the_product_of_the_factors_and_a_tone_keeps_its_frequency(moves):
    layers = [MOVES[name][0](size) for name, size in moves]
    factor = np.prod([MOVES[name][1](size) for name, size in moves])
    for layer in layers:
        if isinstance(layer, nn.Conv1d):
            layer.weight.data = torch.ones_like(layer.weight) / layer.weight.numel()
    x = tone(frequency=0.5, samples=4096)
    assume(4096 * factor > 800 and 64 * factor > 2)
    with torch.no_grad():
        (record,) = probe(nn.Sequential(*layers, nn.ReLU()), x, sample_rate=64)
    assert record.sample_rate == pytest.approx(64 * factor)
    frequency, apart = strongest(record)
    assert frequency == pytest.approx(0.5, abs=1.01 * apart)


# time on another axis


C = 6
STEPS = {
    "layer over channels": (lambda: nn.Linear(C, 9), 1, 1),
    "norm": (lambda: nn.LayerNorm(C), 1, 1),
    "attention": (lambda: _attention, 1, 1),
    "attention, with weights": (lambda: Runs(lambda x: _self(nn.MultiheadAttention, x)), 1, 1),
    "transformer": (lambda: nn.TransformerEncoderLayer(C, 2, 8, batch_first=True), 1, 1),
    "LSTM": (lambda: Runs(lambda x: nn.LSTM(C, 4, batch_first=True)(x)[0]), 1, 1),
    "GRU, two layers, both ways": (
        lambda: Runs(lambda x: nn.GRU(C, 4, 2, batch_first=True, bidirectional=True)(x)[0]),
        1,
        1,
    ),
    "cell in a loop": (lambda: _loop, 1, 1),
    "convolution": (lambda: Runs(lambda x: nn.Conv1d(C, 4, 5)(x.mT)), 2, 1),
    "convolution and back": (lambda: Runs(lambda x: nn.Conv1d(C, 4, 5, 2)(x.mT).mT), 1, 1 / 2),
    "patches": (lambda: Runs(lambda x: x.reshape(2, -1, 4 * C)), 1, 1 / 4),
    "patches by convolution": (lambda: Runs(lambda x: nn.Conv1d(C, 4, 8, 8)(x.mT).mT), 1, 1 / 8),
    "time first": (lambda: Runs(lambda x: x.transpose(0, 1)), 0, 1),
    "spectrogram": (lambda: Runs(lambda x: _spectrogram(x[..., 0])), 2, 1 / 4),
}


def _attention(x):
    return (x @ x.mT).softmax(-1) @ x


def _self(kind, x):
    return kind(C, 2, batch_first=True)(x, x, x)[0]


def _loop(x):
    cell, state, states = nn.GRUCell(C, 4), None, []
    for number in range(x.shape[1]):
        state = cell(x[:, number], state)
        states.append(state)
    return torch.stack(states, 1)


def _spectrogram(x):
    window = torch.hann_window(16)
    return torch.stft(x, 16, 4, window=window, return_complex=True).abs()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("layer", STEPS)
def test_time_is_followed_from_axis_to_axis(layer, mode):
    make, axis, factor = STEPS[layer]
    made = make()
    model = nn.Sequential(made if isinstance(made, nn.Module) else Runs(made), nn.ReLU())
    with mode():
        record = probe(model, torch.randn(2, T, C), sample_rate=64, time_axis={"": 1})[-1]
    assert (record.time_axis, record.sample_rate) == (axis, pytest.approx(64 * factor))


@pytest.mark.parametrize("layer", STEPS)
def test_a_number_is_the_axis_of_each_record_and_no_other_is_read(layer):
    make, axis, factor = STEPS[layer]
    made = make()
    model = nn.Sequential(made if isinstance(made, nn.Module) else Runs(made), nn.ReLU())
    record = probe(model, torch.randn(2, T, C), sample_rate=64, time_axis=1)[-1]
    if axis == 1:
        assert record.sample_rate == pytest.approx(64 * factor)
        return
    assert np.isnan(record.sample_rate)
    for read in (lambda: record.dc, lambda: record.spectrum_before, lambda: record.new_power):
        with pytest.raises(ValueError, match=rf"axis 1 of its .* but axis {axis} is; time_axis="):
            read()


def test_operators_of_other_libraries_are_followed_by_what_they_do_and_not_by_their_names():
    with torch.library._scoped_library("relu_spectrum_test", "DEF") as library:
        library.define("view(Tensor x) -> Tensor")
        library.impl("view", lambda x: x[..., ::2] * 1, "CompositeExplicitAutograd")
        other = Runs(torch.ops.relu_spectrum_test.view)
        (record,) = probe(nn.Sequential(other, nn.ReLU()), tone(), sample_rate=64)
    assert record.sample_rate == 32
