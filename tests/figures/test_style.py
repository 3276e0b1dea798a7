"""The house style: one dark twin for each light colour, text that can be read on its ground."""

import re

import pytest

from relu_spectrum.figures.style import PALETTE, ROLES, template


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


def test_no_text_is_smaller_than_12_pixels():
    sizes = [
        int(size)
        for size in re.findall(
            r'"size": ?(\d+)', str(template().to_plotly_json()).replace("'", '"')
        )
    ]
    assert sizes
    assert min(sizes) >= 12
