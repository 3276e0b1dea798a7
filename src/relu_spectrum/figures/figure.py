"""One house style for every Plotly figure of the book.

- `panel` puts traces on one pair of axes, `figure` stacks panels and carries the text alternative

Figures are made in the light theme. Each colour of `relu_spectrum.figures.PALETTE` has one dark
twin, so the dark figure is the same one with the colours swapped, and the pages do that live.
"""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike
from plotly.basedatatypes import BaseTraceType
from plotly.subplots import make_subplots

from .._checks import positive, real_array
from .log_ticks import log_ticks, shown_range
from .style import AXES, template

__all__ = ["Panel", "figure", "panel"]

PANEL_HEIGHT, TITLE_HEIGHT = 210, 24  # pixels


@dataclass(frozen=True)
class Panel:
    """Traces on one pair of axes; made by `panel`, shown by `figure`."""

    traces: tuple
    x_axis: dict
    y_axis: dict
    title: str | None


def panel(
    *traces: BaseTraceType,
    x: str,
    y: str,
    x_range: ArrayLike | None = None,
    y_range: ArrayLike | None = None,
    log: str = "",
    title: str | None = None,
) -> Panel:
    """Put traces on one pair of axes.

    Parameters
    ----------
    *traces : plotly traces
        At least one, from `stems`, `curve`, `points` or `bars`.
    x, y : str
        A key of `AXES`, or the axis label itself, with its unit.
    x_range, y_range : (float, float), optional
        Ends of the axes in the units of the axes, also on logarithmic ones.
    log : {"", "x", "y", "xy"}
        Which axes are logarithmic.
    title : str, optional
        A few words above the panel, to tell panels apart.

    Returns
    -------
    Panel

    Raises
    ------
    TypeError, ValueError
        Without traces, for an empty label, an unknown `log`, or a range that is not two numbers.

    Examples
    --------
    >>> from relu_spectrum.figures import curve
    >>> tone = curve([0, 1], [0, 1], name="x", role="input")
    >>> panel(tone, x="time", y="signal").x_axis
    {'title': {'text': 'time (s)'}}
    """
    if not traces or not all(isinstance(trace, BaseTraceType) for trace in traces):
        raise TypeError(f"panel needs one or more Plotly traces, not {traces!r}")
    if log not in ("", "x", "y", "xy"):
        raise ValueError(f"log must be '', 'x', 'y' or 'xy', not {log!r}")
    axes = {"x": _axis(x, x_range, "x" in log), "y": _axis(y, y_range, "y" in log)}
    for name in log:
        limits = {"x": x_range, "y": y_range}[name]
        ends = shown_range(traces, name) if limits is None else sorted(limits)
        axes[name] |= log_ticks(*ends) if ends else {}
    return Panel(traces, axes["x"], axes["y"], title)


def _axis(label: str, limits: ArrayLike | None, log: bool) -> dict:
    if not isinstance(label, str) or not label:
        raise TypeError(f"an axis needs a label, or one of {', '.join(AXES)}, not {label!r}")
    axis = {"title": {"text": AXES.get(label, label)}}
    if log:
        axis |= {"type": "log", "exponentformat": "power"}
    if limits is not None:
        ends = real_array(limits, "an axis range", least=0 if log else -np.inf)
        if ends.shape != (2,) or ends[0] == ends[1] or (log and not ends.all()):
            raise ValueError(
                f"an axis range must be two different numbers on the axis, not {limits}"
            )
        axis["range"] = (np.log10(ends) if log else ends).tolist()
    return axis


def figure(
    *content: BaseTraceType | Panel, alt: str, height: float | None = None, **axes
) -> go.Figure:
    """Make a figure of the house style.

    Parameters
    ----------
    *content : plotly traces, or Panel
        The traces of one panel, with `axes`; or panels, stacked from top to bottom.
    alt : str
        The text alternative: what one would tell somebody on the telephone, with the
        numbers that matter.
    height : float, pixels, optional
        By default 290 for one panel, and 210 for each of several.
    **axes
        For traces: `x`, `y`, `x_range`, `y_range`, `log`, `title`, as in `panel`.

    Returns
    -------
    plotly.graph_objects.Figure
        With ``layout.meta["alt"]`` and ``layout.height``. A name has one entry in the legend,
        however many panels show it. There is no title: the caption in the book is the title.

    Raises
    ------
    TypeError, ValueError
        Without content or text alternative, for `axes` beside panels, and as in `panel`.

    Examples
    --------
    >>> from relu_spectrum.figures import curve
    >>> time = np.arange(64) / 64
    >>> tone = curve(time, np.cos(2 * np.pi * time), name="x", role="input")
    >>> shown = figure(tone, alt="One period of a cosine.", x="time", y="signal")
    >>> shown.layout.meta["alt"], shown.layout.height
    ('One period of a cosine.', 290)
    """
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError("alt must say in words what the figure shows")
    panels = content
    if not content or not all(isinstance(item, Panel) for item in content):
        panels = (panel(*content, **axes),)
    elif axes:
        raise TypeError(f"{', '.join(axes)}: give these to each panel, not to the figure")
    rows = len(panels)
    if height is None:
        height = max(290, PANEL_HEIGHT * rows)
    elif positive(height, "height") < 120 * rows:
        raise ValueError(f"height must be at least {120 * rows} pixels for {rows} panels")
    inner = height - 80
    shown = make_subplots(rows=rows, cols=1, vertical_spacing=76 / inner if rows > 1 else 0)
    names = set()
    for row, item in enumerate(panels, 1):
        for trace in item.traces:
            shown.add_trace(trace, row=row, col=1)
            shown.data[-1].update(showlegend=trace.name not in names, legendgroup=trace.name)
            names.add(trace.name)
        shown.update_xaxes(item.x_axis, row=row, col=1)
        shown.update_yaxes(item.y_axis, row=row, col=1)
        if item.title:
            place = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "showarrow": False}
            shown.add_annotation(
                text=item.title, xref="x domain", yref="y domain", row=row, col=1, **place
            )
    above = (TITLE_HEIGHT if panels[0].title else 4) / inner
    shown.update_layout(
        template=template(),
        meta={"alt": " ".join(alt.split())},
        height=height,
        showlegend=len(names) > 1,
        legend_y=1 + above,
    )
    return shown
