"""Figures: axes with units, one legend, a text alternative, a height to reserve."""

import re

import numpy as np
import pytest

from relu_spectrum.figures import AXES, curve, figure, panel, points, stems

TIME = np.arange(64) / 64
TONE = curve(TIME, np.cos(2 * np.pi * TIME), name="x", role="input")
RELU = curve(TIME, np.maximum(np.cos(2 * np.pi * TIME), 0), name="ReLU", role="output")
LINES = stems(([0, 10], [0.3, 1]), name="ReLU", role="output")
AXIS = {"x": "time", "y": "signal"}


def test_figure_carries_alternative_height_and_labels():
    shown = figure(TONE, RELU, alt="Two\n  waves.", **AXIS)
    assert shown.layout.meta == {"alt": "Two waves."}
    assert shown.layout.height == 290
    assert shown.layout.xaxis.title.text == AXES["time"] == "time (s)"
    assert shown.layout.showlegend
    assert not figure(TONE, alt="One wave.", **AXIS).layout.showlegend


def test_a_label_may_be_any_text():
    assert figure(TONE, alt="a", x="time (ms)", y="V").layout.xaxis.title.text == "time (ms)"


def test_panels_share_one_legend():
    shown = figure(
        panel(TONE, RELU, title="In time", **AXIS),
        panel(LINES, x="frequency", y="amplitude", title="Lines"),
        alt="Time and lines.",
    )
    assert [trace.showlegend for trace in shown.data] == [True, True, False]
    assert [trace.xaxis for trace in shown.data] == ["x", "x", "x2"]
    assert [note.text for note in shown.layout.annotations] == ["In time", "Lines"]
    assert shown.layout.xaxis2.title.text == "frequency (Hz)"
    assert shown.layout.height == 420


def test_log_ranges_are_given_in_units():
    shown = figure(
        TONE, alt="a", x="terms", y="error", log="xy", x_range=(1, 1000), y_range=(1e-3, 1)
    )
    assert shown.layout.xaxis.type == shown.layout.yaxis.type == "log"
    np.testing.assert_allclose(shown.layout.xaxis.range, [0, 3])
    np.testing.assert_allclose(shown.layout.yaxis.range, [-3, 0])


def test_figures_are_pure(capsys):
    before = str(TONE.to_plotly_json())
    figure(panel(TONE, **AXIS), panel(TONE, **AXIS), alt="Twice.")
    assert str(TONE.to_plotly_json()) == before
    assert capsys.readouterr().out == ""


def test_the_same_call_gives_the_same_figure():
    make = lambda: figure(TONE, LINES, points([1], [2], name="p", role="accent"), alt="a", **AXIS)  # noqa: E731
    assert make().to_json() == make().to_json()


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: figure(TONE, alt=" ", **AXIS), ValueError, "in words"),
        (lambda: figure(TONE, alt=None, **AXIS), ValueError, "in words"),
        (lambda: figure(alt="a", **AXIS), TypeError, "one or more Plotly traces"),
        (lambda: figure([TONE], alt="a", **AXIS), TypeError, "one or more Plotly traces"),
        (lambda: figure(TONE, panel(TONE, **AXIS), alt="a", **AXIS), TypeError, "Plotly traces"),
        (
            lambda: figure(panel(TONE, **AXIS), alt="a", log="x"),
            TypeError,
            "log: give these to each panel",
        ),
        (lambda: figure(TONE, alt="a", height=0, **AXIS), ValueError, "height must be above 0"),
        (lambda: figure(TONE, alt="a", height=50, **AXIS), ValueError, "at least 120 pixels"),
        (lambda: figure(TONE, alt="a", x="", y="signal"), TypeError, "an axis needs a label"),
        (lambda: panel(TONE, log="yx", **AXIS), ValueError, "log must be"),
        (lambda: panel(TONE, x_range=(1, 1), **AXIS), ValueError, "two different numbers"),
        (lambda: panel(TONE, x_range=(1, 2, 3), **AXIS), ValueError, "two different numbers"),
        (lambda: panel(TONE, x_range=(0, 1), log="x", **AXIS), ValueError, "two different numbers"),
    ],
)
def test_bad_input_says_what_is_wrong(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_axes_with_dimensions_name_their_unit():
    for key in ("time", "frequency", "level", "phase"):
        assert re.search(r"\((s|Hz|dB|rad)\)$", AXES[key])


def test_curve_is_re_exported():
    assert curve([0, 1], [0, 1], name="x", role="model").mode == "lines"
