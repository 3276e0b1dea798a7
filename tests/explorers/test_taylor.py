"""The TaylorExplorer's settings are those that the book describes."""

import ipywidgets

from relu_spectrum.explorers import TaylorExplorer


def test_settings_and_their_limits():
    settings = TaylorExplorer()._settings
    terms, scale = settings["n_terms"], settings["scale"]
    assert (terms["low"], terms["high"], terms["step"], terms["initial"]) == (1, 500, 1, 50)
    assert (scale["low"], scale["high"], scale["step"], scale["initial"]) == (0.3, 2.0, 0.01, 0.5)
    assert scale["unit"] == "M²"
    assert settings["paper_tones"]["initial"] is False


def test_terms_are_whole_numbers():
    explorer = TaylorExplorer(n_terms=500)
    assert isinstance(explorer.controls["n_terms"], ipywidgets.IntSlider)
    assert type(explorer.n_terms) is int
