"""The house style's traces: signals, curves, points and bars for Plotly figures.

Each function takes arrays and gives one Plotly trace; `relu_spectrum.figures.figure` shows it. A
trace's *role* says what it is, and fixes its colour, dash and symbol in every figure:

- ``"input"``, the signal that goes in; ``"output"``, what ReLU makes of it;
- ``"model"``, the Taylor model; ``"alias"``, lines folded at Nyquist;
- ``"accent"``, exact or predicted values; ``"muted"``, references.
"""

from collections.abc import Iterable

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from .._checks import positive, real_array
from .style import PALETTE, ROLES


def _style(name: str, role: str) -> tuple[str, str, str]:
    if not isinstance(name, str) or not name:
        raise TypeError(f"name must be the text of the legend, not {name!r}")
    if role not in ROLES:
        raise ValueError(f"role must be one of {', '.join(ROLES)}, not {role!r}")
    return PALETTE["light"][role], *ROLES[role]


def coordinates(
    x: ArrayLike, y: ArrayLike, x_name: str = "x", y_name: str = "y"
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Check that two arrays are the coordinates of points."""
    x, y = real_array(x, x_name), real_array(y, y_name)
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError(
            f"{x_name} and {y_name} must be one-dimensional and equally long, "
            f"not {x.shape} and {y.shape}"
        )
    return x, y


def curve(
    x: ArrayLike, y: ArrayLike, *, name: str, role: str, dash: str | None = None, width: float = 2.0
) -> go.Scatter:
    """Draw a line through points.

    Parameters
    ----------
    x, y : array-like [shape=(n,)], real-valued
        Coordinates in the units of the axes.
    name : str
        What the legend says.
    role : str
        A key of `ROLES`.
    dash : str, optional
        Plotly's name of a dash ("solid", "dot", "dash", "longdash", "dashdot"); the role's own by
        default.
    width : float, pixels

    Returns
    -------
    plotly.graph_objects.Scatter
        Evenly spaced x are stored as their start and step; values keep seven digits.

    Raises
    ------
    TypeError, ValueError
        For bad arrays, an unknown role or an empty name.

    Examples
    --------
    >>> trace = curve([1, 2, 3], [1, 4, 9], name="squares", role="model")
    >>> trace.line.dash, trace.x0, trace.dx
    ('dash', 1.0, 1.0)
    """
    x, y = coordinates(x, y)
    colour, role_dash, _ = _style(name, role)
    line = {"color": colour, "dash": dash or role_dash, "width": positive(width, "width")}
    steps = np.diff(x)
    if x.size > 2 and np.allclose(steps, steps[0], rtol=1e-6, atol=0):
        grid = {"x0": float(x[0]), "dx": float((x[-1] - x[0]) / (x.size - 1))}
    else:
        grid = {"x": x}
    return go.Scatter(**grid, y=y.astype(np.float32), name=name, mode="lines", line=line)


def points(
    x: ArrayLike,
    y: ArrayLike,
    *,
    name: str,
    role: str,
    symbol: str | None = None,
    size: float = 8.0,
) -> go.Scatter:
    """Draw separate points.

    Parameters
    ----------
    x, y, name, role
        As in `curve`.
    symbol : str, optional
        Plotly's name of a symbol; the role's own by default.
    size : float, pixels

    Returns
    -------
    plotly.graph_objects.Scatter

    Raises
    ------
    TypeError, ValueError
        As in `curve`.

    Examples
    --------
    >>> points([0, 20], [0.32, 0.21], name="exact", role="accent").marker.symbol
    'circle-open'
    """
    x, y = coordinates(x, y)
    colour, _, role_symbol = _style(name, role)
    marker = {
        "color": colour,
        "symbol": symbol or role_symbol,
        "size": positive(size, "size"),
        "line": {"color": colour, "width": 2},
    }
    return go.Scatter(x=x, y=y, name=name, mode="markers", marker=marker)


def bars(x: Iterable, y: ArrayLike, *, name: str, role: str) -> go.Bar:
    """Draw bars, for counts and comparisons.

    Parameters
    ----------
    x : array-like of str or numbers [shape=(n,)]
    y : array-like [shape=(n,)], real-valued
    name, role
        As in `curve`.

    Returns
    -------
    plotly.graph_objects.Bar

    Raises
    ------
    TypeError, ValueError
        As in `curve`; x may be words.

    Examples
    --------
    >>> bars(["ReLU", "model"], [0.318, 0.312], name="DC", role="output").y.tolist()
    [0.318, 0.312]
    """
    y = real_array(y, "y")
    x = list(x)
    if y.ndim != 1 or len(x) != y.size:
        raise ValueError(f"x and y must be equally long, not {len(x)} and {y.shape}")
    return go.Bar(x=x, y=y, name=name, marker={"color": _style(name, role)[0]})
