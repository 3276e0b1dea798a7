"""The house style's line spectra: a point a line, with a stem down to the axis."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from .._checks import not_negative, positive, real_array, real_number
from ..spectrum.lines import decibels
from .traces import coordinates, points

CROWD = 80  # more lines than this are drawn thinner


def stems(
    spectrum: Any,
    *,
    name: str,
    role: str,
    floor: float | None = None,
    keep: float = 1e-3,
    top: float | None = None,
) -> go.Scatter:
    """Draw a line spectrum: one point a line, with a stem down to the axis.

    Parameters
    ----------
    spectrum : Spectrum or pair of array-like
        Anything with ``.frequency`` (Hz) and ``.amplitude`` [shape=(bins,)], or the pair of them.
        Amplitudes are one-sided, DC is not doubled, as in `relu_spectrum.Spectrum`.
    name, role
        As in `curve`.
    floor : float, dB, optional
        Draw 20 log10(amplitude) with stems that rise from this level; amplitudes by default.
    keep : float
        Lines smaller than this share of the largest are left out; with `floor`, all lines below
        the floor are, and no others.
    top : float, Hz, optional
        Lines above this frequency are left out.

    Returns
    -------
    plotly.graph_objects.Scatter
        More than `CROWD` lines are drawn thinner.

    Raises
    ------
    TypeError, ValueError
        For bad arrays, negative amplitudes, a keep or top below 0, or when no line is left.

    Examples
    --------
    >>> trace = stems(([0, 10, 20, 30], [0.3, 1, 0.1, 0]), name="lines", role="output")
    >>> trace.x.tolist(), trace.y.tolist()
    ([0.0, 10.0, 20.0], [0.3, 1.0, 0.1])
    >>> stems(([0, 10], [0.1, 1]), name="lines", role="output", floor=-60).y.tolist()
    [-20.0, 0.0]
    """
    try:
        both = spectrum if isinstance(spectrum, tuple) else (spectrum.frequency, spectrum.amplitude)
    except AttributeError:
        raise TypeError(f"give a Spectrum or (frequency, amplitude), not {spectrum!r}") from None
    frequency, amplitude = coordinates(*both, "frequency", "amplitude")
    real_array(amplitude, "amplitude", least=0.0)
    base, height = 0.0, amplitude
    shown = amplitude >= max(not_negative(keep, "keep") * amplitude.max(), np.finfo(float).tiny)
    if floor is not None:
        base = real_number(floor, "floor")
        height = decibels(amplitude)
        shown = height > base
    if top is not None:
        shown &= frequency <= positive(top, "top")
    if not shown.any():
        raise ValueError(f"{name}: no line is left to draw (keep={keep}, floor={floor}, top={top})")
    crowded = np.count_nonzero(shown) > CROWD
    trace = points(frequency[shown], height[shown], name=name, role=role, size=4 if crowded else 7)
    trace.error_y = {
        "type": "data",
        "symmetric": False,
        "array": np.zeros(trace.y.size),
        "arrayminus": trace.y - base,
        "color": trace.marker.color,
        "thickness": 1 if crowded else 2,
        "width": 0,
    }
    return trace
