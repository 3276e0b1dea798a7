"""Ticks of logarithmic axes: at least three labels, however short the axis.

Left alone, Plotly labels powers of ten only, and an axis of two decades gets one or two labels.
"""

import math
from collections.abc import Sequence

import numpy as np
from plotly.basedatatypes import BaseTraceType

POWERS = {"size": 9.6}  # pixels; Plotly writes powers of ten a quarter larger, so as all ticks
STEPS = 4  # between labels, about, on axes of many decades


def log_ticks(low: float, high: float) -> dict:
    """Choose the ticks of a logarithmic axis.

    Parameters
    ----------
    low, high : float
        The smallest and the largest number on the axis, above 0.

    Returns
    -------
    dict
        Attributes of a Plotly axis: powers of ten from three decades on, the digits 1 and 3 from
        two decades on, 1, 2 and 5 from one decade on, even steps below that. On a phone an axis
        has room for six labels of four digits.

    Raises
    ------
    ValueError
        If the ends are not above 0, or not in this order.

    Examples
    --------
    >>> log_ticks(1e-16, 1)["dtick"], log_ticks(1, 1e4)["dtick"]
    (4, 1)
    >>> log_ticks(32, 4096)["tickvals"]
    [10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0]
    >>> log_ticks(0.05, 2)
    {'dtick': 'D2', 'tickformat': '~g'}
    >>> log_ticks(3, 9)
    {'dtick': 'L2', 'tickformat': '~g'}
    """
    if not 0 < low < high:
        raise ValueError(f"a logarithmic axis needs 0 < low < high, not {low} and {high}")
    decades = math.log10(high / low)
    if decades >= 3:
        return {"dtick": round(decades / STEPS), "tickfont": POWERS}
    if decades >= 2:
        powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)))
        found = [float(f"{digit}e{power}") for power in powers for digit in (1, 3)]
        return {"tickvals": found, "tickformat": "~g"}
    if decades >= 1:
        return {"dtick": "D2", "tickformat": "~g"}
    third = (high - low) / 3
    power = 10.0 ** math.floor(math.log10(third))
    step = max(digit * power for digit in (1, 2, 5) if digit * power <= third)
    return {"dtick": f"L{step:g}", "tickformat": "~g"}


def shown_range(traces: Sequence[BaseTraceType], axis: str) -> tuple[float, float] | None:
    """Find the smallest and the largest number above 0 that traces show on an axis.

    Parameters
    ----------
    traces : sequence of plotly traces
    axis : {"x", "y"}

    Returns
    -------
    (float, float) or None
        None if fewer than two different numbers are above 0.

    Examples
    --------
    >>> from relu_spectrum.figures import curve
    >>> squares = curve([0, 1, 2], [0, 1, 4], name="squares", role="model")
    >>> shown_range([squares], "x"), shown_range([squares], "y")
    ((1.0, 2.0), (1.0, 4.0))
    """
    values = np.concatenate([_values(trace, axis) for trace in traces])
    values = values[values > 0]
    if values.size == 0 or values.min() == values.max():
        return None
    return float(values.min()), float(values.max())


def _values(trace, axis):
    if trace[axis] is None:  # `curve` stores even steps as start and step
        return trace[f"{axis}0"] + trace[f"d{axis}"] * np.arange(len(trace.y))
    return np.asarray(trace[axis], dtype=float)
