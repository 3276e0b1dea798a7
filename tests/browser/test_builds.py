"""A book of one page: it comes to life, and two builds of it are the same, byte for byte."""

import filecmp
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from pages import ROOT, open_page

CELLS = [
    new_markdown_cell("# A page\n\nA formula, $x^2$, an explorer and a figure."),
    new_code_cell("from relu_spectrum.explorers import TaylorExplorer\n\nTaylorExplorer()"),
    new_code_cell(
        "from relu_spectrum.figures import curve, figure\n\n"
        "figure(curve([0, 1], [0, 2], name='line', role='input'), x='x', y='y', alt='A line.')"
    ),
]


def build(folder):
    """Build a book of one page in a new folder; returns where its pages are."""
    shutil.copytree(ROOT / "book", folder / "book", ignore=shutil.ignore_patterns("*.ipynb", ".*"))
    notebook = new_notebook(cells=[cell.copy() for cell in CELLS])
    notebook.metadata.kernelspec = {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    }
    nbformat.write(notebook, folder / "book" / "index.ipynb")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    command = [Path(sys.executable).with_name("jupyter-book"), "build", folder / "book", "-W", "-q"]
    command += ["--config", ROOT / "_config.yml", "--toc", folder / "_toc.yml"]
    command += ["--path-output", folder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "_build" / "html"


def files(folder):
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build(tmp_path_factory.mktemp("first"))


def test_the_page_comes_to_life(chromium, built):
    with open_page(chromium, f"{built.as_uri()}/", "index.html") as opened:
        opened.read_to_the_end()
        assert (opened.foreign(), opened.problems) == ([], [])
        page = opened.page
        assert page.locator("mjx-container").count() == 1
        assert page.locator(".relu-figure .main-svg .trace").count() == 1
        shown = "document.querySelector('.relu-explorer-view').explorer"
        before = page.evaluate(f"JSON.stringify({shown}.drawn())")
        page.locator(".noUi-handle").first.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(f"before => JSON.stringify({shown}.drawn()) !== before", arg=before)


def test_two_builds_are_the_same(built, tmp_path):
    again = build(tmp_path)
    names = files(built)
    assert names == files(again)
    _, different, unread = filecmp.cmpfiles(built, again, names, shallow=False)
    assert (different, unread) == ([], [])
