"""Keep of a record what there is room for.

- `reduced`: a `Reduced` of a `Record`
"""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ...spectrum.lines import Spectrum
from .. import measures
from ..record import Record
from .limits import Limits, evenly
from .reduced import NUMBERS, Reduced, Spectra, Waves
from .thinning import Pooled, outline, single


def reduced(record: Record | Reduced, limits: Limits) -> Reduced:
    """Keep of a record what the limits allow.

    Channels are kept at even distances, the first one among them. Lines are taken together in
    groups of one width, each with its largest amplitude. Waves are thinned to their outline.

    Parameters
    ----------
    record : Record or Reduced
        What is reduced already is reduced further if need be.
    limits : Limits

    Examples
    --------
    >>> import torch
    >>> x = torch.cos(2 * torch.pi * torch.arange(8) / 8)
    >>> one = reduced(Record("act", x, sample_rate=8.0), Limits.of(1))
    >>> print(one.spectra.frequency, one.spectra.after[0].round(3), one.dc.round(3))
    [0. 1. 2. 3. 4.] [0.302 0.5   0.25  0.    0.052] [0.302]
    """
    if isinstance(record, Reduced):
        return _thinned(record, limits)
    nothing = single(np.zeros(0))
    once = _Once(**{field.name: getattr(record, field.name) for field in fields(record)})
    head = Reduced(
        record.name, record.kind, record.path, record.module, record.shape, record.sample_rate,
        record.time_axis, once.unknown, once.totals, 0, np.arange(0), *[nothing] * 5,
        spectra=None, waves=None,
    )  # fmt: skip
    try:
        x, y = (one.reshape(-1, one.shape[-1]) for one in once.exact)
    except ValueError:  # `unknown` says why
        return head
    kept = evenly(len(x), limits.channels)
    numbers = {
        "dc_before": once.dc_before,
        "dc": once.dc,
        "new_power": once.new_power_share.channels,
        "gain": once.gain,
        "linear": once.linear_part[1].channels,
    }
    return replace(
        head,
        count=len(x),
        kept=kept,
        **{name: single(values.reshape(-1)[kept]) for name, values in numbers.items()},
        spectra=_spectra(once, x, y, kept, limits),
        waves=_waves(x, y, kept, limits),
    )


class _Once(Record):
    """A record that looks at its signals once."""

    exact = cached_property(Record.exact.fget)


def _thinned(record: Reduced, limits: Limits) -> Reduced:
    chosen = evenly(record.kept.size, limits.channels)
    spectra, waves, kept = record.spectra, record.waves, record.kept[chosen]
    if spectra is not None:
        grid, merged = spectra.grid.coarser(most=limits.lines(kept.size))
        both = (merged(one[chosen]) for one in (spectra.before, spectra.after))
        means = (merged(one) for one in (spectra.mean_before, spectra.mean_after))
        names = "before", "after", "mean_before", "mean_after"
        spectra = replace(spectra, grid=grid, **dict(zip(names, (*both, *means), strict=True)))
    if waves is not None:
        (left,) = np.nonzero(np.isin(waves.channels, kept))
        left = left[evenly(left.size, limits.waves)]
        (before, width), (after, _) = (
            outline(one[left], points=limits.points, width=waves.width)
            for one in (waves.before, waves.after)
        )
        waves = Waves(waves.channels[left], width, before, after)
    numbers = {name: getattr(record, name)[chosen] for name in NUMBERS}
    return replace(record, kept=kept, spectra=spectra, waves=waves, **numbers)


def _spectra(
    record: Record, x: NDArray, y: NDArray, kept: NDArray, limits: Limits
) -> Spectra | None:
    rate = 1.0 if record.sample_rate is None else record.sample_rate
    if not (x.size and np.isfinite(rate) and np.isfinite(x).all() and np.isfinite(y).all()):
        return None
    length, window = x.shape[-1], "boxcar"
    samples, stretches = length, 1
    if record.welch is not None and length > 1:
        samples, window = min(record.welch, length), "hann"
        stretches = 1 + (length - samples) // (samples // 2)
    grid = Pooled.into(samples // 2 + 1, most=limits.lines(kept.size))
    both = [_pooled(one, kept, grid, record.method) for one in (x, y)]
    pooled = [single(one) for one in (*(one for one, _ in both), *(mean for _, mean in both))]
    if not all(np.isfinite(one).all() for one in pooled):
        return None
    return Spectra(window, samples, stretches, rate, grid, *pooled)


def _pooled(
    x: NDArray, kept: NDArray, grid: Pooled, method: Callable[..., Spectrum]
) -> tuple[NDArray, NDArray]:
    """Pool the spectra of the channels kept, and the root mean square of those of all."""
    largest = float(max(x.max(), -x.min())) or 1.0
    squares, found = np.zeros(grid.lines), np.empty((kept.size, grid.starts.size))
    for part, own in measures.blocks(x):
        amplitude = method(own, sample_rate=1).amplitude
        squares += ((amplitude / largest) ** 2).sum(axis=0)
        (here,) = np.nonzero((kept >= part.start) & (kept < part.stop))
        found[here] = grid.largest(amplitude[kept[here] - part.start])
    return found, grid.largest(largest * np.sqrt(squares / len(x)))


def _waves(x: NDArray, y: NDArray, kept: NDArray, limits: Limits) -> Waves | None:
    channels = kept[evenly(kept.size, limits.waves)]
    (before, width), (after, _) = (outline(one[channels], points=limits.points) for one in (x, y))
    thin = single(before), single(after)
    if not channels.size or not all(np.isfinite(one).all() for one in thin):
        return None
    return Waves(channels, width, *thin)
