"""How a figure becomes part of a page: as live Plotly in Jupyter, as plain data in the book.

Importing `relu_spectrum.figures` registers the renderer ``"relu_spectrum"`` with Plotly and, inside
IPython, makes it the default. It writes two forms of each figure:

- ``application/vnd.plotly.v1+json``, which JupyterLab and Notebook 7 draw live;
- ``text/html``, a labelled box of the figure's height with the figure as JSON in it and no script.
  The book's pages draw it there when the reader comes near.

Both are the same for the same figure, byte for byte: there are no random ids, so a notebook's
output can be compared with a stored one.
"""

import html
import json
import sys

import plotly.io as pio
from plotly.basedatatypes import BaseFigure
from plotly.io.base_renderers import MimetypeRenderer

MIMETYPE = "application/vnd.plotly.v1+json"
CONFIG = {"displayModeBar": False, "responsive": True, "showTips": False}


def to_html(figure: BaseFigure | dict) -> str:
    """Write the figure as a box that a page can draw into.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure or dict
        A figure with its text alternative in ``layout.meta["alt"]`` and its height in pixels in
        ``layout.height``, as `relu_spectrum.figures.figure` makes it.

    Returns
    -------
    str
        A ``<div class="relu-figure" role="img" aria-label=...>`` that reserves the figure's
        height and holds ``{"data": ..., "layout": ...}`` in a ``<script type="application/json">``.

    Raises
    ------
    ValueError
        If the figure has no text alternative or no height.

    Examples
    --------
    >>> to_html({"data": [], "layout": {"height": 300, "meta": {"alt": "Nothing."}}})
    '<div class="relu-figure" role="img" aria-label="Nothing." style="height:300px">...</div>'
    """
    content = json.loads(pio.to_json(figure, validate=False))
    layout = content["layout"]
    alt = (layout.get("meta") or {}).get("alt")
    height = layout.get("height")
    if not alt:
        raise ValueError("the figure has no text alternative: make it with figures.figure(alt=...)")
    if not height:
        raise ValueError("the figure has no layout.height: the page cannot keep its place free")
    data = json.dumps(
        {"data": content["data"], "layout": layout}, separators=(",", ":"), sort_keys=True
    )
    return (
        f'<div class="relu-figure" role="img" aria-label="{html.escape(alt)}"'
        f' style="height:{height:g}px"><script type="application/json">'
        f"{data.replace('</', '<' + chr(92) + '/')}</script></div>"
    )


class PageRenderer(MimetypeRenderer):
    """Shows a figure both live in Jupyter and as data for the book's pages.

    Figures that do not come from `relu_spectrum.figures`, and so have no text alternative, are
    given to Jupyter only; in the book they are a build error, which is what we want.

    Examples
    --------
    >>> figure = {"data": [], "layout": {"height": 300, "meta": {"alt": "Nothing."}}}
    >>> sorted(PageRenderer().to_mimebundle(figure))
    ['application/vnd.plotly.v1+json', 'text/html']
    """

    def to_mimebundle(self, fig_dict: dict) -> dict:
        """Give the figure's two forms, keyed by MIME type.

        Parameters
        ----------
        fig_dict : dict
            The figure as ``Figure.to_dict()`` gives it.

        Returns
        -------
        dict
            MIME type -> content.
        """
        live = json.loads(pio.to_json(fig_dict, validate=False))
        bundle = {MIMETYPE: {**live, "config": CONFIG}}
        if (live["layout"].get("meta") or {}).get("alt"):
            bundle["text/html"] = to_html(fig_dict)
        return bundle


def register() -> None:
    """Register the renderer with Plotly; inside IPython make it the default.

    Examples
    --------
    >>> register()
    >>> "relu_spectrum" in pio.renderers
    True
    """
    pio.renderers["relu_spectrum"] = PageRenderer()
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        pio.renderers.default = "relu_spectrum"
