"""Keep of a record what there is room for.

- `reduced`: a `Reduced` of a `Record`
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .. import measures
from ..record import Record
from .limits import Limits, evenly
from .reduced import Reduced, Spectra, Waves
from .thinning import Pooled, outline, single


def reduced(record: Record | Reduced, limits: Limits) -> Reduced:
    """Keep of a record what the limits allow.

    Channels are kept at even distances, the first one among them. Lines are taken together in
    groups of one width, each with its largest amplitude. Waves are thinned to their outline.

    Parameters
    ----------
    record : Record or Reduced
        What is reduced already stays as it is.
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
        return record
    nothing = single(np.zeros(0))
    head = Reduced(
        record.name, record.kind, record.path, record.module, record.shape, record.sample_rate,
        record.time_axis, record.unknown, record.totals, 0, np.arange(0), *[nothing] * 5,
        spectra=None, waves=None,
    )  # fmt: skip
    try:
        x, y = record.signals
    except ValueError:  # `unknown` says why
        return head
    x, y = (one.reshape(-1, one.shape[-1]) for one in (x, y))
    kept = evenly(len(x), limits.channels)
    gain, linear = measures.linear_part(x, y)
    numbers = {
        "dc_before": record.dc_before.reshape(-1),
        "dc": record.dc.reshape(-1),
        "new_power": measures.new_power(x, y).channels,
        "gain": gain,
        "linear": linear.channels,
    }
    return replace(
        head,
        count=len(x),
        kept=kept,
        **{name: single(values[kept]) for name, values in numbers.items()},
        spectra=_spectra(record, kept, limits),
        waves=_waves(x, y, kept, limits),
    )


def _spectra(record: Record, kept: NDArray, limits: Limits) -> Spectra | None:
    try:
        before, after = record.spectrum_before, record.spectrum_after
    except ValueError:  # `unknown` says why
        return None
    size = before.frequency.size
    grid = Pooled.into(size, most=limits.lines(kept.size))
    both = [
        *(one.amplitude.reshape(-1, size)[kept] for one in (before, after)),
        *(record.levels(one) for one in (before, after)),
    ]
    pooled = [single(grid.largest(one)) for one in both]
    if not all(np.isfinite(one).all() for one in pooled):
        return None
    samples = record.shape[record.time_axis]
    rate = 1.0 if record.sample_rate is None else record.sample_rate
    return Spectra("boxcar", samples, 1, rate, grid, *pooled)


def _waves(x: NDArray, y: NDArray, kept: NDArray, limits: Limits) -> Waves | None:
    channels = kept[evenly(kept.size, limits.waves)]
    (before, width), (after, _) = (outline(one[channels], points=limits.points) for one in (x, y))
    thin = single(before), single(after)
    if not channels.size or not all(np.isfinite(one).all() for one in thin):
        return None
    return Waves(channels, width, *thin)
