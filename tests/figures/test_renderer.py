"""The renderer: the same figure gives the same text, with its alternative and its height."""

import html
import json
import re

import plotly.graph_objects as go
import plotly.io as pio
import pytest

from relu_spectrum.figures import curve, figure
from relu_spectrum.figures.renderer import MIMETYPE, PageRenderer, register, to_html

SHOWN = figure(
    curve([0, 1], [0, 1], name='a < b & "c" </script>', role="model"),
    alt='Rises from 0 to 1, "straight" & <steadily>.',
    x="time",
    y="signal",
)


def parts(text):
    match = re.fullmatch(
        r'<div class="relu-figure" role="img" aria-label="([^"]*)" style="height:(\d+)px">'
        r'<script type="application/json">(.*)</script></div>',
        text,
    )
    return match.groups()


def test_html_holds_alternative_height_and_data():
    alt, height, content = parts(to_html(SHOWN))
    assert html.unescape(alt) == 'Rises from 0 to 1, "straight" & <steadily>.'
    assert int(height) == SHOWN.layout.height
    assert "</" not in content
    content = json.loads(content)
    assert content == json.loads(pio.to_json(SHOWN))
    assert content["data"][0]["name"] == 'a < b & "c" </script>'


def test_html_has_no_random_ids_and_loads_nothing():
    assert to_html(SHOWN) == to_html(go.Figure(SHOWN))
    assert not re.search("src=|https?:", to_html(SHOWN))


def test_bundle_is_live_in_jupyter_and_data_in_the_book():
    bundle = PageRenderer().to_mimebundle(SHOWN.to_dict())
    assert bundle["text/html"] == to_html(SHOWN)
    assert bundle[MIMETYPE]["config"]["displayModeBar"] is False
    assert bundle[MIMETYPE]["data"] == json.loads(pio.to_json(SHOWN))["data"]


def test_foreign_figures_are_left_to_jupyter():
    bundle = PageRenderer().to_mimebundle(go.Figure(go.Scatter(y=[1, 2])).to_dict())
    assert list(bundle) == [MIMETYPE]


@pytest.mark.parametrize(
    ("layout", "message"),
    [
        ({}, "text alternative"),
        ({"meta": {"alt": "a"}}, "layout.height"),
        ({"height": 300}, "alternative"),
    ],
)
def test_incomplete_figures(layout, message):
    with pytest.raises(ValueError, match=message):
        to_html({"data": [], "layout": layout})


def test_registering_outside_ipython_leaves_the_default_alone():
    before = pio.renderers.default
    register()
    assert isinstance(pio.renderers["relu_spectrum"], PageRenderer)
    assert pio.renderers.default == before


def test_importing_in_ipython_makes_it_the_default():
    """A real IPython shell in its own process, as a notebook's kernel has."""
    import subprocess
    import sys

    code = "import plotly.io as pio\nimport relu_spectrum.figures\nprint(pio.renderers.default)"
    run = subprocess.run(
        [sys.executable, "-m", "IPython", "--no-banner", "--quick", "--simple-prompt", "-c", code],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split()[-1] == "relu_spectrum"
