"""The house style: one dark twin for each light colour, text that can be read on its ground."""

import re

import plotly.graph_objects as go
import pytest

from relu_spectrum import figures  # registers the templates
from relu_spectrum.plotly_style import PALETTE, ROLES, recolour, template


def luminance(colour):
    linear = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in linear]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    darker, lighter = sorted([luminance(a), luminance(b)])
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_and_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", PALETTE)
def test_text_contrast_is_aa_and_lines_reach_three(theme):
    colours = PALETTE[theme]
    for role in ("text", "muted"):
        assert contrast(colours[role], colours["paper"]) >= 4.5
    for role in ROLES:
        assert contrast(colours[role], colours["paper"]) >= 3


def test_every_light_colour_has_one_twin():
    assert PALETTE["light"].keys() == PALETTE["dark"].keys()
    assert len(set(PALETTE["light"].values())) == len(PALETTE["light"])


def test_roles_differ_in_more_than_colour():
    assert all(role in PALETTE["light"] for role in ROLES)
    assert len({symbol for _, symbol in ROLES.values()}) == len(ROLES)


@pytest.mark.parametrize("theme", PALETTE)
def test_no_text_is_smaller_than_12_pixels(theme):
    sizes = [
        int(size)
        for size in re.findall(
            r'"size": ?(\d+)', str(template(theme).to_plotly_json()).replace("'", '"')
        )
    ]
    assert sizes
    assert min(sizes) >= 12


def test_templates_are_registered():
    import plotly.io as pio

    assert {"relu_light", "relu_dark"} <= set(pio.templates)
    assert figures.template is template


def test_recolour_swaps_every_colour_and_back():
    light = go.Figure(go.Scatter(y=[0, 1], line_color=PALETTE["light"]["output"]))
    light.update_layout(template=template("light"))
    dark = recolour(light)
    text = dark.to_json()
    assert not [colour for colour in PALETTE["light"].values() if colour in text]
    assert PALETTE["dark"]["output"] in text
    assert light.data[0].line.color == PALETTE["light"]["output"]


@pytest.mark.parametrize("make", [template, lambda theme: recolour(go.Figure(), theme)])
def test_unknown_theme(make):
    with pytest.raises(ValueError, match="light, dark, not 'sepia'"):
        make("sepia")
