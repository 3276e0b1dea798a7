"""Folding of code cells, on documents as myst-nb makes them."""

import sys
from pathlib import Path

import pytest
from docutils import nodes
from docutils.utils import new_document

sys.path.insert(0, str(Path(__file__).parents[1] / "book" / "_ext"))

from folded_code import FoldCode, FoldedCode


def cell(source, output=False, **attributes):
    """A code cell, as a node."""
    part = nodes.container("", nodes.literal_block(source, source), nb_element="cell_code_source")
    made = nodes.container("", part, nb_element="cell_code", **attributes)
    if output:
        made += nodes.container("", nodes.paragraph("", "out"), nb_element="cell_code_output")
    return made


def folded(*content):
    """What a section holds after folding: (kind, lines) of folds, else a node's text."""
    document = new_document("test")
    section = nodes.section("", *content)
    document += section
    FoldCode(document).run()
    return [
        (node["kind"], node["lines"]) if isinstance(node, FoldedCode) else node.astext()
        for node in section
    ]


def test_neighbours_fold_together_up_to_an_output():
    found = folded(cell("a"), cell("b\nc", output=True), cell("d"), nodes.paragraph("", "text"))
    assert found == [("code", 3), "out", ("code", 1), "text"]


def test_the_fold_holds_the_cells_in_their_order():
    content = [cell("a"), cell("b", output=True)]
    section = nodes.section("", *content)
    document = new_document("test")
    document += section
    FoldCode(document).run()
    assert section[0].astext().split() == ["a", "b"]
    assert len(section[0]) == 2
    assert section[1].astext() == "out"


def test_imports_fold_by_themselves():
    found = folded(cell("import numpy\n\nfrom os import path"), cell("a"))
    assert found == [("imports", 3), ("code", 1)]


@pytest.mark.parametrize("attributes", [{"classes": ["tag_show-code"]}, {"hide_mode": "all"}])
def test_some_cells_stay_as_they_are(attributes):
    assert folded(cell("a"), cell("b", **attributes), cell("c")) == [("code", 1), "b", ("code", 1)]


def test_code_is_hidden_with_the_output_that_it_makes():
    content = [cell("a"), cell("b", output=True, hide_mode="output")]
    section = nodes.section("", *content)
    document = new_document("test")
    document += section
    FoldCode(document).run()
    (last,) = section
    assert last["hide_mode"] == "output"  # myst-nb hides what is in it at the end
    (output,) = last
    assert isinstance(output[0], FoldedCode)
    assert output.astext().split() == ["a", "b", "out"]


def test_an_output_without_code_ends_a_row():
    only = cell("a", output=True)
    only.pop(0)
    assert folded(cell("a"), only, cell("b")) == [("code", 1), "out", ("code", 1)]
