"""The OwnSignalExplorer in Python: its settings, its controls, its code."""

import ipywidgets
import pytest

from relu_spectrum.explorers import OwnSignalExplorer
from relu_spectrum.signals import EXAMPLES


def test_the_list_of_signals_is_linked_by_its_place():
    explorer = OwnSignalExplorer(signal=3)
    control = explorer.controls["signal"]
    assert isinstance(control, ipywidgets.Dropdown)
    assert control.options == ("your own", *EXAMPLES)
    assert control.label == "chirp"
    assert explorer._links[0].source == (control, "index")
    explorer.signal = 6
    assert control.label == "noise"
    assert explorer.link().startswith("#own-signal?b=0&")
    assert OwnSignalExplorer.read_link(explorer.link())["signal"] == 6


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("signal", 7, "signal must be from 0 to 6, not 7"),
        ("ratio", 3, "must be one of 0.125, 0.25, 0.5, 1, 2, 4 ×"),
        ("start", 100.5, "from 0 to 100 %"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused(name, value, message):
    explorer = OwnSignalExplorer()
    with pytest.raises(ValueError, match=message):
        setattr(explorer, name, value)


def test_the_page_is_told_the_names():
    described = OwnSignalExplorer()._settings["signal"]
    assert described["words"][5] == "sung vowel"
    assert OwnSignalExplorer().controls["ratio"].readout_format == ".3r"
