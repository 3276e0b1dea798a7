"""What an activation function does to signals, in numbers.

x is the input and y the output, each [shape=(..., time)] in single or double precision; a channel
is what lies along time.

- `new_power`: the share of y's power beside DC in lines that x does not have
- `linear_part`: how much of y a gain on x explains
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..spectrum.lines import Spectrum, amplitude_spectrum

NEW = 0.01  # a line is new where the input had less than this share of its largest line
ROUNDING = 1e-12  # power below this share of the total is rounding
BLOCK = 2**17  # values that are transformed at once

Array = NDArray[np.float64]


class Share(NamedTuple):
    """A share of the output's power beside DC, 0 to 1; NaN where there is no such power.

    Parameters
    ----------
    total : float
        Of the power of all channels together.
    channels : ndarray [shape=(...)]
        Of each channel's own.
    """

    total: float
    channels: Array


def new_power(
    x: Array,
    y: Array,
    *,
    below: float = NEW,
    spectrum: Callable[..., Spectrum] = amplitude_spectrum,
) -> Share:
    """Compute the share of the output's power beside DC that lies in new lines.

    With X the input's and Y the output's lines, c a channel and k > 0 a line,

        new = { (c, k) : |X_ck| < below max_j |X_cj|, j > 0 },
        share = sum_new P_ck / sum P_ck,

    P = |Y|^2 / 2, or |Y|^2 at Nyquist: the power of a line.

    Parameters
    ----------
    x, y : ndarray [shape=(..., time)]
    below : float
        A line is new where the input's is smaller than this share of the largest of its channel.
    spectrum : callable
        Gives the lines of signals.

    Returns
    -------
    Share
        NaN throughout, if x and y are empty or not finite.

    Examples
    --------
    >>> x = np.cos(2 * np.pi * np.arange(8) / 8)
    >>> print(f"{new_power(x, np.maximum(x, 0)).total:.3f}")
    0.213
    """
    if not _measurable(x, y):
        return _unknown(y)
    scale = _largest(y) or 1.0  # so that no square overflows or vanishes
    fresh, power, square = found = np.empty((3, y[..., 0].size))
    for part, before, after in blocks(x, y):
        own = after / scale
        lines = spectrum(before, sample_rate=1).amplitude[..., 1:]
        each = spectrum(own, sample_rate=1).power[..., 1:]
        largest = lines.max(axis=-1, keepdims=True, initial=0)
        fresh[part] = np.where(lines < below * largest, each, 0.0).sum(axis=-1)
        power[part], square[part] = each.sum(axis=-1), np.mean(own**2, axis=-1)
    return _share(*found.reshape(3, *y.shape[:-1]))


def linear_part(x: Array, y: Array) -> tuple[Array, Share]:
    """Compute the gain that explains most of the output, and the share that it explains.

    With <> the mean over time, and x and y of one channel without their means,

        gain = <x y> / <x x>,
        share = gain^2 <x x> / <y y>,

    so that y = gain x + d, and d has nothing in common with x: <x d> = 0. Over several channels,
    each with its own gain, the share is that of the sums.

    Parameters
    ----------
    x, y : ndarray [shape=(..., time)]

    Returns
    -------
    gain : ndarray [shape=(...)]
        NaN where x is constant.
    share : Share
        NaN throughout, if x and y are empty or not finite.

    Notes
    -----
    For Gaussian x, d has nothing in common with x at any other time either [1]_, and the share for
    ReLU is (1/4) / (1/2 - 1/(2 pi)) = 0.73 where the mean is 0.

    References
    ----------
    .. [1] J. J. Bussgang, Crosscorrelation functions of amplitude-distorted Gaussian signals,
       Technical Report 216, Research Laboratory of Electronics, MIT, 1952.

    Examples
    --------
    >>> x = np.cos(2 * np.pi * np.arange(8) / 8)
    >>> gain, share = linear_part(x, np.maximum(x, 0))
    >>> print(f"{gain:.3f} {share.total:.3f}")
    0.500 0.787
    """
    if not _measurable(x, y):
        share = _unknown(y)
        return share.channels, share
    scale = _largest(y) or 1.0
    found = np.empty((4, y[..., 0].size))
    for part, before, after in blocks(x, y):
        found[:, part] = _fitted(before, after / scale)
    gain, *powers = found.reshape(4, *y.shape[:-1])
    with np.errstate(over="ignore"):
        return gain * scale, _share(*powers)


def _fitted(x: Array, y: Array) -> tuple[Array, Array, Array, Array]:
    """Give the gain, and the powers that it explains, of y beside DC and of y."""
    size = np.abs(x).max(axis=-1, keepdims=True)
    size = np.where(size > 0, size, 1)
    x = x / size
    alone_x, alone_y = (one - one.mean(axis=-1, keepdims=True) for one in (x, y))
    power = np.mean(alone_x**2, axis=-1)
    varies = power > ROUNDING * np.mean(x**2, axis=-1)
    both = np.mean(alone_x * alone_y, axis=-1)
    gain = np.divide(both, power, out=np.full(power.shape, np.nan), where=varies)
    explained = np.where(varies, gain * both, 0.0)
    with np.errstate(over="ignore"):
        gain = gain / size[..., 0]
    return gain, explained, np.mean(alone_y**2, axis=-1), np.mean(y**2, axis=-1)


def blocks(*arrays: NDArray[np.floating]) -> Iterator[tuple[slice | Array, ...]]:
    """Cut signals [shape=(..., time)] into some channels after others, in double precision.

    So what is made of them is small. Channels are counted through all axes but time.

    Yields
    ------
    slice
        Which channels.
    ndarray [shape=(channels, time)]
        Of each array.

    Examples
    --------
    >>> [part for part, _ in blocks(np.zeros((1, 5, 2**16), dtype=np.float32))]
    [slice(0, 2, None), slice(2, 4, None), slice(4, 6, None)]
    """
    flat = [one.reshape(-1, one.shape[-1]) for one in arrays]
    channels, samples = flat[0].shape
    rows = max(1, BLOCK // samples)
    for start in range(0, channels, rows):
        part = slice(start, start + rows)
        yield part, *(one[part].astype(np.float64, copy=False) for one in flat)


def _largest(y: Array) -> float:
    return float(max(y.max(), -y.min()))


def _measurable(x: Array, y: Array) -> bool:
    return bool(y.size and np.isfinite(x).all() and np.isfinite(y).all())


def _unknown(y: Array) -> Share:
    return Share(float("nan"), np.full(y.shape[:-1], np.nan))


def _share(part: Array, power: Array, square: Array) -> Share:
    """Divide powers, where there is more of them than rounding leaves of the mean square."""
    there = power > ROUNDING * square
    channels = np.divide(part, power, out=np.full(power.shape, np.nan), where=there)
    known = power.sum() > ROUNDING * square.sum()
    return Share(float(part.sum() / power.sum()) if known else float("nan"), channels)
