"""Figures and tables of an executed notebook as files, and what executing it took."""

import measured
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from outputs import labelled, text_of

from relu_spectrum.figures import curve, figure


def cell(name, data, source="show()"):
    shown = [new_output("display_data", data)]
    return new_code_cell(source, outputs=shown, metadata={"mystnb": {"figure": {"name": name}}})


def test_figures_and_tables_are_named_by_their_labels():
    cells = [
        cell("fig-a", {}),
        cell("tab-b", {}),
        cell("fig-c", {}, "TaylorExplorer()"),
        new_code_cell("1"),
    ]
    found = labelled(new_notebook(cells=cells))
    assert found == {"fig-a.csv": cells[0], "tab-b.txt": cells[1]}


def test_a_figure_is_its_numbers_and_a_table_its_text():
    drawn = figure(curve([0, 1], [0, 0.25], name="line", role="input"), x="x", y="y", alt="A line.")
    plotly = {"application/vnd.plotly.v1+json": drawn.to_plotly_json()}
    lines = text_of("fig-a.csv", cell("fig-a", plotly)).splitlines()
    assert lines[0] == "panel,x axis,y axis,curve,x,y"
    assert lines[2].endswith("line,1,0.25")
    assert text_of("tab-b.txt", cell("tab-b", {"text/plain": "   a\n0  1  "})) == "   a\n0  1\n"
    with pytest.raises(ValueError, match=r"tab-b\.txt shows no text/plain"):
        text_of("tab-b.txt", cell("tab-b", plotly))


def test_the_last_cell_says_what_was_used(capsys, monkeypatch, tmp_path):
    exec(measured.asking().source, {})
    asked = new_code_cell(outputs=[new_output("stream", text=capsys.readouterr().out)])
    monkeypatch.setattr(measured, "FILE", tmp_path / "measured.json")
    measured.keep("a chapter", asked)
    kept = measured.read()["a chapter"]
    assert kept["seconds"] > 0
    assert 20 < kept["megabytes"] < 100_000
    assert "Python 3" in kept["machine"]
