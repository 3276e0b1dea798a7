"""The HeartRateExplorer's network and picture, run in Chromium, against PyTorch: to 5e-4.

That is 5e-4 of the largest value of each layer: float32 itself is good for about 1e-6 of it, and
the packed weights for 3.1e-4.
"""

import numpy as np
import pytest
import torch

from relu_spectrum.explorers import HeartRateExplorer
from relu_spectrum.explorers.heart_rate import weights as kid_ppg_weights
from relu_spectrum.models import KidPpg
from relu_spectrum.signals.pulses import SENSOR_STD, pulse_wave

SOURCE = """
import { pulseWave, startRun, unpack } from "./maths/kid_ppg.mjs";
import { createNetwork, heartRatePicture } from "./heart_rate/picture.mjs";
export { shapeOf } from "./maths/kid_ppg.mjs";

let weights, network;
export function load(packed) {
  weights = unpack(packed);
  network = createNetwork(weights);
  return weights.length;
}
export const input = (bpm, strength) => pulseWave(bpm, strength);
export function layers(bpm, strength) {
  const run = startRun(weights, pulseWave(bpm, strength));
  return Array.from({ length: 9 }, (_, i) => {
    const { channels, row } = run(i + 1);
    return Array.from({ length: channels }, (_, c) => row(c));
  });
}
export const picture = (settings) => heartRatePicture(settings, network);
"""


@pytest.fixture(scope="module")
def call(run_modules):
    """Call a function above, in the browser."""
    call = run_modules(SOURCE)
    assert call("load", kid_ppg_weights.packed()) == 9
    return call


@pytest.fixture(scope="module")
def torch_layers():
    """What PyTorch gives after each of the nine ReLUs: `torch_layers(bpm, strength)`."""
    backbone = KidPpg.pretrained().backbone

    def run(bpm, strength):
        window = pulse_wave(bpm, second_harmonic=strength, std=SENSOR_STD)
        outputs = []
        hooks = [
            module.register_forward_hook(lambda _, __, output: outputs.append(output[0].numpy()))
            for module in backbone.modules()
            if isinstance(module, torch.nn.ReLU)
        ]
        with torch.no_grad():
            backbone(torch.tensor(window, dtype=torch.float32)[None, None])
        for hook in hooks:
            hook.remove()
        return window, outputs

    return run


def settings(count):
    """Random settings on the sliders' grid, every layer among them, and the corners."""
    random = np.random.default_rng(20240516)
    corners = [(37.5, 0.0, 1, 0), (180.0, 1.0, 9, 64), (120.0, 0.4, 9, 0), (75.0, 0.4, 3, 0)]
    drawn = []
    for i in range(count):
        layer = 1 + i % 9
        most = (32, 48, 64)[(layer - 1) // 3]
        bpm, strength = 7.5 * random.integers(5, 25), random.integers(0, 21) / 20
        drawn.append((float(bpm), float(strength), layer, int(random.integers(0, most + 1))))
    return corners + drawn


def test_shapes_of_the_blocks(call):
    assert call("shapeOf", 1) == {"channels": 32, "samples": 256, "rate": 32}
    assert call("shapeOf", 6) == {"channels": 48, "samples": 64, "rate": 8}
    assert call("shapeOf", 7) == {"channels": 64, "samples": 32, "rate": 4}


@pytest.mark.parametrize(("bpm", "strength"), sorted({s[:2] for s in settings(18)}))
def test_every_layer_is_that_of_pytorch(call, torch_layers, bpm, strength):
    window, expected = torch_layers(bpm, strength)
    np.testing.assert_allclose(call("input", bpm, strength), window, atol=1e-9)
    found = call("layers", bpm, strength)
    assert len(found) == len(expected) == 9
    for layer, (mine, theirs) in enumerate(zip(found, expected, strict=True), 1):
        atol = 5e-4 * theirs.max()
        np.testing.assert_allclose(mine, theirs, rtol=0, atol=atol, err_msg=f"layer {layer}")


def line_amplitudes(x):
    """One-sided amplitudes along the last axis by NumPy's FFT: DC and Nyquist not doubled."""
    amplitude = np.abs(np.fft.rfft(x)) / x.shape[-1]
    amplitude[..., 1:-1] *= 2
    return amplitude


@pytest.mark.parametrize(("bpm", "strength", "layer", "channel"), settings(27))
def test_picture(call, torch_layers, bpm, strength, layer, channel):
    keys = ("bpm", "second_harmonic", "layer", "channel")
    picture = call("picture", dict(zip(keys, (bpm, strength, layer, channel), strict=True)))
    window, outputs = torch_layers(bpm, strength)
    y = outputs[layer - 1].astype(float)
    atol = 5e-4 * y.max()
    lines = line_amplitudes(y)
    shown = lines.mean(0) if channel == 0 else lines[channel - 1]
    rate = 32 * y.shape[-1] / 256
    np.testing.assert_allclose(picture["amplitude"], shown, atol=atol)
    np.testing.assert_allclose(picture["dc"], y.mean(-1), atol=atol)
    np.testing.assert_allclose(picture["inputAmplitude"], line_amplitudes(window), atol=1e-9)
    np.testing.assert_allclose(picture["frequency"], 60 * np.fft.rfftfreq(y.shape[-1], 1 / rate))
    check_harmonics(picture, bpm, 60 * rate)
    check_readouts(picture, y if channel == 0 else y[[channel - 1]], lines, bpm, strength)


def check_harmonics(picture, bpm, rate):
    """Each harmonic at its place, folded at Nyquist."""
    orders = np.arange(1, 7)
    places = np.abs(orders * bpm - rate * np.round(orders * bpm / rate))
    found = picture["harmonics"]
    assert [one["order"] for one in found] == orders.tolist()
    np.testing.assert_allclose([one["at"] for one in found], places)
    assert [one["folds"] for one in found] == (orders * bpm > rate / 2).tolist()


def new_places(picture, strength):
    """The lines of the harmonics that the input lacks."""
    line = [round(one["at"] / 7.5) for one in picture["harmonics"]]
    return set(line) - set(line[: 2 if strength > 0 else 1]) - {0}


def check_readouts(picture, y, lines, bpm, strength):
    """DC, its share of power, the tallest line, the channels with DC and with new harmonics."""
    readouts = picture["readouts"]
    scale = lines.max()
    np.testing.assert_allclose(readouts["dc"], y.mean(), atol=5e-4 * scale)
    np.testing.assert_allclose(readouts["meanDc"], lines[:, 0].mean(), atol=5e-4 * scale)
    power = np.mean(y**2, axis=-1).sum()
    share = np.sum(y.mean(-1) ** 2) / power if power > 0 else 0
    assert readouts["silent"] == (power == 0)
    np.testing.assert_allclose(readouts["dcShare"], share, atol=4e-4)
    amplitude = np.array(picture["amplitude"])
    assert readouts["tallest"]["amplitude"] == amplitude[1:].max()
    if power > 0:
        (tall,) = np.nonzero(amplitude[1:] >= 0.999999 * amplitude[1:].max())
        assert readouts["tallest"]["others"] == len(tall) - 1
        tallest = 7.5 * (1 + tall[0])
        assert readouts["tallest"]["bpm"] == tallest
        orders = [one["order"] for one in picture["harmonics"] if one["at"] == tallest]
        assert readouts["tallest"]["order"] == min(orders, default=0)
    assert readouts["withDc"] == np.count_nonzero(lines[:, 0] > 0)
    places = new_places(picture, strength)
    assert readouts["newPlaces"] == len(places)
    assert readouts["withNew"] == sum(shows(channel, places) for channel in lines)


def shows(line, places):
    """Whether a channel has a line at one of the places that stands out from its neighbours."""
    beside = np.maximum(np.r_[0, 0, line[1:-1]], np.r_[line[1:], 0])
    out = (line >= 0.03 * line[1:].max()) & (line > 2 * beside)
    return bool(out[list(places)].any())


def test_harmonics_that_fold_onto_dc_or_the_input_are_not_new(call):
    settings = {"bpm": 120.0, "second_harmonic": 0.4, "layer": 5, "channel": 0}
    picture = call("picture", settings)
    assert [one["at"] for one in picture["harmonics"]] == [120, 240, 120, 0, 120, 240]
    assert picture["readouts"]["newPlaces"] == 0
    assert call("picture", settings | {"second_harmonic": 0.0})["readouts"]["newPlaces"] == 1


def test_what_is_remembered_is_what_is_computed(call):
    """The same settings after many others, from the memory and after it has been forgotten."""
    start = HeartRateExplorer()
    settings = {name: getattr(start, name) for name in start._settings}
    first = call("picture", settings)
    for channel in (1, 2):
        call("picture", settings | {"layer": 9, "channel": channel})
    assert call("picture", settings) == first
    for bpm in np.arange(37.5, 181, 7.5):
        for strength in (0.0, 0.2):
            call("picture", settings | {"bpm": bpm, "second_harmonic": strength})
    assert call("picture", settings) == first
