"""The panel: what is displayed, how its parts are linked, who follows whom."""

import subprocess
import sys

import ipywidgets
import pytest

from relu_spectrum import _files
from relu_spectrum.explorers import (
    HeartRateExplorer,
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
