"""Where a chapter can be run: links with an address and a repository, words where none can."""

import json
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "book" / "_ext"))

import launch  # noqa: E402

AT, CODE = "https://someone.github.io/book/", "https://github.com/someone/book"


def run(notebook, address="", repository=""):
    found, note = launch.services(notebook, address, repository, "main")
    return {link["label"]: link["attributes"]["href"] for link in found}, note


def test_without_an_address_and_a_repository_nothing_is_offered():
    assert run("derivation.ipynb") == ({}, "")


def test_binder_and_colab_open_the_chapter():
    found, note = run("derivation.ipynb", AT, CODE)
    assert found == {
        "Run in Binder": "https://mybinder.org/v2/gh/someone/book/main"
        "?urlpath=lab/tree/book/derivation.ipynb",
        "Run in Colab": "https://colab.research.google.com/#fileId="
        "https%3A//someone.github.io/book/colab/derivation.ipynb",
    }
    assert note == ""


def test_a_chapter_that_is_too_large_for_binder_says_so(monkeypatch):
    monkeypatch.setattr(launch, "memory", lambda chapter: 1281)
    found, note = run("real_model.ipynb", AT, CODE)
    assert list(found) == ["Run in Colab"]
    assert "it needs 1.3 GB of memory, and a session there has 1 GB" in note


@pytest.mark.parametrize("chapter", ["derivation", "a new one"])
def test_memory_is_what_was_measured(chapter):
    assert (launch.memory(chapter) > 50) == (chapter == "derivation")


def test_in_colab_the_first_cell_installs_the_wheel():
    notebook = nbformat.read(ROOT / "book" / "derivation.ipynb", 4)
    first, *others = launch.for_colab(notebook, AT).cells
    assert f"@ {AT}wheel/relu_spectrum-" in first.source
    assert others == notebook.cells
    nbformat.validate(launch.for_colab(notebook, AT))


def test_binder_and_the_devcontainer_install_from_the_lock_file():
    lines = (ROOT / ".binder" / "requirements.txt").read_text("utf-8").splitlines()
    assert "-r ../requirements.txt" in lines
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    assert container["postCreateCommand"] == "make install"
    assert "\ninstall: " in (ROOT / "Makefile").read_text("utf-8")
    assert (ROOT / ".binder" / "postBuild").stat().st_mode & 0o111
