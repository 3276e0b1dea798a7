"""The StackExplorer's settings are those that the book describes, and suit the models."""

import ipywidgets
import pytest
from limits import limits

from relu_spectrum.explorers import StackExplorer
from relu_spectrum.models import AveragingStack, DifferencingStack


def test_settings_and_their_limits():
    settings = StackExplorer()._settings
    assert limits(settings) == {
        "depth": (0, 8, 1, 2),
        "kernel_size": (2, 17, 1, 2),
        "frequency": (1, 120, 1, 40),
        "differencing": (None, None, None, True),
        "four_tones": (None, None, None, False),
    }


def test_every_tone_is_below_nyquist_and_on_the_grid_of_the_window():
    frequency = StackExplorer()._settings["frequency"]
    assert 4 * frequency["high"] < 1024 / 2
    assert 2.0 * frequency["step"] / 2 == 1  # half of f fills 2 s with whole periods


@pytest.mark.parametrize("end", ["low", "high"])
def test_every_setting_makes_a_network(end):
    settings = StackExplorer()._settings
    for kind in (AveragingStack, DifferencingStack):
        stack = kind(settings["depth"][end], settings["kernel_size"][end])
        assert stack.sample_rate == 1024


def test_layers_and_samples_are_whole_numbers():
    explorer = StackExplorer(depth=5, kernel_size=9)
    assert isinstance(explorer.controls["depth"], ipywidgets.IntSlider)
    assert isinstance(explorer.controls["kernel_size"], ipywidgets.IntSlider)
    assert explorer.controls["frequency"].readout_format == ".0f"
    assert type(explorer.depth) is int
