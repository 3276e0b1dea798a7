"""The panel: what is displayed, how its parts are linked, who follows whom."""

import subprocess
import sys

import ipywidgets
import pytest

from relu_spectrum import _files
from relu_spectrum.explorers import (
    ArmsExplorer,
    HeartRateExplorer,
    PhaseExplorer,
    ReadoutExplorer,
    SpectrumExplorer,
    StackExplorer,
    TaylorExplorer,
    TrainingExplorer,
)

EACH = pytest.mark.parametrize(
    "kind",
    [HeartRateExplorer, SpectrumExplorer, StackExplorer, TaylorExplorer, TrainingExplorer],
)


@EACH
def test_every_setting_has_a_control_linked_in_the_page(kind):
    explorer = kind()
    assert list(explorer.controls) == list(explorer._settings)
    for link, (name, control) in zip(explorer._links, explorer.controls.items(), strict=True):
        assert isinstance(link, ipywidgets.widgets.widget_link.Link)
        assert link.source == (control, "value")
        assert link.target == (explorer, name)
        assert control.value == getattr(explorer, name)
        assert control.description == explorer._settings[name]["label"]


@EACH
def test_the_whole_panel_is_displayed(kind):
    explorer = kind()
    shown = explorer._repr_mimebundle_()
    view = shown["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == explorer.panel.model_id
    assert shown["text/plain"] == repr(explorer)
    grid, drawing = explorer.panel.children
    assert drawing is explorer
    assert grid.children == tuple(explorer.controls.values())
    assert "relu-explorer" in explorer.panel._dom_classes
    assert "relu-controls" in grid._dom_classes


def test_python_moves_the_control():
    explorer = SpectrumExplorer(frequency=7)
    explorer.frequency = 12.5
    explorer.sample_rate = 1024
    explorer.decibels = True
    values = {name: control.value for name, control in explorer.controls.items()}
    assert values["frequency"] == 12.5
    assert values["sample_rate"] == 1024
    assert values["decibels"] is True


def test_the_page_is_not_echoed_to_its_controls():
    explorer = SpectrumExplorer()
    control = explorer.controls["frequency"]
    explorer.set_state({"frequency": 20.0})
    assert explorer.frequency == 20.0
    assert control.value == 10.0  # the page moves it itself
    explorer.frequency = 30.0
    assert control.value == 30.0


def test_two_explorers_are_independent():
    one, other = SpectrumExplorer(), SpectrumExplorer(frequency=20)
    one.frequency = 5
    assert (one.frequency, other.frequency) == (5.0, 20.0)
    assert one.controls["frequency"] is not other.controls["frequency"]


def test_reset_restores_the_values_it_was_made_with():
    explorer = SpectrumExplorer(frequency=7, decibels=True)
    explorer.frequency = 9
    initial = {name: setting["initial"] for name, setting in explorer._settings.items()}
    assert initial["frequency"] == 7.0
    assert initial["decibels"] is True
    assert initial["sample_rate"] == 512


@EACH
def test_an_unknown_setting_is_an_error(kind):
    with pytest.raises(TypeError, match="has no setting speed; its settings are"):
        kind(speed=3)


@EACH
def test_the_bundle_is_in_the_widget(kind):
    explorer = kind()
    assert "render" in explorer._esm
    assert ".relu-explorer" in explorer._css
    assert max(len(explorer._esm), len(explorer._css)) < 90_000


def test_a_missing_bundle_names_the_command(monkeypatch, tmp_path):
    monkeypatch.setattr(_files, "STATIC", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"node build\.mjs explorers"):
        SpectrumExplorer()


def test_repr_names_the_settings():
    assert repr(TaylorExplorer(n_terms=7)) == (
        "TaylorExplorer(n_terms=7, scale=0.5, paper_tones=False)"
    )


WRONG = {
    ArmsExplorer: [
        ({"arm": 8}, ValueError, "arm must be from 1 to 7, not 8"),
        ({"arm": "relu"}, TypeError, "arm must be a whole number, not 'relu'"),
        ({"size": 30}, ValueError, "size must be one of 0.1, 0.2, .* 500, 1000, not 30"),
        ({"epoch": 0}, ValueError, "epoch must be from 1 to 60, not 0"),
        ({"scale": 1}, TypeError, "ArmsExplorer has no setting scale; its settings are arm, .*"),
    ],
    HeartRateExplorer: [
        ({"bpm": 72}, ValueError, "bpm must be a multiple of 7.5 bpm, not 72 bpm"),
        ({"bpm": 187.5}, ValueError, "bpm must be from 37.5 to 180 bpm, not 187.5 bpm"),
        ({"second_harmonic": -0.1}, ValueError, "second_harmonic must be from 0 to 1, not -0.1"),
        ({"layer": 0}, ValueError, "layer must be from 1 to 9, not 0"),
        ({"layer": 3.0}, TypeError, "layer must be a whole number, not 3.0"),
        ({"layer": 9, "channel": 65}, ValueError, "channel must be from 0 to 64, not 65"),
        ({"channel": 33}, ValueError, "channel must be from 0 to 32 in layer 3, not 33"),
        (
            {"layer": 6, "channel": 49},
            ValueError,
            "channel must be from 0 to 48 in layer 6, not 49",
        ),
    ],
    PhaseExplorer: [
        ({"frequency": 41}, ValueError, "frequency must be from 1 to 40 Hz, not 41 Hz"),
        ({"frequency": 7.5}, TypeError, "frequency must be a whole number, not 7.5"),
        ({"amplitude": 0}, ValueError, "amplitude must be from 0.1 to 2, not 0"),
        ({"phase": -5}, ValueError, "phase must be from 0 to 360 °, not -5 °"),
        ({"phase": 12}, ValueError, "phase must be a multiple of 5 °, not 12 °"),
        ({"n_terms": 0}, ValueError, "n_terms must be from 1 to 500, not 0"),
        ({"tones": 3}, TypeError, "PhaseExplorer has no setting tones; .* paper_tones"),
    ],
    ReadoutExplorer: [
        ({"tap_0": 2}, ValueError, "tap_0 must be from -1.5 to 1.5, not 2"),
        ({"tap_2": float("nan")}, ValueError, "tap_2 must be from -1.5 to 1.5, not nan"),
        ({"frequency": 16}, ValueError, "frequency must be from 0.5 to 15.5 Hz, not 16 Hz"),
        ({"amplitude": -0.1}, ValueError, "amplitude must be from 0 to 2, not -0.1"),
        ({"spread": "wide"}, TypeError, "spread must be a number, not 'wide'"),
        ({"taps": [1, -1]}, TypeError, "ReadoutExplorer has no setting taps; .* tap_0, tap_1, .*"),
    ],
    TrainingExplorer: [
        ({"epoch": 61}, ValueError, "epoch must be from 0 to 60, not 61"),
        ({"epoch": 3.0}, TypeError, "epoch must be a whole number, not 3.0"),
        ({"repetition": -1}, ValueError, "repetition must be from 0 to 100, not -1"),
        ({"relu": 1}, TypeError, "relu must be True or False, not 1"),
        (
            {"arm": "relu"},
            TypeError,
            "TrainingExplorer has no setting arm; its settings are epoch, .*",
        ),
    ],
}


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_values_are_refused(kind):
    for settings, error, message in WRONG[kind]:
        with pytest.raises(error, match=f"^{message}$"):
            kind(**settings)


def test_none_needs_torch_or_its_data_to_be_made():
    heavy = ["torch", "numba", "h5py", "dc_experiment", "models.published"]
    heavy += [f"relu_spectrum.{name}" for name in heavy]
    code = f"""
import sys
from relu_spectrum import explorers
made = [getattr(explorers, name)() for name in explorers.__all__ if name.endswith("Explorer")]
print(len(made), sorted(set({heavy}) & set(sys.modules)))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "9 []"
