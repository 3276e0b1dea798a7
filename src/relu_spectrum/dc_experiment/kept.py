"""What the chapters ask for beside the published arms, kept so that it need not be computed again.

An arm on a larger input or with a smaller constant is no arm of the full run, but some hundred such
trainings carry a figure or a claim. Their ends, and the sizes of untrained features, lie in a file
beside this module. `python tools/keep_runs.py` makes it anew, in a minute.

- `kept_run`: how a training ends
- `kept_sizes`: `pooled.start_sizes`
- `FOUND`: what is known so far; `write`, `read`: put it into the file, and take it from there
"""

from collections.abc import Callable, Iterable
from dataclasses import astuple
from pathlib import Path

import numpy as np

from .. import _files
from .._checks import whole_number
from .arms import Arm
from .pooled import Sizes, start_sizes
from .settings import Settings
from .training import Run, train

FILE = Path(__file__).with_name("kept.txt")


def read() -> dict[str, list[float]]:
    """Read the file: a line of each entry has its key, a colon, and its numbers."""
    entries = (line.split(": ") for line in FILE.read_text("utf-8").splitlines())
    return {key: [float(number) for number in numbers.split()] for key, numbers in entries}


FOUND = read()


def _known(
    kind: str, arm: Arm, repetition: int, compute: Callable[[], Iterable[float]]
) -> list[float]:
    """Look up; compute what is not there, to nine digits. Only what an arm does matters."""
    if not isinstance(arm, Arm):
        raise TypeError(f"arm must be an Arm, such as ARMS['relu'], not {arm!r}")
    repetition = whole_number(repetition, "repetition", least=0)
    words = (arm.centred, "frozen" * arm.frozen)
    numbers = (float(value) for value in (arm.slope, arm.scale, *arm.dc))
    key = " ".join(map(str, (kind, *filter(None, words), *numbers, repetition)))
    if key not in FOUND:
        FOUND[key] = [float(f"{value:.9g}") for value in compute()]
    return FOUND[key]


def kept_run(arm: Arm, repetition: int) -> Run:
    """Return how a repetition with the paper's settings ends: kept, or trained now.

    Parameters
    ----------
    arm : Arm
        Of `ARMS`, or changed with `dataclasses.replace`.
    repetition : int
        Its number, zero or more.

    Returns
    -------
    Run
        As of `train`, but `records` holds its last row only.

    Raises
    ------
    TypeError, ValueError
        If `arm` is no arm, or `repetition` not a whole number of at least zero.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from relu_spectrum.dc_experiment import ARMS
    >>> run = kept_run(replace(ARMS["linear"], scale=10.0), 0)
    >>> (run.records[-1, 4] / run.start_norms[1]).round(1)
    np.float64(3.5)
    """

    def compute() -> list[float]:
        run = train(arm, repetition, Settings())
        return [*run.records[-1], *run.start_norms]

    found = np.array(_known("run", arm, repetition, compute))
    return Run(found[None, :-2], found[-2:])


def kept_sizes(arm: Arm, repetition: int) -> Sizes:
    """Return the sizes of the features before training: kept, or computed now.

    Parameters
    ----------
    arm, repetition
        As in `kept_run`.

    Returns
    -------
    Sizes
        As of `start_sizes`, with the paper's settings.

    Raises
    ------
    TypeError, ValueError
        As in `kept_run`.

    Examples
    --------
    >>> from relu_spectrum.dc_experiment import ARMS
    >>> round(kept_sizes(ARMS["relu"], 0).spread, 3)
    0.079
    """

    def compute() -> tuple[float, float, float]:
        return astuple(start_sizes(arm, repetition))

    return Sizes(*_known("sizes", arm, repetition, compute))


def write() -> None:
    """Write all that is known into the file."""
    lines = (f"{key}: {' '.join(map(str, FOUND[key]))}\n" for key in sorted(FOUND))
    _files.write_text(FILE, "".join(lines))
