"""The ArmsExplorer: its settings, and its answer to a page."""

from relu_spectrum.dc_experiment import load_published
from relu_spectrum.explorers import ArmsExplorer
from relu_spectrum.explorers.arms import results, sizes


def test_settings_and_their_limits_are_those_of_the_published_runs():
    settings = ArmsExplorer()._settings
    arm, size, epoch = settings["arm"], settings["size"], settings["epoch"]
    assert (arm["low"], arm["high"], arm["initial"]) == (1, len(sizes.ARMS), 1)
    assert sorted(arm["words"]) == list(range(1, len(sizes.ARMS) + 1))
    assert (epoch["low"], epoch["high"]) == (1, load_published()["epoch"].max())
    assert size["initial"] == 1
    assert {scale for _, scale in results.RUNS.values()} <= set(size["choices"])


def test_the_size_has_a_logarithmic_slider_whose_steps_are_the_choices():
    slider = ArmsExplorer(size=20).controls["size"]
    choices = ArmsExplorer()._settings["size"]["choices"]
    assert (slider.base, slider.min, slider.max, slider.value) == (10, -1, 3, 20)
    places = [slider.base ** (slider.min + k * slider.step) for k in range(len(choices))]
    setting = ArmsExplorer._setting_traits()["size"]
    assert [setting.nearest(place) for place in places] == choices


def test_a_page_that_asks_gets_the_arms(monkeypatch):
    explorer, sent = ArmsExplorer(), []
    monkeypatch.setattr(explorer, "send", sent.append)
    explorer._answer(explorer, {"kind": "arms"}, [])
    assert sent == [{"kind": "arms", "arms": results.packed()}]
