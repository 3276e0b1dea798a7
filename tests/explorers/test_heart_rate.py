"""The HeartRateExplorer: its settings, the channels that go with a layer, its answers to a page."""

import ipywidgets
import numpy as np
import pytest
from limits import limits

from relu_spectrum.explorers import HeartRateExplorer
from relu_spectrum.explorers.heart_rate import channels_of
from relu_spectrum.explorers.heart_rate import weights as kid_ppg_weights
from relu_spectrum.models import kid_ppg, published
from relu_spectrum.paper import N_SAMPLES, SAMPLE_RATE


def test_settings_and_their_limits():
    settings = HeartRateExplorer()._settings
    assert limits(settings) == {
        "bpm": (37.5, 180, 7.5, 75),
        "second_harmonic": (0, 1, 0.05, 0.4),
        "layer": (1, 9, 1, 3),
        "channel": (0, 64, 1, 0),
    }
    assert settings["channel"]["words"] == {0: "mean"}


def test_whole_beats_fill_the_window():
    bpm = HeartRateExplorer._setting_traits()["bpm"]
    beats = np.arange(bpm.low, bpm.high + bpm.step, bpm.step) / 60 * N_SAMPLES / SAMPLE_RATE
    np.testing.assert_array_equal(beats, beats.round())


@pytest.mark.parametrize("layer", range(1, 10))
def test_channels_are_those_of_the_network(layer):
    backbone = kid_ppg.Backbone()
    convolution = backbone.get_submodule(f"block{(layer + 2) // 3}.conv{layer}")
    assert channels_of(layer) == convolution.out_channels


def test_a_refused_channel_leaves_the_old_one():
    explorer = HeartRateExplorer(channel=7)
    with pytest.raises(ValueError, match="in layer 3, not 40"):
        explorer.channel = 40
    assert explorer.channel == explorer.controls["channel"].value == 7


def test_the_channel_and_its_slider_follow_the_layer():
    explorer = HeartRateExplorer(layer=9, channel=60)
    slider = explorer.controls["channel"]
    assert (slider.max, slider.value, explorer._channels) == (64, 60, 64)
    explorer.layer = 1
    assert (explorer.channel, slider.max, slider.value, explorer._channels) == (32, 32, 32, 32)
    explorer.layer = 4
    assert (explorer.channel, slider.max, slider.value, explorer._channels) == (32, 48, 32, 48)


def test_the_sliders_end_is_linked_in_the_page():
    explorer = HeartRateExplorer(layer=5)
    link = explorer._end
    assert isinstance(link, ipywidgets.widgets.widget_link.DirectionalLink)
    assert link.source == (explorer, "_channels")
    assert link.target == (explorer.controls["channel"], "max")
    assert explorer.controls["channel"].max == 48


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"channel": 60}, (3, 32)),
        ({"channel": 60, "layer": 9}, (9, 60)),
        ({"channel": 60, "layer": 5}, (5, 48)),
        ({"channel": -1, "layer": 99}, (9, 0)),
        ({"layer": 1}, (1, 20)),
    ],
)
def test_what_the_page_sends_is_moved_to_an_allowed_channel(sent, kept):
    explorer = HeartRateExplorer(channel=20)
    explorer.set_state(sent)
    assert (explorer.layer, explorer.channel) == kept


@pytest.fixture
def conversation(monkeypatch):
    """Ask an explorer as a page does; gives what it sends."""
    explorer, sent = HeartRateExplorer(), []
    monkeypatch.setattr(explorer, "send", sent.append)

    def ask(content):
        explorer._answer(explorer, content, [])
        return sent

    ask.sent = sent
    return ask


def test_a_page_that_asks_gets_the_weights(conversation):
    assert conversation({"kind": "hello"}) == []
    (answer,) = conversation({"kind": "weights"})
    assert answer == {"kind": "weights", "weights": kid_ppg_weights.packed()}


def test_a_page_that_asks_in_vain_gets_the_reason(conversation, monkeypatch):
    def missing():
        raise published.FetchError("no weights: run `relu-spectrum fetch`")

    monkeypatch.setattr(published, "weights", missing)
    with pytest.raises(published.FetchError):
        conversation({"kind": "weights"})
    assert conversation.sent == [
        {"kind": "weights", "error": "no weights: run `relu-spectrum fetch`"}
    ]


def test_the_weights_are_not_saved_with_the_widget():
    state = HeartRateExplorer().get_state()
    assert "weights" not in " ".join(state)
    assert kid_ppg_weights.packed()["high"][:50] not in str(state)
