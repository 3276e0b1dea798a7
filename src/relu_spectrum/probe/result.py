"""What every ReLU of one forward pass did: records in call order.

- `Probe`: the records by number and by name, as a table, as a pandas frame and as a figure
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ..figures import bars, figure, panel
from .kept import files
from .kept.reduced import Reduced
from .record import Record
from .watch.activations import RELU

COLUMNS = ("DC before", "DC after", "silent", "new power")
WIDER = (*COLUMNS, "linear")  # of other functions, which are nearer to a gain


class Probe(Sequence):
    """Records of the ReLUs that ran, in call order.

    `probe` makes it. ``len``, iteration, numbers and slices work as on a tuple; a name gives the
    record of that name.

    Parameters
    ----------
    records : iterable of Record or Reduced
    model, given : str
        The model's name, and what it was called with; a saved file has them.
    checked : str
        What was compared, if that was wanted.
    left_out : sequence of str
        What ran and is no record.
    """

    def __init__(
        self,
        records: Iterable[Record | Reduced],
        model: str = "",
        given: str = "",
        *,
        checked: str = "",
        left_out: Sequence[str] = (),
    ) -> None:
        self.records, self.model, self.given = tuple(records), model, given
        self.checked, self.left_out = checked, tuple(left_out)

    def save(self, path: str | Path) -> None:
        """Save the numbers and spectra, without the signals, as one JSON file.

        The book's page "Your own model" shows it, and `load` reads it. Its schema is
        ``relu_spectrum/probe/kept/probe.schema.json`` in the package; the file says how each number
        is to be read. It is 9 MB at most: spectra of at most 64 channels of a record, at even
        distances, and 2048 lines, and together 16384 numbers before and as many after; above 32
        records fewer, so that it is half a million for all of them. Lines that find no room are
        taken together, and the largest is kept. The totals and the mean spectra are those of all
        channels. Waves, of at most 8 channels and 256 points, are for drawing only: of each group
        of samples the smallest and the largest.

        Parameters
        ----------
        path : str or Path
            A file that is there is replaced.

        Raises
        ------
        ValueError
            If there are more than 2048 records.
        OSError
            If the file cannot be written; what was there stays.
        """
        files.write(path, self.records, model=self.model, given=self.given)

    @classmethod
    def load(cls, path: str | Path) -> "Probe":
        """Load what `save` saved.

        Returns
        -------
        Probe
            Of `relu_spectrum.probe.kept.reduced.Reduced` records, which have all but the signals.

        Raises
        ------
        OSError
            If there is no such file.
        ValueError
            If it is no saved probe, or of another version: the message says what is wrong.

        Examples
        --------
        >>> import tempfile, torch
        >>> from relu_spectrum.probe import probe
        >>> seen = probe(torch.nn.ReLU(), torch.randn(64))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     seen.save(Path(folder, "model.json"))
        ...     again = Probe.load(Path(folder, "model.json"))
        >>> print(again, again.model, again.given, again.table() == seen.table(), sep="; ")
        Probe(relu); ReLU; float32 64; True
        """
        return cls(*files.read(path))

    def __len__(self) -> int:
        """Count the records."""
        return len(self.records)

    def __iter__(self) -> Iterator[Record]:
        """Go through the records in call order."""
        return iter(self.records)

    def __getitem__(self, key: int | slice | str) -> "Record | Reduced | Probe":
        """Give a record by number or name, or a `Probe` of some of them by slice."""
        if isinstance(key, slice):
            return Probe(self.records[key], self.model, self.given)
        if not isinstance(key, str):
            return self.records[key]
        for record in self.records:
            if record.name == key:
                return record
        several = [name for name in self.names if re.match(rf"{re.escape(key)}(@|\.\w+#)", name)]
        if several:
            raise KeyError(f"{key!r} ran {len(several)} {self.noun}s: {', '.join(several)}")
        raise KeyError(
            f"no {self.noun} ran as {key!r}, but {', '.join(self.names) or 'none at all'}"
        )

    def __repr__(self) -> str:
        """Name the records."""
        return f"Probe({', '.join(self.names)})"

    @property
    def noun(self) -> str:
        """What the records are of: "ReLU", or "activation" if there are other functions."""
        return RELU if all(record.kind == RELU for record in self.records) else "activation"

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
            zero throughout; "new power", see `Record.share_of_new_power`. If there are functions
            other than ReLU also "function", and "linear", the share of the power beside DC that a
            gain explains. NaN where it cannot be measured, as `Record.unknown` says.
        """
        wider = self.noun != RELU
        rows = [
            {
                **({"function": record.kind} if wider else {}),
                "shape": "x".join(map(str, record.shape)),
                "sample rate": np.nan if record.sample_rate is None else record.sample_rate,
                **{column: record.totals[column] for column in (WIDER if wider else COLUMNS)},
            }
            for record in self.records
        ]
        return pd.DataFrame(rows, index=pd.Index(self.names, name=self.noun))

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
            "silent": "{:.1%}", "new power": "{:.1%}", "linear": "{:.1%}",
        }  # fmt: skip
        rows = [[self.noun, *frame.columns]]
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
                x=self.noun, y="DC, mean of channels",
            ),
            panel(
                _bars(share, "new power", "accent"),
                x=self.noun, y="new power (%)", y_range=(0, 100),
            ),
            alt=f"DC and new power of {len(self)} {self.noun}s. "
            f"DC after: {', '.join(told)}. {most}",
        )  # fmt: skip
        return shown.update_xaxes(type="category")


def _bars(values: pd.Series, name: str, role: str) -> go.Bar:
    labels = [f"{one} ?" if np.isnan(value) else one for one, value in values.items()]
    return bars(labels, values.fillna(0.0), name=name, role=role)
