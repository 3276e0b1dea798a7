"""The report: one file, readable by everybody."""

import re

import torch
from bs4 import BeautifulSoup
from probed import Twice, tone
from torch import nn

from relu_spectrum.figures.style import PALETTE
from relu_spectrum.probe.report import report
from relu_spectrum.probe.run import probe


def page(seen, title="My model", about="One ReLU."):
    return BeautifulSoup(report(seen, title=title, about=about), "html.parser")


def test_every_relu_has_its_row_and_its_chart():
    seen = probe(Twice(), tone() + 0.3, sample_rate=64)
    read = page(seen)
    rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in read.find_all("tr")]
    assert rows == seen.cells()
    charts = read.find_all("svg")
    assert len(charts) == len(seen)
    for record, chart, link in zip(seen, charts, read.select("td a"), strict=True):
        assert record.name in chart["aria-label"]
        section = read.find(id=link["href"][1:])
        assert section.h2.text == record.name
        assert "frequency (Hz)" in chart.text


def test_the_page_asks_nobody_for_anything_and_runs_no_script():
    text = report(probe(nn.ReLU(), tone()), title="t", about="a")
    read = BeautifulSoup(text, "html.parser")
    assert not read.find_all(["script", "img", "iframe"])
    assert [link["href"] for link in read.find_all("link")] == ["data:,"]
    assert not re.search(r"https?://|url\(|@import", text)
    assert "default-src 'none'" in read.find("meta", {"http-equiv": True})["content"]
    assert len(text) < 50_000


def test_light_dark_and_phones():
    text = report(probe(nn.ReLU(), tone()), title="t", about="a")
    for theme in PALETTE.values():
        assert f"--input: {theme['input']};" in text
    assert "prefers-color-scheme: dark" in text
    assert "width=device-width" in text


def test_names_are_escaped():
    model = nn.Module()
    model.add_module("<b>", nn.ReLU())
    model.forward = lambda x: getattr(model, "<b>")(x)
    read = page(probe(model, tone()), title="<i>&", about="<u>")
    assert (read.h1.text, read.h2.text) == ("<i>&", "<b>")
    assert not read.find_all(["b", "i", "u"])


def test_what_cannot_be_drawn_says_why():
    model = nn.Sequential(nn.ReLU(), nn.Linear(64, 16), nn.ReLU())
    read = page(probe(model, -1 - tone().abs(), sample_rate=64))
    first, second = read.find_all("section")
    assert "could not be followed" in second.text
    assert not second.svg
    assert first.svg
    silent = page(probe(nn.ReLU(), torch.zeros(8)))
    assert "input and output are zero" in silent.section.text
