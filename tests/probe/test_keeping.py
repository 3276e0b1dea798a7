"""Spectra that are made while a model runs are those of its signals."""

import gc
import weakref

import numpy as np
import pandas as pd
import pytest
import torch
from probed import Residual, Twice, tone
from torch import nn

from relu_spectrum.probe.averaged import averaged_spectrum
from relu_spectrum.probe.kept import files
from relu_spectrum.probe.kept.limits import Limits
from relu_spectrum.probe.kept.reducing import reduced
from relu_spectrum.probe.result import Probe
from relu_spectrum.probe.run import probe
from relu_spectrum.probe.watch import calls

X = torch.randn(2, 4, 64, generator=torch.Generator().manual_seed(1))
MODELS = {
    "residual": (Residual().eval(), X, {"sample_rate": 64}),
    "twice": (Twice(), X + 1, {"sample_rate": {"": 64, "relu@2": 32}}),
    "lost": (nn.Sequential(nn.ReLU(), nn.Linear(64, 16), nn.ReLU()), X, {"sample_rate": 64}),
    "given": (nn.Sequential(nn.ReLU(), nn.Linear(64, 16), nn.ReLU()), X,
              {"sample_rate": {"": 64, "2": 8}, "time_axis": {"": 2, "2": -1}}),
    "lost axis": (nn.Sequential(nn.Linear(64, 16), nn.ReLU()), X, {"time_axis": {"": 2}}),
    "itself": (nn.ReLU(), X, {"sample_rate": 64}),
    "all": (nn.Sequential(nn.GELU(), nn.AvgPool1d(2), nn.ReLU(), nn.Tanh()), X,
            {"sample_rate": 64, "activations": "all"}),
    "welch": (nn.Sequential(nn.ReLU(), nn.AvgPool1d(8), nn.ReLU()), X, {"welch": 16}),
}  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_spectra_made_at_once_are_those_of_the_signals(model):
    module, x, options = MODELS[model]
    with torch.no_grad():
        signals = probe(module, x, **options)
        spectra = probe(module, x, keep="spectra", **options)
    assert spectra.names == signals.names
    assert spectra.notes() == signals.notes()
    pd.testing.assert_frame_equal(spectra.to_frame(), signals.to_frame())
    texts = [files.text(seen, model="", given="") for seen in (spectra, signals)]
    assert texts[0] == texts[1]


@pytest.fixture
def frozen():
    """Let the garbage collector look at new objects only: there are a million old ones."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def test_no_signal_is_held_when_spectra_are_kept(monkeypatch, frozen):
    made, alive = [], []
    plain = calls.values

    def noted(tensor):
        gc.collect()
        alive.append(sum(one() is not None for one in made))
        copy = plain(tensor)
        made.append(weakref.ref(copy))
        return copy

    monkeypatch.setattr(calls, "values", noted)
    model = nn.Sequential(*(nn.ReLU() for _ in range(10)))
    seen = probe(model, tone(), keep="spectra")
    assert max(alive) == 0
    assert len(alive) == len(seen) == 10
    alive.clear(), made.clear()
    seen = probe(model, tone())
    assert alive == list(range(10))


@pytest.mark.parametrize("records", [200, 2048])
def test_many_records_are_reduced_further_when_they_are_saved(records):
    x = torch.randn(64, 4096, generator=torch.Generator().manual_seed(1))
    seen = probe(nn.ReLU(), x, keep="spectra")
    limits = Limits.of(records)
    again, at_once = reduced(seen[0], limits), reduced(probe(nn.ReLU(), x)[0], limits)
    assert again.kept.size <= limits.channels
    assert again.spectra.before.shape[-1] <= limits.lines(again.kept.size)
    assert again.waves.before.shape[-1] <= limits.points
    assert again.waves.before.shape[0] >= 1
    np.testing.assert_array_equal(again.kept, at_once.kept)
    grid = again.spectra.grid
    full = probe(nn.ReLU(), x)[0].spectrum_after.amplitude[again.kept]
    np.testing.assert_allclose(again.spectra.after, grid.largest(full), rtol=1e-6)
    wave = x[again.waves.channels[0], : again.waves.width].numpy()
    assert again.waves.before[0, 0] == wave.min()
    assert again.waves.before[0, 1] == wave.max()
    assert Probe([again]).table() == seen.table()


def test_welch_is_used_for_spectra_and_for_new_power():
    n = torch.arange(1000)
    x = torch.cos(2 * torch.pi * 0.0507 * n).double()
    (plain,) = probe(nn.ReLU(), x, sample_rate=100)
    (record,) = probe(nn.ReLU(), x, sample_rate=100, welch=200)
    wanted = averaged_spectrum(x.relu().numpy(), sample_rate=100, segment=200)
    np.testing.assert_array_equal(record.spectrum_after.lines, wanted.lines)
    assert record.dc == plain.dc
    tone_alone = 1 - (1 / 8) / (1 / 4 - 1 / np.pi**2)  # of a tone that fills whole periods
    assert record.new_power == pytest.approx(tone_alone, abs=0.01)
    spectra = reduced(record, Limits.of(1)).spectra
    assert (spectra.window, spectra.samples, spectra.stretches) == ("hann", 200, 9)


def test_a_stretch_is_the_whole_record_where_that_is_shorter():
    model = nn.Sequential(nn.ReLU(), nn.AvgPool1d(64), nn.ReLU())
    first, second = probe(model, X, welch=32, keep="spectra")
    assert (first.spectra.samples, first.spectra.stretches) == (32, 3)
    assert (second.spectra.samples, second.spectra.stretches) == (1, 1)


@pytest.mark.parametrize(
    ("options", "kind", "why"),
    [
        ({"keep": "all"}, ValueError, "keep must be 'signals' or 'spectra', not 'all'"),
        ({"welch": 1}, ValueError, "welch must be at least 2"),
        ({"welch": 0.5}, TypeError, "welch must be a whole number"),
    ],
)
def test_bad_options(options, kind, why):
    with pytest.raises(kind, match=why):
        probe(nn.ReLU(), X, **options)
