"""Panels of several named series in one call, for the chapters' short cells.

- `curves`: functions of one variable, as lines or as points
- `lines`: line spectra, as stems or as points

Both take a mapping from the name in the legend to ``(data, role)`` and give a
`relu_spectrum.figures.Panel`; `relu_spectrum.figures.figure` shows one or several. The roles
are those of `relu_spectrum.figures.traces`. Points without stems have open
symbols, so that what they lie on is seen.
"""

from collections.abc import Collection, Mapping

from numpy.typing import ArrayLike

from .._checks import positive
from ..spectrum.lines import Spectrum
from .figure import Panel, panel
from .stems import stems
from .traces import curve
from .traces import points as scattered


def _pairs(series: Mapping) -> list[tuple]:
    if not isinstance(series, Mapping) or not series:
        raise TypeError(f"series must be a mapping from names to (data, role), not {series!r}")
    for name, pair in series.items():
        if not isinstance(pair, tuple) or len(pair) != 2 or not isinstance(pair[1], str):
            raise TypeError(f"{name}: give a pair of data and role")
    return [(name, data, role) for name, (data, role) in series.items()]


def _known(names: Collection[str], series: Mapping, what: str) -> None:
    if isinstance(names, str) or not set(names) <= set(series):
        raise ValueError(f"{what} must be names out of {', '.join(series)}, not {names!r}")


def _opened(trace):
    trace.marker.symbol = trace.marker.symbol.removesuffix("-open") + "-open"
    return trace


def curves(
    x: ArrayLike,
    series: Mapping[str, tuple[ArrayLike, str]],
    *,
    axes: tuple[str, str],
    points: Collection[str] = (),
    dashes: Mapping[str, str] | None = None,
    **options,
) -> Panel:
    """Draw several functions of the same variable.

    Parameters
    ----------
    x : array-like [shape=(n,)], real-valued
        The variable, in the unit of its axis.
    series : mapping of str to (array-like [shape=(n,)], str)
        For each name its values and its role.
    axes : (str, str)
        Labels of the axes, or keys of `relu_spectrum.figures.AXES`.
    points : collection of str
        Names to draw as separate points, such as measurements.
    dashes : mapping of str to str, optional
        Plotly's dash for a name; each role's own by default.
    **options
        ``x_range``, ``y_range``, ``log`` and ``title`` of `relu_spectrum.figures.panel`.

    Returns
    -------
    Panel

    Raises
    ------
    TypeError, ValueError
        For series that are not pairs, a name that is not in `series`, or bad data.

    Examples
    --------
    >>> import numpy as np
    >>> n = np.arange(1, 4)
    >>> shown = curves(
    ...     n, {"measured": (1 / n, "output"), "law": (1 / n, "accent")},
    ...     axes=("terms", "error"), points=["measured"], log="xy",
    ... )
    >>> [trace.mode for trace in shown.traces]
    ['markers', 'lines']
    """
    pairs = _pairs(series)
    dashes = dashes or {}
    _known(points, series, "points")
    _known(dashes.keys(), series, "dashes")
    traces = [
        _opened(scattered(x, y, name=name, role=role))
        if name in points
        else curve(x, y, name=name, role=role, dash=dashes.get(name))
        for name, y, role in pairs
    ]
    return panel(*traces, x=axes[0], y=axes[1], **options)


def lines(
    series: Mapping[str, tuple[Spectrum, str]],
    *,
    top: float,
    floor: float | None = None,
    points: Collection[str] = (),
    **options,
) -> Panel:
    """Draw several line spectra on one frequency axis.

    Parameters
    ----------
    series : mapping of str to (Spectrum, str)
        For each name its one-sided line spectrum (DC not doubled) and its role.
    top : float, Hz
        The highest frequency shown.
    floor : float, dB, optional
        Show 20 log10(amplitude), down to this level; amplitudes by default.
    points : collection of str
        Names to draw without stems, such as predictions beside a measurement.
    **options
        ``y_range`` and ``title`` of `relu_spectrum.figures.panel`.

    Returns
    -------
    Panel

    Raises
    ------
    TypeError, ValueError
        For series that are not pairs, a name that is not in `series`, or nothing left to draw.

    Examples
    --------
    >>> from relu_spectrum import Tone, relu_lines
    >>> shown = lines({"ReLU": (relu_lines([Tone(10)], n_lines=8), "output")}, top=50)
    >>> shown.traces[0].x.tolist()
    [0.0, 10.0, 20.0, 40.0]
    """
    pairs = _pairs(series)
    _known(points, series, "points")
    margin = 0.02 * positive(top, "top")
    traces = [
        stems(spectrum, name=name, role=role, floor=floor, top=top)
        for name, spectrum, role in pairs
    ]
    for trace in traces:
        if trace.name in points:
            _opened(trace)
            trace.error_y = None
    level = "amplitude" if floor is None else "level"
    if floor is not None:
        options = {"y_range": (floor, 5)} | options
    return panel(*traces, x="frequency", y=level, x_range=(-margin, top + margin), **options)
