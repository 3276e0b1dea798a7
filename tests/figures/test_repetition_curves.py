"""Curves over repetitions: bands lie around their lines, and below them."""

import numpy as np
import pytest

from relu_spectrum.figures import PALETTE, figure
from relu_spectrum.figures.repetition_curves import band, repetition_curves
from relu_spectrum.statistics.repetitions import centre_and_spread

RUNS = np.random.default_rng(0).lognormal(0, 1, (7, 5))
EPOCH = np.arange(5)
AXES = {"axes": ("epoch", "loss")}


def test_a_band_goes_there_and_back_and_follows_the_theme():
    shade = band(EPOCH, RUNS[0], RUNS[0] + 1, name="ReLU", role="output")
    assert shade.x.tolist() == [0, 1, 2, 3, 4, 4, 3, 2, 1, 0]
    np.testing.assert_allclose(shade.y, np.r_[RUNS[0], (RUNS[0] + 1)[::-1]], rtol=1e-6)
    assert (shade.fill, shade.line.width, shade.hoverinfo) == ("toself", 0, "skip")
    assert shade.fillcolor == PALETTE["light"]["output"]  # the pages know its dark twin


@pytest.mark.parametrize("log", [False, True])
def test_curves_have_a_line_over_each_band(log):
    series = {"ReLU": (RUNS, "output"), "linear": (RUNS + 1, "input")}
    shown = repetition_curves(EPOCH, series, log=log, title="Loss", **AXES)
    line, _, first, _ = shown.traces
    assert [trace.name for trace in shown.traces] == ["ReLU", "linear"] * 2
    low, centre, high = centre_and_spread(RUNS, log=log)
    np.testing.assert_allclose(line.y, centre, rtol=1e-6)
    np.testing.assert_allclose(first.y, np.r_[low, high[::-1]], rtol=1e-6)
    assert ("type" in shown.y_axis) == log
    drawn = figure(shown, alt="Two arms.").data
    assert [trace.showlegend for trace in drawn] == [True, True, False, False]
    assert [trace.zorder for trace in drawn] == [None, None, -1, -1]


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: band([0], [1], [0], name="x", role="input"), ValueError, "low must not be above"),
        (lambda: band([0], [1], [2, 3], name="x", role="input"), ValueError, "x and high must"),
        (lambda: repetition_curves(EPOCH, {}, **AXES), TypeError, "mapping from names"),
        (lambda: repetition_curves(EPOCH, {"a": RUNS}, **AXES), TypeError, "a: give a pair"),
        (lambda: repetition_curves([0], {"a": (RUNS, "input")}, **AXES), ValueError, "equally"),
        (
            lambda: repetition_curves(EPOCH, {"a": (RUNS[:1], "input")}, **AXES),
            ValueError,
            "two repetitions",
        ),
    ],
)
def test_bad_input_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()
