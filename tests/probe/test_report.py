"""The report: one file, readable by everybody, with all that a saved probe has."""

import base64
import hashlib
import json

import pytest
import torch
from bs4 import BeautifulSoup
from probed import Twice, tone
from torch import nn

from relu_spectrum import _files
from relu_spectrum.figures.style import PALETTE
from relu_spectrum.probe.kept import files
from relu_spectrum.probe.report import report
from relu_spectrum.probe.result import Probe
from relu_spectrum.probe.run import probe


def page(seen, title="My model", about="One ReLU."):
    return BeautifulSoup(report(seen, title=title, about=about), "html.parser")


def data(read):
    return read.select_one(".relu-probe-viewer script[type='application/json']").string


def test_the_table_and_the_saved_probe_are_in_the_page():
    seen = probe(Twice(), tone() + 0.3, sample_rate=64)
    read = page(seen)
    rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in read.find_all("tr")]
    assert rows == seen.cells()
    wanted = json.loads(files.text(seen, model="Twice", given="float32 1x1x64, 64 Hz"))
    assert json.loads(data(read)) == wanted
    again = report(probe(nn.GELU(), tone(), activations="all"), title="t", about="a")
    assert '<th scope="col">linear</th>' in again


def test_a_loaded_probe_has_the_same_report(tmp_path):
    seen = probe(Twice(), tone(), sample_rate=64)
    seen.save(tmp_path / "probe.json")
    again = Probe.load(tmp_path / "probe.json")
    assert report(again, title="t", about="a") == report(seen, title="t", about="a")


def test_the_page_asks_nobody_for_anything_and_runs_the_viewer_alone():
    text = report(probe(nn.ReLU(), tone()), title="t", about="a")
    read = BeautifulSoup(text, "html.parser")
    inside, viewer = read.find_all("script")
    assert (inside.attrs, viewer.attrs) == ({"type": "application/json"}, {})
    assert viewer.string == _files.built("probe_viewer.js")
    assert not read.find_all(["img", "iframe"])
    assert [link["href"] for link in read.find_all("link")] == ["data:,"]
    (style,) = read.find_all("style")
    assert "url(" not in style.string
    assert "@import" not in style.string
    policy = read.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    digest = base64.b64encode(hashlib.sha256(viewer.string.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; script-src 'sha256-{digest}'; ")
    assert len(text) < 120_000


def test_light_dark_and_phones():
    text = report(probe(nn.ReLU(), tone()), title="t", about="a")
    for theme in PALETTE.values():
        assert f"--relu-input: {theme['input']};" in text
    assert "prefers-color-scheme: dark" in text
    assert "width=device-width" in text


def test_names_are_escaped():
    name = "</script><b>"
    model = nn.Module()
    model.add_module(name, nn.ReLU())
    model.forward = lambda x: getattr(model, name)(x)
    read = page(probe(model, tone()), title="<i>&", about="<u>")
    assert (read.h1.text, read.tbody.th.text) == ("<i>&", name)
    assert not read.find_all(["b", "i", "u"])
    assert "<" not in data(read)
    assert json.loads(data(read))["records"][0]["name"] == name


def test_what_is_not_known_says_why():
    model = nn.Sequential(nn.ReLU(), nn.Linear(64, 16), nn.ReLU())
    seen = probe(model, -1 - tone().abs(), sample_rate=64)
    told = [note.text for note in page(seen).select(".relu-probe-viewer > .note")]
    assert told == [f"? {note}" for note in seen.notes()]
    assert "could not be followed" in told[-1]


def test_too_many_records_are_refused():
    one = probe(nn.ReLU(), torch.ones(4))[0]
    with pytest.raises(ValueError, match="a report shows 2048 records at most, and 2049 ran"):
        report(Probe([one] * 2049), title="t", about="a")


def test_a_viewer_that_is_not_built_names_the_command(monkeypatch, tmp_path):
    monkeypatch.setattr(_files, "STATIC", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"node build\.mjs explorers"):
        page(probe(nn.ReLU(), tone()))
