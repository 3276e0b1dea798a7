import numpy as np
import pytest
import torch
from scipy import signal, special
from torch import nn

from relu_spectrum.models import KidPpg, published
from relu_spectrum.models.kid_ppg import Backbone, CausalConvolution
from relu_spectrum.signals.pulses import SENSOR_STD, pulse_pair, pulse_wave
from relu_spectrum.signals.windows import successive_pairs

PHASES = 2 * np.pi * np.arange(16) / 16


@pytest.fixture(scope="module")
def model():
    return KidPpg.pretrained()


def read(model, windows):
    with torch.no_grad():
        mean, std = model(torch.tensor(windows, dtype=torch.float32))
    return mean.numpy(), std.numpy()


# The network once more, from the published arrays, with SciPy: nothing of PyTorch in it.


def scipy_convolution(x, kernel, bias):
    """Causal, dilation 2, one window x [shape=(time, in)], kernel [shape=(5, in, out)]."""
    taps = np.zeros((9, *kernel.shape[1:]))
    taps[::2] = kernel[::-1]  # the last tap is that of the present sample
    filtered = signal.fftconvolve(x[:, :, None], taps, axes=0)[: len(x)]
    return filtered.sum(axis=1) + bias


def scipy_features(window, arrays):
    x, layer = window[:, None], 117
    for pool in (4, 2, 2):
        for _ in range(3):
            name, layer = f"conv1d_{layer}", layer + 1
            x = np.maximum(
                scipy_convolution(x, arrays[f"{name}/kernel"], arrays[f"{name}/bias"]), 0
            )
        x = x.reshape(-1, pool, x.shape[1]).mean(axis=1)
    return x


def scipy_network(pair, arrays):
    previous, present = (scipy_features(window, arrays) for window in pair)
    name = "multi_head_attention_13"

    def project(x, part):
        kernel, bias = arrays[f"{name}/{part}/kernel"], arrays[f"{name}/{part}/bias"]
        return np.einsum("tc,chd->htd", x, kernel) + bias[:, None]

    query, key, value = (
        project(present, "query"),
        project(previous, "key"),
        project(previous, "value"),
    )
    score = special.softmax(np.einsum("htd,hsd->hts", query, key) / 4, axis=-1)
    attended = np.einsum("hts,hsd,hdc->tc", score, value, arrays[f"{name}/attention_output/kernel"])
    x = present + attended + arrays[f"{name}/attention_output/bias"]
    x = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-3)
    x = x * arrays["layer_normalization_13/gamma"] + arrays["layer_normalization_13/beta"]
    x = np.maximum(x.ravel() @ arrays["dense_26/kernel"] + arrays["dense_26/bias"], 0)
    mean, spread = x @ arrays["dense_27/kernel"] + arrays["dense_27/bias"]
    return mean, 1 + np.log1p(np.exp(spread))


@pytest.fixture(scope="module")
def windows():
    stairs = successive_pairs(published.recording().ppg)[[0, 100, 213]]
    return np.concatenate([stairs, pulse_pair([60, 130]), pulse_pair([90], std=1.0)])


def test_the_backbone_is_the_same_in_scipy(model, windows):
    arrays = published.weights()
    with torch.no_grad():
        found = model.double().features(torch.tensor(windows)).numpy()
    model.float()
    expected = [[scipy_features(window, arrays).T for window in pair] for pair in windows]
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


def test_the_network_is_the_same_in_scipy(model, windows):
    arrays = published.weights()
    with torch.no_grad():
        found = [values.numpy() for values in model.double()(torch.tensor(windows))]
    model.float()
    expected = np.transpose([scipy_network(pair, arrays) for pair in windows])
    np.testing.assert_allclose(found, expected, rtol=1e-9)


# What it reads


@pytest.mark.parametrize("bpm", range(60, 151, 5))
def test_a_clean_pulse_is_read_to_within_three_beats_per_minute(model, bpm):
    mean, std = read(model, pulse_pair(bpm, phase=PHASES))
    assert np.abs(mean - bpm).max() < 3
    assert (std > 1).all()
    assert std.mean() < 5


@pytest.mark.parametrize("bpm", range(60, 151, 5))
def test_z_scores_are_read_to_within_about_six_beats_per_minute(model, bpm):
    mean, _ = read(model, pulse_pair(bpm, phase=PHASES, std=1.0))
    assert np.abs(mean - bpm).mean() < 6.5


def test_fast_z_scores_read_alike_and_a_slow_one_twice_as_fast(model):
    def mean(bpm):
        return read(model, pulse_pair(bpm, phase=PHASES, std=1.0))[0].mean()

    assert all(175 < mean(bpm) < 183.5 for bpm in range(160, 201))
    assert mean(40) == pytest.approx(84, abs=0.5)


def test_the_recording_is_read_in_the_units_of_the_sensor_only(model):
    stairs = published.recording()
    pairs = successive_pairs(stairs.ppg)
    error = np.abs(read(model, pairs)[0] - stairs.heart_rate[1:])
    z_scores = (pairs - pairs.mean(-1, keepdims=True)) / pairs.std(-1, keepdims=True)
    error_of_z_scores = np.abs(read(model, z_scores)[0] - stairs.heart_rate[1:])
    assert error.size == 214
    assert error.mean() == pytest.approx(6.4, abs=0.1)
    assert error_of_z_scores.mean() == pytest.approx(58.9, abs=0.1)


def test_a_pulse_upside_down_is_not_a_pulse_to_it(model):
    mean, _ = read(model, -pulse_pair(120, phase=PHASES))
    assert np.abs(mean - 120).min() > 30


def test_the_order_of_the_windows_matters(model):
    slow, fast = pulse_pair([80, 140])
    mean, _ = read(model, np.stack([[slow[0], fast[1]], [fast[0], slow[1]]]))
    np.testing.assert_allclose(mean, [142, 119], atol=1)


# How it is built


def test_the_relus_run_in_the_order_of_their_names(model):
    names = [name for name, part in model.backbone.named_modules() if isinstance(part, nn.ReLU)]
    assert names == [f"block{(layer + 2) // 3}.relu{layer}" for layer in range(1, 10)]
    shapes = []
    parts = [model.backbone.get_submodule(name) for name in names]
    handles = [
        part.register_forward_hook(lambda _part, _inputs, out: shapes.append(tuple(out.shape)))
        for part in parts
    ]
    read(model, pulse_pair([60]))
    for handle in handles:
        handle.remove()
    assert shapes == [(2, 32, 256)] * 3 + [(2, 48, 64)] * 3 + [(2, 64, 32)] * 3


def test_the_start_makes_the_floor_between_the_lines(model):
    tallest = {}
    for n_samples in (256, 512):  # the second half of 512 has no start
        x = pulse_wave(75, std=SENSOR_STD, n_samples=n_samples)
        y, after = torch.tensor(x, dtype=torch.float32)[None, None], []
        for layer in [layer for block in model.backbone for layer in block]:
            with torch.no_grad():
                y = layer(y)
            after += [y] * isinstance(layer, nn.ReLU)
        for number, y in enumerate(after, 1):
            waves = y[0, :, -y.shape[-1] * 256 // n_samples :].double().numpy()
            size = np.abs(np.fft.rfft(waves)).mean(axis=0)
            floor = size[1::2].max()  # lines, folded ones too, are multiples of 15 bpm: even bins
            tallest[n_samples, number] = floor / size[10]
    assert tallest[256, 7] == pytest.approx(0.95, abs=0.02)
    assert tallest[256, 9] == pytest.approx(5.2, abs=0.1)
    assert all(tallest[512, n] < 1e-3 for n in range(1, 9))
    assert tallest[512, 9] == pytest.approx(0.027, abs=0.003)


def test_a_convolution_does_not_look_ahead():
    layer = CausalConvolution(2, 3)
    x = torch.randn(1, 2, 40, generator=torch.Generator().manual_seed(0))
    later = x.clone()
    later[..., 20:] += 1
    with torch.no_grad():
        before, after = layer(x), layer(later)
    assert torch.equal(before[..., :20], after[..., :20])
    assert not torch.equal(before[..., 20:], after[..., 20:])
    assert before.shape == (1, 3, 40)


def test_every_parameter_is_published_and_every_published_one_used(model):
    parameters = sum(p.numel() for p in model.parameters())
    assert parameters == sum(array.size for array in published.weights().values()) == 377_554
    assert not model.training


def test_a_new_network_is_random_and_can_be_trained():
    torch.manual_seed(0)
    model = KidPpg()
    assert model.training
    mean, std = model(torch.tensor(pulse_pair([60, 90]), dtype=torch.float32))
    (((mean - 70) / std) ** 2 + 2 * std.log()).sum().backward()
    assert all(p.grad is not None and p.grad.isfinite().all() for p in model.parameters())


@pytest.mark.parametrize("shape", [(2, 256), (1, 256, 2), (1, 2, 255), (1, 3, 256)])
def test_other_shapes_are_refused(model, shape):
    with pytest.raises(ValueError, match=r"shape \(batch, 2, 256\), not"):
        model(torch.zeros(shape))


def test_the_backbone_alone():
    assert Backbone()(torch.zeros(2, 1, 256)).shape == (2, 64, 16)
