"""Saved probes: what comes back, how large they are, what is no such file."""

import base64
import json
from dataclasses import replace

import jsonschema
import numpy as np
import pandas as pd
import pytest
import torch
from bad_probes import FILES
from probed import Residual, Runs, Twice, tone
from torch import nn

from relu_spectrum.probe.kept import files
from relu_spectrum.probe.kept.limits import Limits
from relu_spectrum.probe.kept.reducing import reduced
from relu_spectrum.probe.record import Record
from relu_spectrum.probe.result import Probe
from relu_spectrum.probe.run import probe

UNMEASURED = [
    lambda x: nn.functional.linear(x.flatten(1), torch.ones(10, 64)),
    lambda x: x[..., :0],
    lambda x: x[:0],
    lambda x: x[..., :1],
    lambda x: x * float("nan"),
    lambda x: -1 - x.abs(),
    lambda x: x.double() * 1e300,
    lambda x: x.transpose(1, 2),
]
MODELS = {
    "two modules": (nn.Sequential(nn.ReLU(), nn.AvgPool1d(4), nn.ReLU()), tone() - 0.25),
    "residual": (Residual().eval(), torch.randn(2, 4, 32)),
    "twice": (Twice(), tone() + 0.3),
    "unmeasured": (Runs(lambda x: [torch.relu(cut(x)) for cut in UNMEASURED]), tone()),
}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("rate", [64, None])
def test_a_saved_probe_comes_back(model, rate, tmp_path):
    module, x = MODELS[model]
    seen = probe(module, x, sample_rate=rate)
    seen.save(tmp_path / "model.json")
    again = Probe.load(tmp_path / "model.json")
    assert (again.names, again.notes(), again.table()) == (seen.names, seen.notes(), seen.table())
    pd.testing.assert_frame_equal(again.to_frame(), seen.to_frame())
    assert (again.model, again.given) == (type(module).__name__, seen.given)
    assert again.given.startswith("float32 ")
    for one, other in zip(again, seen, strict=True):
        assert (one.path, one.module, one.kind) == (other.path, other.module, "ReLU")
    again.save(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "model.json").read_bytes()
    assert again[1:].model == again.model


def test_the_schema_is_one_and_the_docstring_names_its_file():
    jsonschema.Draft202012Validator.check_schema(files.schema())
    assert "probe/kept/probe.schema.json" in Probe.save.__doc__


@pytest.mark.parametrize("count", [31, 2048])
def test_a_file_is_9_mb_at_most(count):
    x = torch.randn(200, 4096, generator=torch.Generator().manual_seed(1))
    record = Record("a" * 100, x, sample_rate=8.0, path="a" * 100)
    one = reduced(record, Limits.of(count))
    text = files.text([replace(one, name=f"{n}") for n in range(count)], model="m", given="x")
    assert 4e6 < len(text) < 9e6


@pytest.mark.parametrize("number", range(len(FILES)))
def test_what_is_no_saved_probe_is_refused_in_one_line(number, tmp_path):
    text, why = list(FILES.items())[number]
    (tmp_path / "model.json").write_text(text)
    with pytest.raises(ValueError, match=rf"model\.json: .*{why}") as caught:
        Probe.load(tmp_path / "model.json")
    assert len(str(caught.value)) < 500
    assert "\n" not in str(caught.value)


def test_other_bytes_large_files_and_none(tmp_path, monkeypatch):
    place = tmp_path / "model.json"
    with pytest.raises(FileNotFoundError):
        Probe.load(place)
    place.write_bytes(b"\x80\x81 no text")
    with pytest.raises(ValueError, match=r"model\.json: not a saved probe"):
        Probe.load(place)
    monkeypatch.setattr(files, "LARGEST", 10**6)
    place.write_bytes(b" " * 2 * 10**6)
    with pytest.raises(ValueError, match="2 MB, and a saved probe has 1 at most"):
        Probe.load(place)


def test_a_file_that_cannot_be_written_leaves_what_was_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        probe(nn.ReLU(), tone()).save(tmp_path / "none" / "model.json")


def test_numbers_in_the_file_are_those_of_the_record():
    record = Record("act", tone() - 0.25, sample_rate=64.0)
    (found,) = json.loads(files.text([record], model="m", given="x"))["records"]
    assert found["totals"]["new power"] == record.new_power
    assert found["totals"]["linear"] == record.linear_share
    spectra = found["spectra"]
    assert (spectra["samples"], spectra["lines"], spectra["width"]) == (64, 33, 1)
    levels = np.frombuffer(base64.b64decode(spectra["mean_after"]), "<f4")
    np.testing.assert_array_equal(levels, record.both_levels()[1].astype(np.float32))
