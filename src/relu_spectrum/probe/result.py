"""What every ReLU of one forward pass did: records in call order.

- `Probe`: the records by number and by name, as a table, as a pandas frame and as a figure
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ..figures import bars, figure, panel
from .record import Record


class Probe(Sequence):
    """Records of the ReLUs that ran, in call order.

    `probe` makes it. ``len``, iteration, numbers and slices work as on a tuple; a name gives the
    record of that name.

    Parameters
    ----------
    records : iterable of Record
    """

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = tuple(records)

    def __len__(self) -> int:
        """Count the records."""
        return len(self.records)

    def __iter__(self) -> Iterator[Record]:
        """Go through the records in call order."""
        return iter(self.records)

    def __getitem__(self, key: int | slice | str) -> "Record | Probe":
        """Give a record by number or name, or a `Probe` of some of them by slice."""
        if isinstance(key, slice):
            return Probe(self.records[key])
        if not isinstance(key, str):
            return self.records[key]
        for record in self.records:
            if record.name == key:
                return record
        several = [name for name in self.names if name.startswith((f"{key}@", f"{key}.relu#"))]
        if several:
            raise KeyError(f"{key!r} ran {len(several)} ReLUs: {', '.join(several)}")
        raise KeyError(f"no ReLU ran as {key!r}, but {', '.join(self.names) or 'none at all'}")

    def __repr__(self) -> str:
        """Name the records."""
        return f"Probe({', '.join(self.names)})"

    @property
    def names(self) -> list[str]:
        """The records' names, in call order."""
        return [record.name for record in self.records]

    def to_frame(self) -> pd.DataFrame:
        """Give a table with one row a ReLU.

        Returns
        -------
        pandas.DataFrame
            Indexed by name: "shape"; "sample rate" (Hz; NaN where it is not known); "DC before" and
            "DC after", means over all channels; "silent", the share of channels whose output is
            zero throughout; "new power", see `Record.share_of_new_power`. NaN where it cannot be
            measured, as `Record.unknown` says.
        """
        rows = [
            {
                "shape": "x".join(map(str, record.shape)),
                "sample rate": np.nan if record.sample_rate is None else record.sample_rate,
                "DC before": _average(record, lambda record: record.dc_before),
                "DC after": _average(record, lambda record: record.dc),
                "silent": _average(record, _silent),
                "new power": _average(record, lambda record: np.array(record.new_power)),
            }
            for record in self.records
        ]
        return pd.DataFrame(rows, index=pd.Index(self.names, name="ReLU"))

    def cells(self) -> list[list[str]]:
        """Give the table of `to_frame` as text, the header first.

        Returns
        -------
        list of list of str
            Without the sample rate where none was given; "?" for what is not known.
        """
        frame = self.to_frame()
        if all(record.sample_rate is None for record in self.records):
            frame = frame.drop(columns="sample rate", errors="ignore")
        written = {
            "sample rate": "{:g} Hz", "DC before": "{:.4g}", "DC after": "{:.4g}",
            "silent": "{:.1%}", "new power": "{:.1%}",
        }  # fmt: skip
        rows = [["ReLU", *frame.columns]]
        for name, row in frame.iterrows():
            known = [
                "?" if pd.isna(value) else written.get(column, "{}").format(value)
                for column, value in row.items()
            ]
            rows.append([name, *known])
        return rows

    def summary(self) -> None:
        """Print `table`."""
        print(self.table())

    def table(self) -> str:
        """Write the table of `to_frame` with a line a ReLU, and then why "?" is not known."""
        rows = self.cells()
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        lines = [
            f"{row[0]:{widths[0]}}  "
            + "  ".join(f"{c:>{w}}" for c, w in zip(row[1:], widths[1:], strict=True))
            for row in rows
        ]
        return "\n".join([*lines, *(f"? {note}" for note in self.notes())])

    def notes(self) -> list[str]:
        """Say why some numbers are not known, a sentence for each such record."""
        return [record.unknown for record in self.records if record.unknown]

    def plot(self) -> go.Figure:
        """Draw DC and the share of new power, ReLU by ReLU.

        Returns
        -------
        plotly.graph_objects.Figure
            Above, the mean over all channels of DC before and after; below, the share of the
            output's power beside DC that lies in new lines. A name with " ?" has no bar, because it
            is not known. With a text alternative.

        Raises
        ------
        ValueError
            If there are no records.
        """
        if not self.records:
            raise ValueError("there are no records to draw")
        frame = self.to_frame()
        share, dc = 100 * frame["new power"], frame["DC after"]
        told = [
            f"{name} {'?' if np.isnan(one) else format(one, '.3g')}" for name, one in dc.items()
        ]
        most = "No share of new power is known."
        if share.notna().any():
            most = f"Most new power: {share.idxmax()}, {share.max():.0f} %."
        shown = figure(
            panel(
                _bars(frame["DC before"], "input", "input"),
                _bars(dc, "output", "output"),
                x="ReLU", y="DC, mean of channels",
            ),
            panel(
                _bars(share, "new power", "accent"),
                x="ReLU", y="new power (%)", y_range=(0, 100),
            ),
            alt=f"DC and new power of {len(self)} ReLUs. DC after: {', '.join(told)}. {most}",
        )  # fmt: skip
        return shown.update_xaxes(type="category")


def _bars(values: pd.Series, name: str, role: str) -> go.Bar:
    labels = [f"{one} ?" if np.isnan(value) else one for one, value in values.items()]
    return bars(labels, values.fillna(0.0), name=name, role=role)


def _average(record: Record, numbers: Callable[[Record], np.ndarray]) -> float:
    try:
        values = numbers(record)
    except ValueError:  # record.unknown says why
        return float("nan")
    known = values.size and np.isfinite(values).all()
    return float(values.mean()) if known else float("nan")


def _silent(record: Record) -> np.ndarray:
    return np.where(np.isfinite(record.dc), record.dc == 0, np.nan)
