"""The numbers that a figure shows, as a table: for other eyes and other programs."""

import base64
import json
from typing import Any

import numpy as np
import pandas as pd
import plotly.io as pio
from numpy.typing import NDArray
from plotly.basedatatypes import BaseFigure

__all__ = ["figure_numbers"]


def figure_numbers(figure: BaseFigure | dict) -> pd.DataFrame:
    """Collect every number that a figure draws, one row a point.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure or dict
        A figure of `relu_spectrum.figures.figure`, or what JSON makes of one.

    Returns
    -------
    pandas.DataFrame
        ``panel`` (its title, or its number from 1), ``x axis`` and ``y axis`` (their labels, with
        units), ``curve`` (its name in the legend), ``x``, ``y``; where a curve has a band also
        ``low`` and ``high``. On logarithmic axes the numbers themselves, not their logarithms.

    Raises
    ------
    ValueError
        If the figure draws something that is not at x and y.

    Examples
    --------
    >>> from relu_spectrum.figures import curve, figure
    >>> ramp = curve([0, 1, 2], [0, 0.5, 1], name="ramp", role="input")
    >>> shown = figure(ramp, alt="It rises.", x="time", y="signal")
    >>> figure_numbers(shown)[["curve", "x", "y"]].to_numpy().tolist()[1]
    ['ramp', 1.0, 0.5]
    """
    content = json.loads(pio.to_json(figure, validate=False))
    layout, curves, bands = content["layout"], [], {}
    for trace in content["data"]:
        panel = int(trace.get("yaxis", "y")[1:] or 1)
        x, y = _points(trace)
        if trace.get("fill") == "toself":
            bands[panel, trace["name"]] = _edges(y)
        else:
            curves.append((panel, trace["name"], x, y))
    return pd.concat(
        [
            pd.DataFrame(
                {**_labels(layout, panel), "curve": name, "x": x, "y": y}
                | bands.get((panel, name), {})
            )
            for panel, name, x, y in curves
        ],
        ignore_index=True,
    )


def _points(trace: dict) -> tuple[NDArray, NDArray]:
    if "y" not in trace:
        raise ValueError(f"a figure's numbers are at x and y; a {trace.get('type')} has none")
    y = _array(trace["y"])
    if "x" in trace:
        return _array(trace["x"]), y
    return trace.get("x0", 0.0) + trace.get("dx", 1.0) * np.arange(y.size), y


def _array(values: Any) -> NDArray:
    """Read an array as Plotly's JSON has it: a list, or bytes in base64."""
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"])
    return np.asarray(values)


def _edges(outline: NDArray) -> dict[str, NDArray]:
    """Split a closed outline, there and back, into what lies below and above."""
    there, back = np.split(outline, 2)
    return {"low": np.minimum(there, back[::-1]), "high": np.maximum(there, back[::-1])}


def _labels(layout: dict, panel: int) -> dict[str, str]:
    number = "" if panel == 1 else panel
    titles = {note["yref"]: note["text"] for note in layout.get("annotations", [])}
    return {
        "panel": titles.get(f"y{number} domain", str(panel)),
        "x axis": layout[f"xaxis{number}"]["title"]["text"],
        "y axis": layout[f"yaxis{number}"]["title"]["text"],
    }
