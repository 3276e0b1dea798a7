"""The chapters' figures in JupyterLab and Notebook 7: the same figures, drawn live by Plotly."""

import pytest
from jupyter import jupyter_server, open_notebook, run_cell, write_notebook

SOURCE = """\
from relu_spectrum.figures import curve, figure, stems
tone = curve([0, 0.5, 1], [1, -1, 1], name="tone", role="input")
lines = stems(([0, 10], [0.3, 1]), name="lines", role="output")
figure(tone, lines, x="time", y="signal", alt="A tone and two lines.")"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A Jupyter server with one notebook for each front end."""
    folder = tmp_path_factory.mktemp("figures")
    for front_end in ("lab", "notebook"):
        write_notebook(folder / f"{front_end}.ipynb", SOURCE)
    with jupyter_server(folder) as address:
        yield address


@pytest.mark.parametrize("front_end", ["lab", "notebook"])
def test_a_figure_is_drawn_live(chromium, address, front_end):
    """Both traces are there, in the colours of their roles, and nothing offers tools."""
    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    open_notebook(page, address, f"{front_end}.ipynb", front_end)
    run_cell(page, 0)
    page.locator(".js-plotly-plot .trace").nth(1).wait_for(timeout=60_000)
    assert page.locator(".js-plotly-plot").count() == 1
    assert page.locator(".js-plotly-plot .trace").count() == 2
    stroke = page.locator(".js-plotly-plot .js-line").first.evaluate(
        "e => getComputedStyle(e).stroke"
    )
    assert stroke == "rgb(31, 111, 180)"
    assert page.locator(".modebar-btn").count() == 0
    context.close()
