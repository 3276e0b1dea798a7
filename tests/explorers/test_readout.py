"""The ReadoutExplorer's settings are those that the book describes."""

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
