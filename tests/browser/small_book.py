"""A book of a few small pages, built as the real one is, but in a folder of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import yaml
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from pages import ROOT

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
NOTEBOOKS = {
    "index": [
        new_markdown_cell("# A page\n\nA formula, $x^2$, an explorer and a figure."),
        new_code_cell("from relu_spectrum.explorers import TaylorExplorer\n\nTaylorExplorer()"),
        new_code_cell(
            "from relu_spectrum.figures import curve, figure\n\n"
            "figure(curve([0, 1], [0, 2], name='line', role='input'), x='x', y='y', alt='A line.')"
        ),
    ],
    "explained": [
        new_markdown_cell(
            "# Words and symbols\n\n"
            "A {term}`line` and {term}`DC`, a formula $f_1$ and $x$, again $f_1$.\n\n"
            "$$ x = a \\cos 2\\pi f_1 t $$"
        ),
        new_code_cell("from relu_spectrum.explorers import SpectrumExplorer\n\nSpectrumExplorer()"),
    ],
}
QUESTIONS = """# Questions

A first paragraph.

:::{predict}
ReLU passes $\\cos 2\\pi f_1 t$. **How large** is its DC?

The amplitude is 1.

- [ ] $1/2$ :: Half of the *amplitude* passes as the line at $f_1$.
- [x] $1/\\pi$ :: The mean of a half-wave is $1/\\pi$, which is
  about 0.318.
- [ ] none :: The output is never negative, so its mean is positive.
:::

:::{place-lines}
:tones: 10:1, 25:0.5
:bias: 0.5
:range: 0 60
:shown: 6
Where are ReLU's six largest lines?

Think of $f_1$ and $f_2$.

---
Sums and differences of $f_1$ and $f_2$.
:::
"""


def build(folder):
    """Build the book of these pages and the real one's glossary; returns where its pages are."""
    book = folder / "book"
    shutil.copytree(ROOT / "book", book, ignore=shutil.ignore_patterns("*.ipynb", ".*"))
    for name, cells in NOTEBOOKS.items():
        notebook = new_notebook(
            cells=[cell.copy() for cell in cells], metadata={"kernelspec": KERNEL}
        )
        nbformat.write(notebook, book / f"{name}.ipynb")
    (book / "questions.md").write_text(QUESTIONS)
    chapters = [{"file": name} for name in ("explained", "questions", "glossary")]
    toc = {"format": "jb-book", "root": "index", "chapters": chapters}
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc))
    command = [Path(sys.executable).with_name("jupyter-book"), "build", book, "-W", "-q"]
    command += ["--config", ROOT / "_config.yml", "--toc", folder / "_toc.yml"]
    command += ["--path-output", folder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "_build" / "html"
