"""What is kept of a run: every signal, or spectra that are made while it runs.

- `Keeping`: makes records of what ran, at its end or at once
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .._checks import whole_number
from .kept.limits import Limits
from .kept.reduced import Reduced
from .kept.reducing import reduced
from .naming import names
from .rates.given import GivenTime
from .record import Record
from .watch.activations import FUNCTIONS, family
from .watch.seen import Call

WAYS = ("signals", "spectra")


class Keeping:
    """Makes records of what ran.

    Parameters
    ----------
    keep : str
        "signals", or "spectra": each record is then reduced as soon as it has run, as in a saved
        file, and its signals are let go.
    given : GivenTime
        What is known of time.
    welch : int, optional
        As in `relu_spectrum.probe.record.Record`.

    Raises
    ------
    TypeError, ValueError
        If keep is neither, or welch is below 2.
    """

    def __init__(self, keep: str, given: GivenTime, welch: int | None) -> None:
        if keep not in WAYS:
            raise ValueError(f"keep must be 'signals' or 'spectra', not {keep!r}")
        if welch is not None:
            whole_number(welch, "welch", least=2)
        self.keep, self.given, self.welch = keep, given, welch
        self.ran: Counter[str] = Counter()

    def at_once(self, call: Call) -> Call:
        """Reduce what has just run, if only spectra are kept."""
        if self.keep == "signals":
            return call
        name = self._name_so_far(call)
        kept = reduced(self._record(name, call), Limits.of(1))
        return replace(call, before=None, after=None, kept=kept)

    def _name_so_far(self, call: Call) -> str:
        """Name a call before it is known whether its module runs again."""
        function = FUNCTIONS[family(call.kind)]
        base = call.path or function if call.own else f"{call.path}.{function}".lstrip(".")
        key = f"{base}@" if call.own else f"{base}#"
        self.ran[key] += 1
        numbered = f"{key}{self.ran[key]}"
        return base if call.own and self.given.names(base) else numbered

    def records(self, calls: Sequence[Call]) -> list[Record | Reduced]:
        """Make the records, under the names that they have at the end.

        Raises
        ------
        ValueError
            If a rate or an axis is given for a record that there is not.
        """
        found = names(calls)
        self.given.check(found)
        return [
            self._record(name, call) if call.kept is None else _renamed(call.kept, name)
            for name, call in zip(found, calls, strict=True)
        ]

    def _record(self, name: str, call: Call) -> Record:
        return Record(
            name, call.before, call.after, path=call.path, module=call.own, kind=call.kind,
            welch=self.welch, **self.given.of(name, call),
        )  # fmt: skip


def _renamed(record: Reduced, name: str) -> Reduced:
    return replace(record, name=name, unknown=record.unknown.replace(record.name, name))
