"""Execute notebooks, keep the outputs that the tests compare, write figures and tables to files.

Usage: python tools/store_outputs.py book/*.ipynb

A cell tagged `nbval-check-output` keeps its output, every other cell is stored without. nbval then
compares the stored outputs with new ones; a tagged cell without a stored output would pass
unchecked, so `tests/test_notebooks.py` guards that they exist. All figures and tables go to
_build/outputs, which codecheck.yml lists; book/measured.json keeps what each chapter took.
"""

import sys
from pathlib import Path

import measured
import nbformat
from nbclient import NotebookClient
from outputs import labelled, text_of

CHECKED = "nbval-check-output"
FILES = Path(__file__).parents[1] / "_build" / "outputs"


def store_outputs(path: Path) -> int:
    """Execute the notebook at `path`, rewrite it, and return the number of outputs kept."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(measured.asking())
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute(cwd=path.parent)
    measured.keep(path.stem, notebook.cells.pop())
    write_files(notebook, FILES / path.stem)
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    kept = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.metadata.pop("execution", None)
        if CHECKED in cell.metadata.get("tags", []):
            kept += 1
        else:
            cell.outputs, cell.execution_count = [], None
    nbformat.validate(notebook)
    nbformat.write(notebook, path)
    return kept


def write_files(notebook, folder: Path) -> None:
    """Write the figures and tables of an executed notebook."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, cell in labelled(notebook).items():
        (folder / name).write_text(text_of(name, cell), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for name in sys.argv[1:]:
        print(f"{name}: {store_outputs(Path(name))} outputs kept")
