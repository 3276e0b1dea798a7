"""The published trainings as text: what the TrainingExplorer plays, in a page.

Losses (as natural logarithms) and distances are whole numbers times a step, one step for each arm
and quantity: 8649 levels from the smallest value to the largest. So a loss is right to 0.1 %, and a
distance to 0.006 % of the arm's largest one. Of each repetition the first number is kept, and then
the difference from epoch to epoch, modulo 8649: two digits of base 93, as in `kid_ppg_weights`. All
first digits come before all second ones, because differences are small and gzip likes that.

- `packed`: the steps and the digits
- `script`: the same as a script for a page without a kernel
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import supplied
from .kid_ppg_weights import BASE, DIGITS

__all__ = ["ARMS", "FILE", "packed", "script"]

FILE = "training_results.js"
"""Name of the script among a page's assets."""

ARMS = ("relu", "linear", "linear_class_dc")
"""The paper's arms, in the order of the data."""

LEVELS = BASE**2
NOTICE = "/* Losses and distances of the DC experiment (relu_spectrum.dc_experiment), rounded. */\n"


def packed() -> dict[str, Any]:
    """Pack the published losses and distances of the paper's three arms.

    Returns
    -------
    dict
        ``repetitions`` and ``epochs`` (without epoch 0), ``starts`` and ``steps`` (for each arm of
        `ARMS`: ln loss, distance 1, distance 2), ``digits`` (2 strings, the more significant
        first; arm by arm, quantity by quantity, repetition by repetition, epoch by epoch). A
        value is ``start + number * step``.

    Raises
    ------
    FileNotFoundError, DamagedFile
        As in `relu_spectrum.dc_experiment.read_published`.
    ValueError
        If an arm is missing, or has fewer repetitions than another.

    Examples
    --------
    >>> results = packed()
    >>> results["epochs"], len(results["steps"]), sorted(results)
    (60, 9, ['digits', 'epochs', 'repetitions', 'starts', 'steps'])
    """
    # only here: explorers must be importable without PyTorch
    from ..dc_experiment.published import load_published
    from ..repetitions import by_repetition

    frame = load_published()
    columns = [
        change(by_repetition(frame, arm, value))
        for arm in ARMS
        for value, change in (("loss", np.log), ("distance_1", np.abs), ("distance_2", np.abs))
    ]
    shapes = {column.shape for column in columns}
    if len(shapes) > 1:
        raise ValueError(f"the arms must have the same repetitions, not {sorted(shapes)}")
    ((repetitions, rows),) = shapes
    starts = [float(column.min()) for column in columns]
    steps = [float(np.ptp(column)) / (LEVELS - 1) for column in columns]
    numbers = np.concatenate(
        [_changes(c, start, step) for c, start, step in zip(columns, starts, steps, strict=True)]
    )
    letters = np.frombuffer(DIGITS.encode(), np.uint8)
    digits = [letters[place].tobytes().decode() for place in (numbers // BASE, numbers % BASE)]
    return {
        "repetitions": repetitions,
        "epochs": rows - 1,
        "starts": starts,
        "steps": steps,
        "digits": digits,
    }


def _changes(values: NDArray[np.float64], start: float, step: float) -> NDArray[np.int64]:
    """Round to whole steps; return the changes along the epochs, 0 to 8648."""
    levels = np.rint((values - start) / step).astype(np.int64)
    return (np.diff(levels, axis=1, prepend=0) % LEVELS).ravel()


def script() -> str:
    """Write the packed results as a script that sets ``globalThis.reluTrainingResults``.

    Returns
    -------
    str
        ASCII.

    Raises
    ------
    FileNotFoundError, DamagedFile, ValueError
        As in `packed`.
    """
    return supplied.script("reluTrainingResults", packed(), notice=NOTICE)
