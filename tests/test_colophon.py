"""The colophon tells the commit, how to cite, the packages, and what each chapter took."""

import re
import sys
from pathlib import Path

import pytest
import yaml
from small_sphinx import write

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "book" / "_ext"))

import colophon  # noqa: E402

MEASURED = {"index": {"seconds": 90.0, "megabytes": 1250, "machine": "M", "date": "2026-01-02"}}


def told(tmp_path, what):
    page, warnings = write(tmp_path, f"# Colophon\n\n```{{colophon}} {what}\n```", "colophon")
    return page, warnings


def test_the_commit_and_its_date(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    monkeypatch.setattr(colophon, "commit", lambda: "abc123")
    page, warnings = told(tmp_path, "commit")
    assert warnings == ""
    assert "Commit abc123 of 14 July 2017;" in page.text


@pytest.mark.parametrize("address", [{}, {"url": "https://someone.github.io/book"}])
def test_the_citation_has_the_address_where_there_is_one(monkeypatch, address):
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8")) | address
    monkeypatch.setattr(colophon, "citation", lambda: cited)
    text = "\n".join(colophon.cite_lines())
    assert f"version = {{{cited['version']}}}" in text
    assert re.findall("url = {(.*)}", text) == list(address.values())


def test_every_direct_dependency_has_its_version(tmp_path):
    page, warnings = told(tmp_path, "packages")
    assert warnings == ""
    rows = {row.td.text: row.find_all("td")[1].text for row in page.select("tbody tr")}
    assert {"numpy", "torch", "jupyter-book", "playwright"} <= set(rows)
    assert all(re.match(r"\d+\.\d", version) for version in rows.values())


def test_what_each_chapter_took(tmp_path, monkeypatch):
    monkeypatch.setattr(colophon, "read_measured", lambda: MEASURED)
    page, warnings = told(tmp_path, "chapters")
    assert warnings == ""
    cells = [cell.text for cell in page.select("tbody td")]
    assert cells == ["Colophon", "1.50", "1.25"]
    assert page.select(".document li p")[-1].text == "2026-01-02: M"


def test_every_chapter_is_measured():
    names = {path.stem for path in (ROOT / "book").glob("*.ipynb")}
    assert set(colophon.read_measured()) == names, "run `make outputs`"


def test_what_it_does_not_know_is_an_error(tmp_path):
    _, warnings = told(tmp_path, "weather")
    assert "colophon: write one of commit, cite, packages, chapters, not weather" in warnings


def test_chapters_stand_in_the_order_of_the_book():
    lines = colophon.chapter_lines(dict.fromkeys(("convergence", "index"), MEASURED["index"]))
    assert [line[7:15] for line in lines if "{doc}" in line] == ["`index` ", "`converg"]
