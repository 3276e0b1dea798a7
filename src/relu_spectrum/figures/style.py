"""The house style of the book's figures: colours, dashes, symbols, labels and a Plotly template.

- `PALETTE`: the colours by what they mean, light and dark (style.json; the pages read it too)
- `ROLES`: how a trace of each role is drawn; roles differ in more than colour
- `AXES`: labels with their units
- `template`: fonts, axes and legend
"""

import json
from pathlib import Path

import plotly.graph_objects as go

_STYLE = json.loads(Path(__file__).with_name("style.json").read_text("utf-8"))
FONT = _STYLE["font"]
PALETTE = {theme: _STYLE[theme] for theme in ("light", "dark")}
ROLES = {  # role -> (dash of its lines, symbol of its points)
    "input": ("solid", "circle"),
    "output": ("solid", "diamond"),
    "model": ("dash", "square"),
    "alias": ("dot", "x"),
    "accent": ("dashdot", "circle-open"),
    "muted": ("dot", "line-ew-open"),
}
AXES = {  # what an axis shows -> its label with the unit
    "time": "time (s)",
    "frequency": "frequency (Hz)",
    "signal": "signal",
    "amplitude": "amplitude",
    "level": "amplitude (dB)",
    "terms": "number of terms N",
    "phase": "phase (rad)",
    "error": "error",
}


def template() -> go.layout.Template:
    """Give the house style as a Plotly template.

    Returns
    -------
    plotly.graph_objects.layout.Template
        In light colours; the pages put in their dark twins. Text of at least 12 px, the legend
        above the axes, axes that make room for their labels.

    Examples
    --------
    >>> template().layout.font.color
    '#1f2933'
    """
    colour = PALETTE["light"]
    axis = {
        "automargin": True,
        "gridcolor": colour["grid"],
        "linecolor": colour["muted"],
        "showline": True,
        "tickcolor": colour["muted"],
        "tickfont": {"size": 12},
        "ticks": "outside",
        "title": {"standoff": 8, "font": {"size": 13}},
        "zeroline": False,
    }
    layout = {
        "annotationdefaults": {
            "font": {"color": colour["text"], "size": 13},
            "arrowcolor": colour["muted"],
        },
        "colorway": [colour[role] for role in ("input", "output", "model", "alias", "accent")],
        "font": {"family": FONT, "size": 13, "color": colour["text"]},
        "hoverlabel": {"bgcolor": colour["paper"], "font": {"color": colour["text"], "size": 13}},
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "yanchor": "bottom",
            "font": {"size": 13},
        },
        "margin": {"l": 48, "r": 12, "t": 36, "b": 44},
        "paper_bgcolor": colour["paper"],
        "plot_bgcolor": colour["paper"],
        "xaxis": axis,
        "yaxis": axis,
    }
    return go.layout.Template(layout=layout)
