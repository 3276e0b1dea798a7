"""Tables of chapters, read again from what pandas wrote."""

import nbformat
import pandas as pd
import pytest
from docutils import nodes
from docutils.utils import new_document
from small_sphinx import EXTENSIONS

from output_tables import (  # isort: skip
    minus,
    numbers_of_code,
    read_cell,
    read_table,
    tables_of_notebook,
    tables_of_page,
)

BOOK = EXTENSIONS.parent


def test_cells_are_named_by_their_row_and_column():
    frame = pd.DataFrame({"x": [1, 2]}, index=pd.Index(["one", "two"], name="n"))
    assert read_table(frame._repr_html_()) == {("one", "x"): "1", ("two", "x"): "2"}


def test_names_of_several_parts_are_joined():
    rows = pd.MultiIndex.from_product([["ReLU", "linear"], [0.0, 0.3]], names=["arm", "noise"])
    columns = pd.MultiIndex.from_product([["a", "b"], ["bias", "error"]])
    frame = pd.DataFrame([[10 * y + x for x in range(4)] for y in range(4)], rows, columns)
    cells = read_table(frame._repr_html_())
    assert len(cells) == 16
    assert cells["ReLU, 0.3", "b, bias"] == "12"
    assert cells["linear, 0.0", "a, error"] == "21"


@pytest.mark.parametrize("frame", [pd.DataFrame({"x": [1, 2]}, index=["a", "a"])])
def test_a_name_that_stands_twice_is_refused(frame):
    with pytest.raises(ValueError, match="two rows a"):
        read_table(frame._repr_html_())


@pytest.mark.parametrize(
    ("text", "value", "shown", "of"),
    [
        ("1.710", 1.71, "1.710", None),
        ("-0.502", -0.502, "-0.502", None),
        ("1.2e-10", 1.2e-10, "1.2e-10", None),
        ("1.23 ± 0.10", 1.23, "1.23", None),
        ("-0.03 (-0.05 to -0.01)", -0.03, "-0.03", None),
        ("97 of 100", 97, "97", 100),
    ],
)
def test_a_cell_is_a_number_with_what_stands_beside_it(text, value, shown, of):
    cell = read_cell(text)
    assert (cell.text, cell.value, cell.shown, cell.of) == (text, value, shown, of)


def test_a_minus_stands_before_numbers_only():
    assert minus("-0.5 (-1 to 2e-05), C-1, 3-4") == "−0.5 (−1 to 2e-05), C-1, 3-4"


@pytest.mark.parametrize("text", ["yes", "", "1.2 and 3", "(1.5 ± 0.6) × 10⁻⁵"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="a cell must be a number"):
        read_cell(text)


def test_the_same_tables_are_found_in_a_notebook_and_in_its_page():
    notebook = nbformat.read(BOOK / "validation.ipynb", as_version=4)
    tables = tables_of_notebook(notebook)
    assert read_table(tables["tab-printed"])["model to ReLU", "%"] == "1.710"
    page = new_document("page")
    page += nodes.container("", nodes.literal_block("", "N = 3"), classes=["cell_input"])
    code = tables.pop("code")
    assert code["SAMPLE_RATE", "value"] == "1024"
    for name, html in tables.items():
        page += nodes.figure("", nodes.raw("", html, format="html"), names=[name])
    page += nodes.figure("", nodes.raw("", "<p>no table</p>", format="html"), names=["fig-x"])
    assert tables_of_page(page) == tables | {"code": {("N", "value"): "3"}}


def test_numbers_with_capital_names_are_read_from_code():
    cells = ["x = 1\nA, B = 2, 3.5\nC = f(4)", "D = {}\nE = 5  # tries\nB = 'b'"]
    found = {name: value for (name, _), value in numbers_of_code(cells).items()}
    assert found == {"A": "2", "B": "3.5", "E": "5"}
