"""Explorers and figures with a live kernel: in JupyterLab and Notebook 7."""

import numpy as np
import pytest
from jupyter import jupyter_server, open_notebook, run_cell, write_notebook

from relu_spectrum import Tone, amplitude_spectrum, sample

HEART_RATE = (
    "from relu_spectrum.explorers import HeartRateExplorer\n"
    "explorer = HeartRateExplorer(layer=9, channel=60)\n"
    "explorer",
    "explorer.layer = 2",
    "print(f'channel {explorer.channel} of {explorer.controls[\"channel\"].max}')",
)
SOURCES = (
    "from relu_spectrum.explorers import SpectrumExplorer\n"
    "explorer = SpectrumExplorer(frequency=12)\n"
    "explorer",
    "explorer.frequency = 7.0",
    "print(f'{explorer.frequency:g} Hz in Python')",
    "try:\n    explorer.frequency = -1\nexcept ValueError as error:\n    print('refused:', error)",
    """\
from relu_spectrum.figures import curve, figure, stems
tone = curve([0, 0.5, 1], [1, -1, 1], name="tone", role="input")
lines = stems(([0, 10], [0.3, 1]), name="lines", role="output")
figure(tone, lines, x="time", y="signal", alt="A tone and two lines.")""",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("jupyter")
    for front_end in ("lab", "notebook"):
        write_notebook(folder / f"{front_end}.ipynb", *SOURCES)
    write_notebook(folder / "heart_rate.ipynb", *HEART_RATE)
    with jupyter_server(folder) as address:
        yield address


def wait_for_frequency(page, expected):
    page.wait_for_function(
        "f => document.querySelector('.relu-explorer-view')?.explorer.state().frequency === f"
        " && document.querySelector('.relu-explorer-view').explorer.drawn() !== null",
        arg=expected,
        timeout=60_000,
    )


@pytest.mark.parametrize("front_end", ["lab", "notebook"])
def test_an_explorer_and_a_figure_live_with_their_kernel(chromium, address, front_end):
    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    open_notebook(page, address, f"{front_end}.ipynb", front_end)
    run_cell(page, 0)
    wait_for_frequency(page, 12)

    page.locator(".relu-controls .noUi-handle").first.focus()
    page.keyboard.press("ArrowRight")
    wait_for_frequency(page, 12.5)
    cell = run_cell(page, 2)
    cell.locator(".jp-OutputArea-output", has_text="12.5 Hz in Python").wait_for(timeout=30_000)

    run_cell(page, 1)
    wait_for_frequency(page, 7)
    readout = page.locator(".relu-controls .widget-readout").first
    page.wait_for_function("e => e.textContent.startsWith('7')", arg=readout.element_handle())
    drawn = page.evaluate(
        "() => JSON.parse(JSON.stringify(document.querySelector('.relu-explorer-view')"
        ".explorer.drawn(), (_, v) => ArrayBuffer.isView(v) ? Array.from(v) : v))"
    )
    _, x = sample([Tone(7)], sample_rate=512, duration=2)
    expected = amplitude_spectrum(np.maximum(x, 0), sample_rate=512)
    np.testing.assert_allclose(drawn["outputAmplitude"], expected.amplitude, atol=1e-9)

    cell = run_cell(page, 3)
    cell.locator(".jp-OutputArea-output", has_text="refused:").wait_for(timeout=30_000)
    check_figure(page, run_cell(page, 4))
    context.close()


def check_figure(page, cell):
    """Both traces are there, in the colours of their roles, and nothing offers tools."""
    cell.locator(".js-plotly-plot .trace").nth(1).wait_for(timeout=60_000)
    assert page.locator(".js-plotly-plot").count() == 1
    assert page.locator(".js-plotly-plot .trace").count() == 2
    line = page.locator(".js-plotly-plot .js-line").first
    assert line.evaluate("e => getComputedStyle(e).stroke") == "rgb(31, 111, 180)"
    assert page.locator(".modebar-btn").count() == 0


def test_the_kernel_gives_the_weights(chromium, address):
    """No page says where its files are, so the view asks the kernel; channels follow layers."""
    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    open_notebook(page, address, "heart_rate.ipynb", "lab")
    run_cell(page, 0)
    view = "document.querySelector('.relu-explorer-view')?.explorer"
    page.wait_for_function(f"{view}?.drawn()?.dc?.length === 64", timeout=60_000)

    channel = page.locator(".relu-setting-channel .noUi-handle")
    assert channel.get_attribute("aria-valuemax") == "64.0"
    run_cell(page, 1)
    page.wait_for_function(f"{view}.state().layer === 2 && {view}.state().channel === 32")
    page.wait_for_function(f"{view}.drawn().dc.length === 32")
    page.wait_for_function("e => e.ariaValueMax === '32.0'", arg=channel.element_handle())
    cell = run_cell(page, 2)
    cell.locator(".jp-OutputArea-output", has_text="channel 32 of 32").wait_for(timeout=30_000)

    page.locator(".relu-setting-layer .noUi-handle").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.wait_for_function(f"{view}.drawn().dc.length === 48")
    page.wait_for_function("e => e.ariaValueMax === '48.0'", arg=channel.element_handle())
    channel.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"{view}.state().channel === 33")
    cell = run_cell(page, 2)
    cell.locator(".jp-OutputArea-output", has_text="channel 33 of 48").wait_for(timeout=30_000)
    context.close()
