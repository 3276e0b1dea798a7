"""Panels: each series is drawn with its own name, role and kind."""

import numpy as np
import pytest

from relu_spectrum import Tone, relu_lines
from relu_spectrum.figures import PALETTE, figure
from relu_spectrum.figures.panels import curves, lines

X = np.arange(1.0, 5.0)
TONE = relu_lines([Tone(10)], n_lines=8)


def test_curves_draws_points_and_lines_with_their_roles():
    shown = curves(
        X,
        {"measured": (X, "output"), "law": (X**2, "accent")},
        axes=("terms", "error"),
        points=["measured"],
        dashes={"law": "dot"},
    )
    measured, law = shown.traces
    assert (measured.mode, law.mode) == ("markers", "lines")
    assert measured.marker.symbol == "diamond-open"
    assert measured.marker.color == PALETTE["light"]["output"]
    assert law.line.dash == "dot"
    np.testing.assert_allclose(law.y, X**2)


def test_lines_leaves_out_the_stems_of_points_and_what_lies_above_top():
    shown = lines({"ReLU": (TONE, "output"), "exact": (TONE, "accent")}, top=50, points=["exact"])
    relu, exact = shown.traces
    assert relu.error_y.array is not None
    assert exact.error_y.array is None
    assert (relu.marker.symbol, exact.marker.symbol) == ("diamond", "circle-open")
    assert max(relu.x) == max(exact.x) == 40
    assert shown.x_axis["range"] == [-1, 51]


def test_lines_in_decibels():
    shown = lines({"ReLU": (TONE, "output")}, top=50, floor=-60)
    assert shown.y_axis["range"] == [-60, 5]
    np.testing.assert_allclose(shown.traces[0].y[1], 20 * np.log10(0.5))


def test_panels_stack_into_one_figure_with_one_legend_entry_a_name():
    panel = curves(X, {"a": (X, "input"), "b": (X, "output")}, axes=("time", "signal"))
    shown = figure(panel, panel, alt="Two panels.")
    assert [trace.showlegend for trace in shown.data] == [True, True, False, False]


@pytest.mark.parametrize(
    ("series", "points", "error"),
    [
        ({}, (), TypeError),
        ([X], (), TypeError),
        ({"a": X}, (), TypeError),
        ({"a": (X, "input", 1)}, (), TypeError),
        ({"a": (X, "blue")}, (), ValueError),
        ({"a": (X, "input")}, ["b"], ValueError),
        ({"a": (X, "input")}, "a", ValueError),
        ({"a": (X[1:], "input")}, (), ValueError),
    ],
)
def test_bad_input_is_named(series, points, error):
    with pytest.raises(error):
        curves(X, series, axes=("time", "signal"), points=points)
