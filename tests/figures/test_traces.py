"""Traces: they carry the data they are given, and say what is wrong with other data."""

import numpy as np
import pytest

from relu_spectrum.figures.style import PALETTE, ROLES
from relu_spectrum.figures.traces import bars, curve, points

LABELS = {"name": "x", "role": "input"}


def drawn_x(trace):
    return trace.x if trace.x is not None else trace.x0 + trace.dx * np.arange(len(trace.y))


@pytest.mark.parametrize(
    "x", [np.arange(9) / 1024, np.array([1.0, 2.0, 4.0, 8.0]), np.array([3.0, 5.0])]
)
def test_curve_keeps_its_points(x):
    trace = curve(x, x**2, **LABELS)
    np.testing.assert_allclose(drawn_x(trace), x, rtol=1e-12)
    np.testing.assert_allclose(trace.y, x**2, rtol=1e-7)


def test_even_grids_are_stored_as_start_and_step():
    assert curve(np.arange(100) / 7, np.zeros(100), **LABELS).x is None
    assert curve(np.geomspace(1, 2, 100), np.zeros(100), **LABELS).x is not None


@pytest.mark.parametrize("role", ROLES)
def test_role_fixes_colour_dash_and_symbol(role):
    line = curve([0, 1, 2], [0, 1, 0], name="x", role=role).line
    marker = points([0], [1], name="x", role=role).marker
    assert line.color == marker.color == PALETTE["light"][role]
    assert (line.dash, marker.symbol) == ROLES[role]


def test_bars_take_words():
    assert list(bars(["a", "b"], [1, 2], **LABELS).x) == ["a", "b"]


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: curve([0, 1], [1], **LABELS), ValueError, "equally long"),
        (lambda: curve([[0, 1]], [[0, 1]], **LABELS), ValueError, "one-dimensional"),
        (lambda: curve([0, 1], [0, np.nan], **LABELS), ValueError, "y must be finite"),
        (lambda: curve([0, 1], [0, 1j], **LABELS), TypeError, "real numbers"),
        (lambda: curve([], [], **LABELS), ValueError, "empty"),
        (
            lambda: curve([0, 1], [0, 1], name="x", role="red"),
            ValueError,
            "role must be one of input",
        ),
        (lambda: curve([0, 1], [0, 1], name="", role="input"), TypeError, "legend"),
        (lambda: curve([0, 1], [0, 1], width=0, **LABELS), ValueError, "width must be above 0"),
        (lambda: points([0], [1], size=-1, **LABELS), ValueError, "size must be above 0"),
        (lambda: bars(["a"], [1, 2], **LABELS), ValueError, "equally long"),
    ],
)
def test_bad_input_says_what_is_wrong(call, error, message):
    with pytest.raises(error, match=message):
        call()
