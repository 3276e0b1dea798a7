"""Ticks of logarithmic axes, counted as Plotly places them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_spectrum.figures import bars, curve, figure, points
from relu_spectrum.figures.log_ticks import log_ticks, shown_range


def labels(low, high):
    """The numbers that Plotly labels between two ends, after its documentation of dtick."""
    ticks = log_ticks(low, high)
    dtick = ticks.get("dtick")
    powers = np.arange(np.floor(np.log10(low)), np.ceil(np.log10(high)) + 1)
    if dtick is None:
        found = np.array(ticks["tickvals"])
    elif dtick == "D2":
        found = np.multiply.outer(10.0**powers, [1, 2, 5]).ravel()
    elif isinstance(dtick, str):
        step = float(dtick.removeprefix("L"))
        found = step * np.arange(np.ceil(low / step), np.floor(high / step) + 1)
    else:
        found = 10.0 ** powers[powers % dtick == 0]
    return found[(found >= low * (1 - 1e-12)) & (found <= high * (1 + 1e-12))]


@given(st.floats(-12, 12), st.floats(0.01, 20))
def test_there_are_three_labels_and_not_too_many(start, decades):
    assert 3 <= len(labels(10**start, 10 ** (start + decades))) <= 8


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (1, 1000, [1, 10, 100, 1000]),
        (32, 4096, [100, 300, 1000, 3000]),
        (0.01, 1, [0.01, 0.03, 0.1, 0.3]),
        (0.05, 2, [0.05, 0.1, 0.2, 0.5, 1, 2]),
        (3, 9, [4, 6, 8]),
        (1e-16, 1, [1e-16, 1e-12, 1e-8, 1e-4, 1]),
    ],
)
def test_labels_are_round(low, high, found):
    np.testing.assert_allclose(labels(low, high), found)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-1, 1), (2, 1), (1, 1), (np.nan, 1)])
def test_bad_ends_are_named(low, high):
    with pytest.raises(ValueError, match=f"0 < low < high, not {low} and {high}"):
        log_ticks(low, high)


def test_the_range_is_that_of_all_numbers_above_0():
    even = curve([1, 2, 3], [0, 5, -1], name="even", role="input")
    uneven = points([0.5, 20], [1e-3, 2], name="uneven", role="output")
    assert shown_range([even, uneven], "x") == (0.5, 20)
    assert shown_range([even, uneven], "y") == (1e-3, 5)
    assert shown_range([bars([1], [2], name="one", role="input")], "y") is None


def test_figures_take_their_ticks_from_range_or_data():
    line = curve([1, 10, 50], [1, 2, 1e5], name="line", role="input")
    shown = figure(line, alt="a", x="terms", y="error", log="xy").layout
    assert (shown.xaxis.dtick, shown.yaxis.dtick) == ("D2", 1)
    shown = figure(line, alt="a", x="terms", y="error", log="xy", y_range=(50, 1)).layout
    assert shown.yaxis.dtick == "D2"
    shown = figure(line, alt="a", x="terms", y="error", log="x").layout
    assert shown.yaxis.dtick is None
