"""The notebooks themselves: what nbval compares is there, and chapters keep the book's form."""

import re
from pathlib import Path

import nbformat
import pytest
from pybtex.database import parse_file

BOOK = Path(__file__).parents[1] / "book"
NOTEBOOKS = sorted(BOOK.glob("*.ipynb"))
TOOLS = {"own_signal.ipynb"}  # pages to use, not to be read as an argument
CHAPTERS = [path for path in NOTEBOOKS if path.name not in {"index.ipynb", *TOOLS}]
CHECKED = "nbval-check-output"
SHOWN = "show-code"  # code that is the argument: it stays open in the pages


def code_cells(path):
    cells = nbformat.read(path, as_version=4).cells
    return [cell for cell in cells if cell.cell_type == "code"]


def tags(cell):
    return cell.metadata.get("tags", [])


def prose(path):
    cells = nbformat.read(path, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def prose_and_code(path):
    return "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)


def by_name(path):
    return path.name


def test_there_are_notebooks():
    assert {"index.ipynb", "derivation.ipynb", "validation.ipynb"} <= set(map(by_name, NOTEBOOKS))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_exactly_the_checked_cells_have_outputs(path):
    # nbval passes a tagged cell without stored output, and fails one without execution count.
    for cell in code_cells(path):
        if CHECKED in tags(cell):
            assert cell.outputs, f"run `make outputs`: no stored output for\n{cell.source}"
            assert cell.execution_count is not None, cell.source
            text = str(cell.outputs)
            assert re.search(r"\d", text), f"no number in the output of\n{cell.source}"
            assert "error" not in {output.output_type for output in cell.outputs}
        else:
            assert not cell.outputs, f"run `make outputs`: an output is stored for\n{cell.source}"
            assert cell.execution_count is None, cell.source


@pytest.mark.parametrize("path", CHAPTERS, ids=by_name)
def test_a_chapter_compares_at_least_two_outputs(path):
    assert sum(CHECKED in tags(cell) for cell in code_cells(path)) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_no_tag_that_would_silence_a_check(path):
    known = {CHECKED, "hide-cell", "hide-output", "remove-input", "aligned-output", SHOWN}
    for cell in code_cells(path):
        assert set(tags(cell)) <= known, f"unknown tags {tags(cell)} on\n{cell.source}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_all_imports_stand_in_the_first_code_cell(path):
    first, *others = code_cells(path)
    assert re.search(r"^(import|from) ", first.source, re.MULTILINE)
    for cell in others:
        assert not re.search(r"^\s*(import|from) ", cell.source, re.MULTILINE), cell.source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_cells_are_short(path):
    after_imports = code_cells(path)[1:] or code_cells(path)
    lengths = [len(cell.source.splitlines()) for cell in after_imports]
    assert max(lengths) <= 13
    assert sorted(lengths)[len(lengths) // 2] <= 7


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_at_most_25_lines_of_code_are_open(path):
    imports, *others = code_cells(path)
    assert SHOWN not in tags(imports)
    assert sum(len(cell.source.splitlines()) for cell in others if SHOWN in tags(cell)) <= 25


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_every_figure_and_table_has_a_name_and_a_caption_of_its_own(path):
    names = []
    for cell in code_cells(path):
        draws = re.search(r"(?<!\w)figure\(|Explorer\(|\.plot\(", cell.source)
        figure = cell.metadata.get("mystnb", {}).get("figure")
        if draws and "hide-cell" not in tags(cell):
            assert figure, f"a figure without a caption:\n{cell.source}"
        if CHECKED in tags(cell):
            assert figure["name"].startswith("tab-"), f"a table without a caption:\n{cell.source}"
        elif figure:
            assert draws, f"a caption without a figure:\n{cell.source}"
            assert not figure["name"].startswith("tab-")
        if figure:
            assert len(figure["caption"].split()) >= 8, figure["caption"]
            names.append(figure["name"])
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("path", CHAPTERS, ids=by_name)
def test_a_chapter_has_its_parts(path):
    text, cells = prose(path), nbformat.read(path, as_version=4).cells
    assert "**Claim.**" in cells[0].source
    assert re.search(r"admonition\} What to remember", text)
    assert "## Exercises" in text
    exercises = len(re.findall(r"^\*\*\d\. ", text, re.MULTILINE))
    start = next(k for k, cell in enumerate(cells) if "## Exercises" in cell.source)
    solutions = sum("hide-cell" in tags(cell) for cell in cells[start:])
    assert exercises == solutions >= 2
    assert re.search(r":label: eq-", text)
    assert "{cite" in text
    assert "{doc}" in text or "{ref}" in text


def test_every_work_that_is_cited_is_in_the_bibliography():
    entries = parse_file(BOOK / "references.bib").entries  # an error if it is not well formed
    cited = re.findall(r"\{cite:?\w*\}`([^`]+)`", "\n".join(map(prose, NOTEBOOKS)))
    keys = {key.strip() for one in cited for key in one.split(",")}
    assert keys == set(entries)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_metadata_does_not_depend_on_the_machine(path):
    metadata = nbformat.read(path, as_version=4).metadata
    assert metadata.kernelspec.name == "python3"
    assert "widgets" not in metadata


@pytest.mark.parametrize("path", CHAPTERS, ids=by_name)
def test_a_page_is_played_before_it_is_read(path):
    cells = nbformat.read(path, as_version=4).cells
    sentences = cells[0].source.partition("**Claim.**")[2]
    assert len(re.findall(r"[.?!](?=\s|$)", sentences)) <= 4, sentences
    shown = [cell for cell in cells if cell.metadata.get("mystnb", {}).get("figure")]
    between = [
        cell for cell in cells[1 : cells.index(shown[0])] if "relu-probe-viewer" not in cell.source
    ]  # the viewer is played, too
    assert {cell.cell_type for cell in between} == {"code"}, "text before the first figure"
    if "Explorer(" in prose_and_code(path):
        assert "Explorer(" in shown[0].source


@pytest.mark.parametrize("path", CHAPTERS, ids=by_name)
def test_a_page_asks_before_it_answers(path):
    assert len(re.findall(r"^:::\{(predict|place-lines)\}", prose(path), re.MULTILINE)) >= 2


@pytest.mark.parametrize("path", CHAPTERS, ids=by_name)
def test_sentences_set_the_explorer_of_a_page(path):
    if "Explorer(" in prose_and_code(path):
        assert len(re.findall(r"\]\(#[a-z-]+\?[^)]+\)", prose(path))) >= 4
