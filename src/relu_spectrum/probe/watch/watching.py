"""Watch a model run, in this thread and in those that it starts.

- `watching`: a context in which each activation function that a model runs becomes a `Call`
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from torch import nn

from ..rates.tracking import Rates
from .activations import Wanted
from .calls import Watch
from .custom_bodies import active, flagged
from .place import Place
from .recurrent import announced
from .seen import Call, Seen
from .shared_changes import Shared
from .threads import wrapping


@contextmanager
def watching(
    model: nn.Module,
    rates: Rates | None = None,
    wanted: Wanted | None = None,
    keep: Callable[[Call], Call] = lambda call: call,
    replay: Callable[..., None] | None = None,
) -> Iterator[tuple[Seen, Place]]:
    """Record every ReLU that runs in this thread, and in those that it starts.

    Parameters
    ----------
    model : torch.nn.Module
        Whose modules give the calls their paths.
    rates : Rates, optional
        To follow sample rates with.
    wanted : Wanted, optional
        Other functions to record, or more than ReLU.
    keep : callable, optional
        Is given each `Call` at once, and returns what is kept of it.
    replay : callable, optional
        Is given each operator that is recorded, with what it was called with and what it gave.

    Yields
    ------
    (Seen, Place)
        What has run so far, and where the model is at work.

    Examples
    --------
    >>> import torch
    >>> model = nn.Sequential(nn.ReLU(), nn.Sequential(nn.Threshold(0.0, 0.0)))
    >>> with watching(model) as (seen, _):
    ...     _ = model(torch.tensor([-1.0, 2.0]))
    >>> [(call.path, call.before.tolist()) for call in seen.calls]
    [('0', [-1.0, 2.0]), ('1.0', [0.0, 2.0])]
    """
    seen = Seen()
    place = Place(model, seen)
    watch = Watch(place, seen, rates, wanted or Wanted(), keep, replay)
    with FLAGS.held(), RECURRENT.held(), THREADS.held(), place.known(), active(watch):
        try:
            yield seen, place
        finally:
            watch.open, watch.rates = False, None  # for threads that go on


def _recurrent(operator: Any) -> None:
    watch = Watch.current()
    if watch is not None and watch.wanted.relu:
        watch.note(watch.seen.recurrent, operator._schema.name)


def _handed_over(work: Callable) -> Callable:
    watch = Watch.current()
    if watch is None:
        return work
    path = watch.place.now()[0]

    def watched(*args, **kwargs):
        if Watch.current() is not None or not watch.open:
            return work(*args, **kwargs)
        with watch.place.at(path), active(watch):
            return work(*args, **kwargs)

    return watched


FLAGS = Shared(flagged)
RECURRENT = Shared(lambda: announced(_recurrent))
THREADS = Shared(lambda: wrapping(_handed_over))
