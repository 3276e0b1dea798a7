"""The PhaseExplorer's settings are those that the book describes."""

from limits import limits

from relu_spectrum.explorers import PhaseExplorer
from relu_spectrum.signals import PAPER_TONES


def test_settings_and_their_limits():
    settings = PhaseExplorer()._settings
    assert limits(settings) == {
        "frequency": (1, 40, 1, 10),
        "amplitude": (0.1, 2, 0.05, 1),
        "phase": (0, 360, 5, 0),
        "bias": (-1, 1, 0.05, 0),
        "n_terms": (1, 500, 1, 50),
        "paper_tones": (None, None, None, True),
    }
    assert (settings["frequency"]["unit"], settings["phase"]["unit"]) == ("Hz", "°")


def test_it_starts_with_the_papers_tones():
    explorer = PhaseExplorer()
    moved, *others = [(tone.frequency, tone.amplitude, tone.phase) for tone in PAPER_TONES]
    assert moved == (explorer.frequency, explorer.amplitude, explorer.phase)
    assert sorted(others) == [(5, 1, 0), (20, 1, 0), (40, 1, 0)]
