"""Many repetitions of a training in one picture: their mean as a line, their spread as a band.

- `band`: a shaded trace from a lower to an upper curve
- `repetition_curves`: mean lines with their bands, as a panel
"""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from ..statistics.repetitions import centre_and_spread
from .figure import Panel, panel
from .traces import coordinates, curve

SHADE = 0.2  # opacity of a band


def band(x: ArrayLike, low: ArrayLike, high: ArrayLike, *, name: str, role: str) -> go.Scatter:
    """Shade what lies between two curves.

    Parameters
    ----------
    x, low, high : array-like [shape=(n,)], real-valued
        Coordinates in the units of the axes.
    name, role
        As in `relu_spectrum.figures.traces.curve`; the name of the line that the band goes with.

    Returns
    -------
    plotly.graph_objects.Scatter
        A closed outline, filled with the role's colour, which follows the page's theme. It lies
        below all traces that are not bands.

    Raises
    ------
    TypeError, ValueError
        As in `curve`, or if low is above high somewhere.

    Examples
    --------
    >>> band([0, 1], [0, 1], [2, 3], name="ReLU", role="output").y.tolist()
    [0.0, 1.0, 3.0, 2.0]
    """
    x, low = coordinates(x, low, "x", "low")
    _, high = coordinates(x, high, "x", "high")
    if (low > high).any():
        raise ValueError("low must not be above high")
    outline = curve(np.r_[x, x[::-1]], np.r_[low, high[::-1]], name=name, role=role)
    fill = {"fill": "toself", "fillcolor": outline.line.color, "opacity": SHADE}
    outline.update(fill, hoverinfo="skip", line_width=0, zorder=-1)
    return outline


def repetition_curves(
    x: ArrayLike,
    series: Mapping[str, tuple[ArrayLike, str]],
    *,
    axes: tuple[str, str],
    log: bool = False,
    **options,
) -> Panel:
    """Draw the mean over repetitions as a line, with a band of one standard deviation.

    Parameters
    ----------
    x : array-like [shape=(n,)], real-valued
        The variable, such as the epoch.
    series : mapping of str to (array-like [shape=(repetitions, n)], str)
        For each name in the legend the values and the role.
    axes : (str, str)
        Labels of the axes.
    log : bool, optional
        A logarithmic axis, with the mean and standard deviation of the logarithms; see
        `centre_and_spread`.
    **options
        ``x_range``, ``y_range`` and ``title`` of `relu_spectrum.figures.panel`.

    Returns
    -------
    Panel
        The lines, for the legend, then their bands, which lie below all lines.

    Raises
    ------
    TypeError, ValueError
        For series that are no pairs, or bad data.

    Examples
    --------
    >>> runs = np.array([[3.0, 1.0, 0.5], [4.0, 2.0, 0.4]])
    >>> shown = repetition_curves(
    ...     [0, 1, 2], {"ReLU": (runs, "output")}, axes=("epoch", "loss"), log=True
    ... )
    >>> [trace.fill for trace in shown.traces], shown.y_axis["type"]
    ([None, 'toself'], 'log')
    """
    if not isinstance(series, Mapping) or not series:
        raise TypeError(f"series must be a mapping from names to (values, role), not {series!r}")
    bands, lines = [], []
    for name, pair in series.items():
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError(f"{name}: give a pair of values and role")
        low, centre, high = centre_and_spread(pair[0], log=log)
        bands.append(band(x, low, high, name=name, role=pair[1]))
        lines.append(curve(x, centre, name=name, role=pair[1]))
    options |= {"log": "y"} if log else {}
    return panel(*lines, *bands, x=axes[0], y=axes[1], **options)
