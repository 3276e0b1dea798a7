"""The TrainingExplorer: its settings are those of the published run; a page that asks gets it."""

from relu_spectrum.dc_experiment import PAPER_ARMS, load_published
from relu_spectrum.explorers import TrainingExplorer
from relu_spectrum.explorers.training import results as training_results


def test_settings_and_their_limits_are_those_of_the_published_run():
    settings = TrainingExplorer()._settings
    published = load_published()
    paper = published[published["arm"].isin(PAPER_ARMS)]
    epoch, repetition = settings["epoch"], settings["repetition"]
    assert (epoch["low"], epoch["high"], epoch["step"]) == (0, paper["epoch"].max(), 1)
    assert (repetition["low"], repetition["step"], repetition["initial"]) == (0, 1, 0)
    assert repetition["high"] == paper["repetition"].max() + 1 == 100
    assert repetition["words"] == {0: "all"}
    assert [name for name, own in settings.items() if "low" not in own] == [
        "relu",
        "linear",
        "class_dc",
    ]


def test_a_page_that_asks_gets_the_results(monkeypatch):
    explorer, sent = TrainingExplorer(), []
    monkeypatch.setattr(explorer, "send", sent.append)
    explorer._answer(explorer, {"kind": "results"}, [])
    assert sent == [{"kind": "results", "results": training_results.packed()}]
