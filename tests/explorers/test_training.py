"""The TrainingExplorer: its settings are those of the published run; a page that asks gets it."""

import pytest

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


WRONG = [
    ({"epoch": 61}, ValueError, "epoch must be from 0 to 60, not 61"),
    ({"epoch": 3.0}, TypeError, "epoch must be a whole number, not 3.0"),
    ({"repetition": -1}, ValueError, "repetition must be from 0 to 100, not -1"),
    ({"relu": 1}, TypeError, "relu must be True or False, not 1"),
    ({"arm": "relu"}, TypeError, "TrainingExplorer has no setting arm; its settings are epoch, .*"),
]


@pytest.mark.parametrize(("settings", "error", "message"), WRONG)
def test_wrong_values_are_refused(settings, error, message):
    with pytest.raises(error, match=f"^{message}$"):
        TrainingExplorer(**settings)


def test_a_page_that_asks_gets_the_results(monkeypatch):
    explorer, sent = TrainingExplorer(), []
    monkeypatch.setattr(explorer, "send", sent.append)
    explorer._answer(explorer, {"kind": "results"}, [])
    assert sent == [{"kind": "results", "results": training_results.packed()}]
