"""A book of one page, built as the real one is, but in a folder of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import yaml
from nbformat.v4 import new_notebook
from pages import ROOT

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def build(folder, cells, chapters=()):
    """Build a book of one notebook, and chapters of the real one; returns where its pages are."""
    shutil.copytree(ROOT / "book", folder / "book", ignore=shutil.ignore_patterns("*.ipynb", ".*"))
    notebook = new_notebook(cells=[cell.copy() for cell in cells], metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, folder / "book" / "index.ipynb")
    toc = {"format": "jb-book", "root": "index", "chapters": [{"file": name} for name in chapters]}
    (folder / "_toc.yml").write_text(yaml.safe_dump({k: v for k, v in toc.items() if v}))
    command = [Path(sys.executable).with_name("jupyter-book"), "build", folder / "book", "-W", "-q"]
    command += ["--config", ROOT / "_config.yml", "--toc", folder / "_toc.yml"]
    command += ["--path-output", folder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "_build" / "html"
