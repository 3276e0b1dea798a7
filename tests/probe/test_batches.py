"""Means and spreads over a data set."""

import numpy as np
import pytest
import torch
from probed import Twice
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from relu_spectrum.probe.batches import probe_batches
from relu_spectrum.probe.run import probe

X = torch.randn(7, 2, 48, generator=torch.Generator().manual_seed(1)) + 0.2
MODEL = nn.Sequential(nn.ReLU(), nn.AvgPool1d(2), nn.GELU()).eval()


def test_means_and_spreads_are_those_of_single_runs():
    loader = DataLoader(TensorDataset(X, torch.zeros(7)), batch_size=1)
    found = probe_batches(MODEL, loader, progress=False, sample_rate=48, activations="all")
    runs = [probe(MODEL, x[None], sample_rate=48, activations="all") for x in X]
    assert found.names == ["0", "2"]
    frame = found.to_frame()
    for name in found.names:
        for total in runs[0][name].totals:
            values = [run[name].totals[total] for run in runs]
            row = frame.loc[name, total]
            assert row["mean"] == pytest.approx(np.mean(values))
            assert row["spread"] == pytest.approx(np.std(values, ddof=1), abs=1e-12)
            assert row["count"] == 7
        levels = found.levels(name)
        wanted = np.array([run[name].both_levels() for run in runs])
        np.testing.assert_allclose([levels.before, levels.after], wanted.mean(0), rtol=1e-5)
        spreads = [levels.spread_before, levels.spread_after]
        np.testing.assert_allclose(spreads, wanted.std(0, ddof=1), rtol=1e-4, atol=1e-7)
        np.testing.assert_allclose(levels.frequency, runs[0][name].frequency)
        assert levels.count == 7


def test_a_batch_is_one_item():
    found = probe_batches(MODEL, DataLoader(X, batch_size=4), progress=False)
    assert found.items == 2
    assert found.to_frame()["DC after", "count"].tolist() == [2]


def test_what_is_not_known_and_what_did_not_run_is_not_counted():
    items = [torch.ones(1, 8), -torch.ones(1, 8), torch.arange(-4.0, 4)[None]]
    row = probe_batches(nn.ReLU(), items, progress=False).to_frame().loc["relu"]
    assert row["new power"]["count"] == 1
    assert np.isnan(row["new power"]["spread"])
    assert row["silent"]["mean"] == pytest.approx(1 / 3)
    found = probe_batches(
        Twice(), [(X, True), (X, False)], inputs=lambda item: item, progress=False
    )
    frame = found.to_frame()["DC after"]
    assert frame.loc["relu#1", "count"] == 2
    assert frame.loc["relu@1", "count"] == frame.loc["relu", "count"] == 1


def test_items_of_several_lengths_have_no_mean_spectrum():
    found = probe_batches(nn.ReLU(), [X, X[..., :32]], progress=False)
    with pytest.raises(ValueError, match="relu had 2 lengths or rates: a mean needs items of one"):
        found.levels("relu")
    with pytest.raises(KeyError, match="no record 'act', but relu"):
        found.levels("act")
    lost = probe_batches(
        nn.Sequential(nn.Linear(48, 4), nn.ReLU()), [X], progress=False, sample_rate=4
    )
    with pytest.raises(ValueError, match="1 had no spectrum"):
        lost.levels("1")


def test_a_progress_bar_is_shown(capsys):
    probe_batches(nn.ReLU(), [X, X])
    assert "2/2" in capsys.readouterr().err
    probe_batches(nn.ReLU(), [X, X], progress=False)
    assert capsys.readouterr().err == ""


def test_other_items_are_refused():
    with pytest.raises(TypeError, match="not with a mapping: give inputs"):
        probe_batches(nn.ReLU(), [{"x": X}], progress=False)
    with pytest.raises(TypeError, match="not with a str"):
        probe_batches(nn.ReLU(), [("x", X)], progress=False)
    with pytest.raises(ValueError, match="the loader has no items"):
        probe_batches(nn.ReLU(), [], progress=False)
