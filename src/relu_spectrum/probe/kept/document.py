"""Reduced records as what JSON can hold, and back.

`probe.schema.json` beside this file says what every part means.

- `written`: a dictionary of a record
- `read`: the record of such a dictionary
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from .packed import INDICES, packed, unpacked
from .reduced import NUMBERS, Reduced, Spectra, Waves
from .thinning import Pooled

BOTH = ("before", "after")
MEANS = ("mean_before", "mean_after")


def written(record: Reduced) -> dict[str, Any]:
    """Give a dictionary that the schema's ``record`` describes."""
    rate = record.sample_rate
    return {
        "name": record.name,
        "kind": record.kind,
        "path": record.path,
        "module": record.module,
        "shape": list(record.shape),
        "unit": "cycles per sample" if rate is None else "Hz",
        "sample_rate": _known(rate),
        "time_axis": record.time_axis,
        "unknown": record.unknown,
        "totals": {name: _known(value) for name, value in record.totals.items()},
        "channels": {
            "count": record.count,
            "kept": packed(record.kept, INDICES),
            **{name: packed(getattr(record, name)) for name in NUMBERS},
        },
        "spectra": _written_spectra(record.spectra),
        "waves": _written_waves(record.waves),
    }


def _known(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value


def _written_spectra(spectra: Spectra | None) -> dict[str, Any] | None:
    if spectra is None:
        return None
    return {
        "window": spectra.window,
        "samples": spectra.samples,
        "stretches": spectra.stretches,
        "sample_rate": spectra.sample_rate,
        "one_sided": True,
        "normalisation": "amplitude",
        "lines": spectra.grid.lines,
        "width": spectra.grid.width,
        "groups": spectra.mean_before.size,
        **{name: packed(getattr(spectra, name)) for name in (*BOTH, *MEANS)},
    }


def _written_waves(waves: Waves | None) -> dict[str, Any] | None:
    if waves is None:
        return None
    return {
        "channels": packed(waves.channels, INDICES),
        "width": waves.width,
        "points": waves.before.shape[-1],
        **{name: packed(getattr(waves, name)) for name in BOTH},
    }


def read(record: Mapping[str, Any]) -> Reduced:
    """Read a record from a dictionary that fits the schema.

    Raises
    ------
    ValueError
        If its parts do not fit each other: the message names them.
    """
    name, channels = record["name"], record["channels"]
    kept = unpacked(channels["kept"], (-1,), f"{name}: kept", INDICES)
    if (np.diff(kept) <= 0).any() or (kept >= channels["count"]).any():
        raise ValueError(
            f"{name}: the channels kept must ascend and be below {channels['count']}, "
            f"not {kept.tolist()}"
        )
    unknown = float("nan") if record["unit"] == "Hz" else None
    rate = record["sample_rate"]
    return Reduced(
        **{key: record[key] for key in ("name", "kind", "path", "module", "time_axis", "unknown")},
        shape=tuple(record["shape"]),
        sample_rate=unknown if rate is None else rate,
        totals={
            key: float("nan") if value is None else value for key, value in record["totals"].items()
        },
        count=channels["count"],
        kept=kept,
        **{key: unpacked(channels[key], kept.shape, f"{name}: {key}") for key in NUMBERS},
        spectra=_read_spectra(record["spectra"], kept.size, name),
        waves=_read_waves(record["waves"], kept, name),
    )


def _read_spectra(spectra: Mapping | None, channels: int, name: str) -> Spectra | None:
    if spectra is None:
        return None
    grid, groups = Pooled(spectra["lines"], spectra["width"]), spectra["groups"]
    wanted = 1 + -(-(grid.lines - 1) // grid.width)
    if (grid.lines, groups) != (spectra["samples"] // 2 + 1, wanted):
        raise ValueError(
            f"{name}: {grid.lines} lines of {spectra['samples']} samples, {grid.width} of them "
            f"together, cannot make {groups} groups"
        )
    shapes = dict.fromkeys(BOTH, (channels, groups)) | dict.fromkeys(MEANS, (groups,))
    return Spectra(
        **{key: spectra[key] for key in ("window", "samples", "stretches", "sample_rate")},
        grid=grid,
        **{key: unpacked(spectra[key], shape, f"{name}: {key}") for key, shape in shapes.items()},
    )


def _read_waves(waves: Mapping | None, kept: np.ndarray, name: str) -> Waves | None:
    if waves is None:
        return None
    channels = unpacked(waves["channels"], (-1,), f"{name}: channels of waves", INDICES)
    if not np.isin(channels, kept).all():
        raise ValueError(f"{name}: there are waves of channels that are not kept")
    shape = channels.size, waves["points"]
    both = (unpacked(waves[key], shape, f"{name}: wave {key}") for key in BOTH)
    return Waves(channels, waves["width"], *both)
