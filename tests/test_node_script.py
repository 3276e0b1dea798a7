"""Running scripts with node from the book's extensions."""

import sys
from pathlib import Path

import pytest
from sphinx.errors import ExtensionError

sys.path.insert(0, str(Path(__file__).parents[1] / "book" / "_ext"))

from node_script import run_node

WORDS = {"task": "echo", "failure": "nothing is echoed"}
ECHO = "process.stdin.pipe(process.stdout);"


def written(folder, text):
    path = folder / "script.mjs"
    path.write_text(text, "utf-8")
    return path


def test_data_go_in_as_json_and_text_comes_out(tmp_path):
    assert run_node(written(tmp_path, ECHO), {"a": [1, "é"]}, **WORDS) == '{"a": [1, "\\u00e9"]}'


def test_a_script_that_fails_and_a_missing_node_say_so(tmp_path, monkeypatch):
    with pytest.raises(ExtensionError, match=r"nothing is echoed: (?s:.*)no way"):
        run_node(written(tmp_path, "throw new Error('no way');"), {}, **WORDS)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ExtensionError, match="no node to echo: `make book`"):
        run_node(written(tmp_path, ECHO), {}, **WORDS)
