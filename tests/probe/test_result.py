"""Records together: by number and name, table, frame, figure."""

import numpy as np
import pytest
import torch
from probed import Runs, Twice, tone
from torch import nn

from relu_spectrum.probe.report import report
from relu_spectrum.probe.run import Probe, Record, probe


@pytest.fixture
def seen():
    model = nn.Sequential(nn.ReLU(), nn.AvgPool1d(4), nn.Sequential(nn.ReLU()))
    return probe(model, tone() - 0.25, sample_rate=64)


def test_numbers_names_and_slices(seen):
    assert len(seen) == 2
    assert [record.name for record in seen] == seen.names == ["0", "2.0"]
    assert seen[0] is seen["0"]
    assert seen[-1] is seen["2.0"]
    assert isinstance(seen[1:], Probe)
    assert seen[1:].names == ["2.0"]
    assert isinstance(seen[0], Record)
    assert repr(seen) == "Probe(0, 2.0)"
    with pytest.raises(IndexError):
        seen[2]


def test_a_name_with_several_records_lists_them():
    seen = probe(Twice(), torch.ones(3))
    with pytest.raises(KeyError, match="'relu' ran 2 ReLUs: relu@1, relu@2"):
        seen["relu"]
    with pytest.raises(KeyError, match=r"no ReLU ran as 'act', but relu@1, relu@2, relu#1"):
        seen["act"]


def test_the_frame_has_the_numbers(seen):
    frame = seen.to_frame()
    assert frame.index.tolist() == ["0", "2.0"]
    assert frame["shape"].tolist() == ["1x1x64", "1x1x16"]
    assert frame["sample rate"].tolist() == [64, 16]
    assert frame.loc["0", "DC before"] == pytest.approx(-0.25, abs=1e-6)
    assert frame.loc["0", "DC after"] == pytest.approx(seen["0"].dc.item())
    assert frame.loc["2.0", "new power"] == seen["2.0"].new_power
    assert (frame["silent"] == 0).all()


def test_silent_channels_are_counted():
    x = torch.cat([tone(), tone() - 2], 1)
    assert probe(nn.ReLU(), x).to_frame()["silent"].item() == 0.5


def test_the_summary_is_a_table(seen, capsys):
    assert seen.summary() is None
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[-6:] == ["before", "DC", "after", "silent", "new", "power"]
    assert [line.split()[0] for line in lines[1:]] == ["0", "2.0"]
    assert "64 Hz" in lines[1]
    assert "16 Hz" in lines[2]
    probe(nn.ReLU(), tone()).summary()
    assert "sample rate" not in capsys.readouterr().out


def test_the_figure_says_what_it_shows(seen):
    shown = seen.plot()
    assert [list(trace.x) for trace in shown.data] == [["0", "2.0"]] * 3
    assert shown.layout.xaxis.type == shown.layout.xaxis2.type == "category"
    np.testing.assert_allclose(shown.data[1].y, seen.to_frame()["DC after"])
    assert "2 ReLUs" in shown.layout.meta["alt"]


def test_a_figure_of_nothing():
    with pytest.raises(ValueError, match="no records to draw"):
        Probe([]).plot()


UNMEASURED = {
    "no time axis": lambda x: nn.functional.linear(x.flatten(1), torch.ones(10, 64)),
    "empty": lambda x: x[..., :0],
    "no example": lambda x: x[:0],
    "one sample": lambda x: x[..., :1],
    "not a number": lambda x: x * float("nan"),
    "infinite": lambda x: x / 0.0,
    "silent": lambda x: -1 - x.abs(),
    "time elsewhere": lambda x: x.transpose(1, 2),
    "one number": lambda x: x.sum()[None],
}


FOLLOWED = [("time elsewhere", {"": 2})]
CASES = [(kind, axis) for kind in UNMEASURED for axis in (-1, 2, {"": 2})]


@pytest.mark.parametrize(("kind", "time_axis"), [case for case in CASES if case not in FOLLOWED])
def test_a_record_that_cannot_be_measured_has_a_question_mark_and_spoils_nothing(kind, time_axis):
    def forward(x):
        return torch.relu(x), torch.relu(UNMEASURED[kind](x)), torch.relu(x)

    seen = probe(Runs(forward), tone() - 0.25, sample_rate=64, time_axis=time_axis)
    alone = probe(nn.ReLU(), tone() - 0.25, sample_rate=64)
    header, first, second, third, *notes = seen.table().splitlines()
    assert "?" not in header + first + third
    assert "?" in second
    wanted = alone.cells()[1][1:]
    cells = seen.cells()
    assert cells[1][1:] == cells[3][1:] == wanted
    assert len(notes) == len(seen.notes()) == 1
    assert notes[0].startswith("? relu#2: ")
    frame = seen.to_frame()
    assert frame.iloc[[0, 2]].notna().all(axis=None)
    assert frame.iloc[1].isna().any()
    shown = seen.plot()
    np.testing.assert_allclose([shown.data[1].y[n] for n in (0, 2)], alone[0].dc.item())
    assert "relu#2 ?" in [*shown.data[1].x, *shown.data[2].x]
    assert '<p class="note">? relu#2: ' in report(seen, title="t", about="a")
    assert [record.name for record in seen] == ["relu#1", "relu#2", "relu#3"]


def test_a_probe_without_any_number_still_has_its_table_and_figure():
    seen = probe(nn.ReLU(), torch.full((1, 8), float("nan")))
    assert seen.plot().layout.meta["alt"].endswith("relu ?. No share of new power is known.")
    assert seen.table().splitlines()[1].split()[2:] == ["?"] * 4


def test_a_table_of_no_records(seen):
    assert seen[:0].table() == "ReLU  "
