"""What every activation function of a model does over a data set.

- `probe_batches`: probes one item after another, and keeps means and spreads
- `Batches`: these, as a table and as spectra
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import torch
from numpy.typing import NDArray
from torch import nn
from torch.export import ExportedProgram
from tqdm import tqdm

from .kept.reduced import Reduced
from .mean_and_spread import MeanAndSpread
from .run import probe


class Levels(NamedTuple):
    """Spectra of one record over the items: means and spreads [shape=(groups,)].

    Parameters
    ----------
    frequency : ndarray
        In Hz or cycles per sample; of each group of lines its middle.
    before, after : ndarray
        Means of the amplitude, each the root mean square over all channels of an item.
    spread_before, spread_after : ndarray
        Standard deviations over the items.
    count : int
        Items.
    """

    frequency: NDArray[np.float64]
    before: NDArray[np.float64]
    after: NDArray[np.float64]
    spread_before: NDArray[np.float64]
    spread_after: NDArray[np.float64]
    count: int


class Batches:
    """Means and spreads over the items of a data set. `probe_batches` makes it."""

    def __init__(self) -> None:
        self.items = 0
        self._totals: dict[str, MeanAndSpread] = {}
        self._names: dict[str, list[str]] = {}
        self._spectra: dict[str, dict[tuple, tuple[NDArray, MeanAndSpread]]] = {}

    def add(self, records: Iterable[Reduced]) -> None:
        """Take in the records of one item."""
        self.items += 1
        for record in records:
            moments = self._totals.setdefault(record.name, MeanAndSpread())
            moments.add(list(record.totals.values()))
            self._names[record.name] = list(record.totals)
            if record.spectra is not None:
                one = record.spectra
                grid = one.window, one.samples, one.sample_rate, one.grid
                found = self._spectra.setdefault(record.name, {})
                found.setdefault(grid, (one.frequency, MeanAndSpread()))[1].add(
                    [one.mean_before, one.mean_after]
                )

    @property
    def names(self) -> list[str]:
        """The records' names, in the order in which they first ran."""
        return list(self._totals)

    def to_frame(self) -> pd.DataFrame:
        """Give a table with one row a record.

        Returns
        -------
        pandas.DataFrame
            Indexed by name. Columns have two levels: what was measured, as in
            `relu_spectrum.probe.record.Record.totals`, and "mean", "spread" (standard deviation
            over the items) and "count" (items in which it was known).
        """
        rows = {
            name: {
                (total, what): values[place]
                for place, total in enumerate(self._names[name])
                for what, values in (
                    ("mean", moments.mean), ("spread", moments.spread), ("count", moments.count)
                )
            }
            for name, moments in self._totals.items()
        }  # fmt: skip
        return pd.DataFrame.from_dict(rows, orient="index")

    def levels(self, name: str) -> Levels:
        """Give the mean spectra of a record, and their spread over the items.

        Raises
        ------
        KeyError
            If there is no such record.
        ValueError
            If it had no spectrum, or items of several lengths or rates.
        """
        if name not in self._totals:
            raise KeyError(f"there is no record {name!r}, but {', '.join(self.names)}")
        found = self._spectra.get(name, {})
        if len(found) != 1:
            why = "had no spectrum" if not found else f"had {len(found)} lengths or rates"
            raise ValueError(f"{name} {why}: a mean needs items of one length")
        ((frequency, moments),) = found.values()
        return Levels(frequency, *moments.mean, *moments.spread, int(moments.count.max()))


def probe_batches(
    model: nn.Module | ExportedProgram,
    loader: Iterable,
    *,
    inputs: Callable[[Any], tuple] | None = None,
    progress: bool = True,
    **options,
) -> Batches:
    """Probe a model on one item of a data set after another.

    Parameters
    ----------
    model : torch.nn.Module or torch.export.ExportedProgram
        As for `probe`.
    loader : iterable
        Such as a torch.utils.data.DataLoader. Each item is one observation: where it is a batch,
        means and spreads are those of batches, so give batches of one example for the spread of
        examples.
    inputs : callable, optional
        Gives what the model is called with, a tuple, from an item. By default a tensor is the
        input, and so is the first part of a tuple or list, as of (signal, label).
    progress : bool
        Whether to show a progress bar.
    **options
        Of `probe`: sample_rate, time_axis, activations, welch, and keywords of the model.

    Returns
    -------
    Batches

    Raises
    ------
    TypeError
        If an item is something else and inputs is not given.
    ValueError
        If there are no items; or as `probe`.

    Examples
    --------
    >>> items = [(torch.randn(1, 1, 64), 0) for _ in range(3)]
    >>> found = probe_batches(nn.ReLU(), items, progress=False)
    >>> print(found.names, found.items, found.to_frame().loc["relu", ("DC after", "count")])
    ['relu'] 3 3
    """
    found = Batches()
    for item in _shown(loader, progress):
        given = _first(item) if inputs is None else inputs(item)
        found.add(probe(model, *given, keep="spectra", **options))
    if not found.items:
        raise ValueError("the loader has no items")
    return found


def _shown(loader: Iterable, progress: bool) -> Iterator:
    return iter(tqdm(loader, unit="batch", disable=not progress))


def _first(item: Any) -> tuple:
    if isinstance(item, (tuple, list)) and item:
        item = item[0]
    if not isinstance(item, torch.Tensor):
        kind = "mapping" if isinstance(item, Mapping) else type(item).__name__
        raise TypeError(
            f"an item must be a tensor, or begin with one, not with a {kind}: give inputs, which "
            "makes the tuple of inputs of an item"
        )
    return (item,)
