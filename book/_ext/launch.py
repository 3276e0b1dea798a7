"""Where a chapter can be run in a browser: Binder and Colab, if the book is online.

Binder builds its image from `.binder/`, by the repository's lock file. Colab opens a copy of the
notebook beside the pages, whose first cell installs the package's wheel from there (`make wheel`).
What a service cannot run is said instead of linked.
"""

import json
import tomllib
from pathlib import Path
from urllib.parse import quote

import nbformat

ROOT = Path(__file__).parents[2]
FOLDER = "colab"
BINDER = 1000  # MB of memory that mybinder.org promises a session
INSTALL = """%pip install --quiet "relu-spectrum[all] @ {wheel}"
!relu-spectrum fetch
from google.colab import output
output.enable_custom_widget_manager()"""


def wheel(address: str) -> str:
    """Return where the package's wheel lies; `address` is the book's, with its last slash."""
    package = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    name = package["name"].replace("-", "_")
    return f"{address}wheel/{name}-{package['version']}-py3-none-any.whl"


def services(notebook: str, address: str, repository: str, branch: str) -> tuple[list, str]:
    """List the links for a notebook of the folder `book`, and tell what cannot run it."""
    found, note = [], ""
    if repository.startswith("https://github.com/"):
        owner = repository.removeprefix("https://github.com/")
        needed = memory(Path(notebook).stem)
        if needed <= BINDER:
            at = f"https://mybinder.org/v2/gh/{owner}/{branch}?urlpath=lab/tree/book/{notebook}"
            found.append({"label": "Run in Binder", "attributes": {"href": at}})
        else:
            note = (
                f"Binder cannot be relied on for this chapter: it needs {needed / 1000:.1f} GB of "
                f"memory, and a session there has {BINDER / 1000:.0f} GB for sure."
            )
    if address:
        at = f"https://colab.research.google.com/#fileId={quote(f'{address}{FOLDER}/{notebook}')}"
        found.append({"label": "Run in Colab", "attributes": {"href": at}})
    return found, note


def memory(chapter: str) -> float:
    """Return the megabytes that a chapter was measured to need; none for one not yet measured."""
    measured = json.loads((ROOT / "book" / "measured.json").read_text("utf-8"))
    return measured.get(chapter, {"megabytes": 0})["megabytes"]


def for_colab(notebook: nbformat.NotebookNode, address: str) -> nbformat.NotebookNode:
    """Return the notebook with a first cell that installs what it needs."""
    install = nbformat.v4.new_code_cell(INSTALL.format(wheel=wheel(address)), id="install")
    return nbformat.from_dict(notebook | {"cells": [install, *notebook.cells]})
