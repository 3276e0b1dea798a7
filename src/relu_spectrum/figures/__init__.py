"""The book's figures, in Plotly.

- a figure of traces or of panels -> `figure`, `panel`, `Panel`
- traces -> `curve`, `points`, `bars`, `stems`
- panels of signals, of spectra, of repetitions -> `curves`, `lines`, `repetition_curves`
- the numbers that a figure shows, as a table -> `figure_numbers`
- the style: colours by meaning, labels with units -> `PALETTE`, `ROLES`, `AXES`, `template`

Importing this registers the renderer of `relu_spectrum.figures.renderer` with Plotly.
"""

from .._extras import need

need("figures")

from . import renderer  # noqa: E402
from .figure import Panel, figure, panel  # noqa: E402
from .numbers import figure_numbers  # noqa: E402
from .panels import curves, lines  # noqa: E402
from .repetition_curves import repetition_curves  # noqa: E402
from .stems import stems  # noqa: E402
from .style import AXES, PALETTE, ROLES, template  # noqa: E402
from .traces import bars, curve, points  # noqa: E402

renderer.register()

__all__ = [
    "AXES", "PALETTE", "ROLES", "Panel", "bars", "curve", "curves", "figure",
    "figure_numbers", "lines", "panel", "points", "repetition_curves", "stems", "template",
]  # fmt: skip
