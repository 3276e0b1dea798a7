"""The ReadoutExplorer's settings are those that the book describes."""

import pytest
from limits import limits

from relu_spectrum.explorers import ReadoutExplorer


def test_settings_and_their_limits():
    settings = ReadoutExplorer()._settings
    assert limits(settings) == {
        "tap_0": (-1.5, 1.5, 0.05, 1),
        "tap_1": (-1.5, 1.5, 0.05, -1),
        "tap_2": (-1.5, 1.5, 0.05, 0),
        "frequency": (0.5, 15.5, 0.1, 5),
        "amplitude": (0, 2, 0.05, 1),
        "spread": (0, 1, 0.05, 0.1),
    }
    assert settings["frequency"]["unit"] == settings["spread"]["unit"] == "Hz"
    assert not any(setting["grid"] for setting in settings.values())


def test_the_sliders_reach_a_collision():
    taps = ReadoutExplorer(tap_0=1, tap_1=-0.45, tap_2=1)
    assert [taps.tap_0, taps.tap_1, taps.tap_2] == [1, -0.45, 1]
    assert round(0.45 / taps._settings["tap_1"]["step"], 9) == 9


WRONG = [
    ({"tap_0": 2}, ValueError, "tap_0 must be from -1.5 to 1.5, not 2"),
    ({"tap_2": float("nan")}, ValueError, "tap_2 must be from -1.5 to 1.5, not nan"),
    ({"frequency": 16}, ValueError, "frequency must be from 0.5 to 15.5 Hz, not 16 Hz"),
    ({"amplitude": -0.1}, ValueError, "amplitude must be from 0 to 2, not -0.1"),
    ({"spread": "wide"}, TypeError, "spread must be a number, not 'wide'"),
    ({"taps": [1, -1]}, TypeError, "ReadoutExplorer has no setting taps; .* tap_0, tap_1, .*"),
]


@pytest.mark.parametrize(("settings", "error", "message"), WRONG)
def test_wrong_values_are_refused(settings, error, message):
    with pytest.raises(error, match=f"^{message}$"):
        ReadoutExplorer(**settings)
