"""How to cite, and what an outsider checks: valid, complete, and of today's notebooks."""

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import published
import pytest
import write_codecheck
import yaml

ROOT = Path(__file__).parents[2]
# From cffconvert 2.0.0; the schema of the Citation File Format 1.2.0 is under CC BY 4.0.
SCHEMA = json.loads(Path(__file__).with_name("cff_1.2.0.json").read_text("utf-8"))
AT, CODE = "https://someone.github.io/book", "https://github.com/someone/book"


def dated(text):
    """As JSON has it: dates are text."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


@pytest.mark.parametrize("settings", [("", ""), (AT, CODE)])
def test_the_citation_file_is_valid_and_complete(monkeypatch, settings):
    given = {"html": {"baseurl": settings[0]}, "repository": {"url": settings[1]}}
    monkeypatch.setattr(published, "settings", lambda: given)
    cited = dated(published.citation_file())
    jsonschema.validate(cited, SCHEMA, format_checker=jsonschema.FormatChecker())
    assert {"abstract", "authors", "date-released", "keywords", "license", "version"} <= set(cited)
    assert cited["message"]
    assert (cited.get("url", ""), cited.get("repository-code", "")) == settings


def test_the_schema_refuses_a_wrong_file():
    cited = dated(published.citation_file()) | {"date-released": "soon"}
    with pytest.raises(jsonschema.ValidationError, match="soon"):
        jsonschema.validate(cited, SCHEMA)


def test_the_cited_version_is_the_packages():
    package = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert published.citation()["version"] == package["version"]


def test_dates_are_those_of_the_commit(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    assert published.commit_time().isoformat() == "2017-07-14T02:40:00+00:00"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert published.commit_time().year == 1980


def test_codecheck_lists_the_figures_and_tables_of_today():
    text = (ROOT / "codecheck.yml").read_text("utf-8")
    assert text == write_codecheck.text(), "run `python tools/write_codecheck.py`"
    config = yaml.safe_load(text)
    files = [entry["file"] for entry in config["manifest"]]
    assert len(set(files)) == len(files) > 50
    for entry in config["manifest"]:
        assert re.fullmatch(r"_build/outputs/\w+/(fig-.*\.csv|tab-.*\.txt)", entry["file"])
        assert entry["comment"]
    assert "codechecker" not in config
