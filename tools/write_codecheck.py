"""Write codecheck.yml: every figure and table that `make outputs` makes again.

Usage: python tools/write_codecheck.py

Who checks them, and when, is for the checker to add.
"""

from pathlib import Path

import nbformat
import yaml
from outputs import labelled
from published import ROOT, citation

FOLDER = "_build/outputs"
HEAD = """# For a CODECHECK (https://codecheck.org.uk): the files that `make outputs` makes again.
# Written by tools/write_codecheck.py. The checker adds codechecker, summary, check_time,
# certificate and report.
"""


def config() -> dict:
    """Return what the file says."""
    cited = citation()
    (paper,) = cited["references"]
    manifest = []
    for path in sorted((ROOT / "book").glob("*.ipynb")):
        for name, cell in labelled(nbformat.read(path, as_version=4)).items():
            caption = cell.metadata["mystnb"]["figure"]["caption"]
            file = f"{FOLDER}/{path.stem}/{name}"
            manifest.append({"file": file, "comment": " ".join(caption.split())})
    authors = [{"name": f"{a['given-names']} {a['family-names']}"} for a in paper["authors"]]
    return {
        "version": "https://codecheck.org.uk/spec/config/1.0/",
        "paper": {"title": paper["title"], "authors": authors, "reference": paper["url"]},
        "source": "README.md says how to build; `make outputs` is the one command",
        "manifest": manifest,
    }


def text() -> str:
    """Return the file."""
    return HEAD + yaml.safe_dump(config(), sort_keys=False, allow_unicode=True, width=110)


if __name__ == "__main__":
    Path(ROOT, "codecheck.yml").write_text(text(), "utf-8")
