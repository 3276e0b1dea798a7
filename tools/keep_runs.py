"""Compute anew what chapter 7 and the ArmsExplorer read from dc_experiment/kept.txt: a minute.

Usage: python tools/keep_runs.py

The solutions of the exercises are not kept: readers train them.
"""

from pathlib import Path

import nbformat

from relu_spectrum.dc_experiment import kept
from relu_spectrum.explorers.arms import sizes

CHAPTER = Path(__file__).parents[1] / "book" / "is_it_dc.ipynb"

kept.FOUND.clear()
sizes.kept()
names: dict = {}
for cell in nbformat.read(CHAPTER, as_version=4).cells:
    if cell.cell_type == "code" and "hide-cell" not in cell.metadata.get("tags", []):
        exec(cell.source, names)
kept.write()
print(f"{kept.FILE}: {len(kept.FOUND)} entries, {kept.FILE.stat().st_size} bytes")
