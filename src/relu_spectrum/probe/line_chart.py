"""Small line charts as SVG, for pages without a script.

- `chart`: levels over frequency, coloured by the page's own style sheet
- `thinned`: few points that keep every peak
"""

from collections.abc import Mapping
from html import escape

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import whole_number
from ..figures.traces import coordinates

WIDTH, HEIGHT = 640, 264
LEFT, RIGHT, TOP, BOTTOM = 76, 12, 10, 64  # room around the axes, for large letters too


def thinned(
    x: ArrayLike, y: ArrayLike, *, most: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Reduce a curve to few points that keep every peak.

    Parameters
    ----------
    x, y : array-like [shape=(n,)], real-valued
    most : int
        At most so many points are returned, where n is more.

    Returns
    -------
    (ndarray, ndarray)
        Of each group of neighbours the point whose y is largest.

    Raises
    ------
    TypeError, ValueError
        For bad arrays or if most is below 1.

    Examples
    --------
    >>> thinned([0, 1, 2, 3], [5, 1, 2, 7], most=2)
    (array([0., 3.]), array([5., 7.]))
    """
    x, y = coordinates(x, y)
    groups = np.array_split(np.arange(x.size), min(whole_number(most, "most", least=1), x.size))
    kept = np.array([group[y[group].argmax()] for group in groups])
    return x[kept], y[kept]


def _ticks(low: float, high: float, wanted: int) -> NDArray[np.float64]:
    rough = (high - low) / wanted
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough)
    return np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step


def chart(
    frequency: ArrayLike, levels: Mapping[str, ArrayLike], *, x: str, y: str, alt: str
) -> str:
    """Draw levels over frequency.

    Parameters
    ----------
    frequency : array-like [shape=(n,)]
        Ascending, at least two values.
    levels : mapping of str to array-like [shape=(n,)]
        Curves by the class that they have in the page: "input", "output".
    x, y : str
        Labels of the axes, with units.
    alt : str
        The text alternative.

    Returns
    -------
    str
        An ``<svg>`` that fills its column. Its colours are those of the classes ``axis``, ``grid``
        and of the curves.

    Raises
    ------
    TypeError, ValueError
        For bad arrays.

    Examples
    --------
    >>> chart([0, 1], {"input": [-20, 0]}, x="Hz", y="dB", alt="A rise.")[:33]
    '<svg viewBox="0 0 640 264" role="'
    """
    curves = {name: coordinates(frequency, level) for name, level in levels.items()}
    f = next(iter(curves.values()))[0]
    low = min(level.min() for _, level in curves.values())
    high = max(level.max() for _, level in curves.values())
    high = max(high, low + 1) + 2

    def across(value):
        return LEFT + (np.asarray(value) - f[0]) / (f[-1] - f[0]) * (WIDTH - LEFT - RIGHT)

    def down(value):
        return HEIGHT - BOTTOM - (np.asarray(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(alt)}">']
    for tick in _ticks(low, high, 5):
        place = f"{down(tick):.1f}"
        parts.append(f'<path class="grid" d="M{LEFT} {place}H{WIDTH - RIGHT}"/>')
        parts.append(f'<text class="right" x="{LEFT - 6}" y="{place}" dy=".35em">{tick:g}</text>')
    for tick in _ticks(f[0], f[-1], 6):
        place, under = f"{across(tick):.1f}", HEIGHT - BOTTOM + 24
        parts.append(f'<text class="middle" x="{place}" y="{under}">{tick:g}</text>')
    for name, (x_values, level) in curves.items():
        points = zip(*thinned(x_values, level, most=WIDTH // 2), strict=True)
        path = "L".join(f"{across(a):.1f} {down(b):.1f}" for a, b in points)
        parts.append(f'<path class="{escape(name)}" d="M{path}"/>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text class="middle" x="{middle}" y="{HEIGHT - 10}">{escape(x)}</text>')
    turned = f'transform="translate(20 {(HEIGHT - BOTTOM) / 2}) rotate(-90)"'
    parts.append(f'<text class="middle" {turned}>{escape(y)}</text></svg>')
    return "".join(parts)
