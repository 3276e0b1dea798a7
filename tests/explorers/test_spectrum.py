"""The SpectrumExplorer's settings are those that the book describes."""

from limits import limits

from relu_spectrum.explorers import SpectrumExplorer


def test_settings_and_their_limits():
    settings = SpectrumExplorer()._settings
    assert limits(settings) == {
        "frequency": (1, 60, 0.5, 10),
        "frequency_2": (1, 60, 0.5, 25),
        "amplitude": (0, 2, 0.05, 1),
        "amplitude_2": (0, 2, 0.05, 0),
        "bias": (-2, 2, 0.05, 0),
        "sample_rate": (None, None, None, 512),
        "decibels": (None, None, None, False),
    }
    assert settings["sample_rate"]["choices"] == [128, 256, 512, 1024]


def test_every_tone_is_below_nyquist_and_on_the_grid_of_the_window():
    explorer = SpectrumExplorer()
    frequency, rate = explorer._settings["frequency"], explorer._settings["sample_rate"]
    assert frequency["high"] < min(rate["choices"]) / 2
    assert 2.0 * frequency["step"] == 1  # whole periods in 2 s


def test_readouts_have_as_many_digits_as_the_steps():
    formats = {
        n: c.readout_format for n, c in SpectrumExplorer().controls.items() if n != "decibels"
    }
    assert formats == {
        "frequency": ".1f",
        "frequency_2": ".1f",
        "amplitude": ".2f",
        "amplitude_2": ".2f",
        "bias": ".2f",
        "sample_rate": ".0f",
    }
