"""The published trainings as text: what the TrainingExplorer plays, in a page.

Losses (as natural logarithms) and distances are whole numbers times a step, one step for each arm
and quantity: 8192 or 4096 levels from the smallest value to the largest. So a loss is right to
0.1 %, and a distance to 0.013 % of the arm's largest one. Of each repetition the first number is
kept, and then the difference from epoch to epoch, because differences are small and gzip likes
that.

- `packed`: the steps and the numbers
- `script`: the same as a script for a page without a kernel
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import supplied

__all__ = ["ARMS", "FILE", "packed", "script"]

FILE = "training_results.js"
"""Name of the script among a page's assets."""

ARMS = ("relu", "linear", "linear_class_dc")
"""The paper's arms, in the order of the data."""

LOSS_LEVELS, DISTANCE_LEVELS = 8192, 4096
NOTICE = "/* Losses and distances of the DC experiment (relu_spectrum.dc_experiment), rounded. */\n"


def packed() -> dict[str, Any]:
    """Pack the published losses and distances of the paper's three arms.

    Returns
    -------
    dict
        ``repetitions`` and ``epochs`` (without epoch 0), ``starts`` and ``steps`` (for each arm of
        `ARMS`: ln loss, distance 1, distance 2), ``changes`` (whole numbers; arm by arm, quantity
        by quantity, repetition by repetition, epoch by epoch). A value is
        ``start + (sum of the changes so far) * step``.

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
    (60, 9, ['changes', 'epochs', 'repetitions', 'starts', 'steps'])
    """
    # only here: explorers must be importable without PyTorch
    from ...dc_experiment.published import load_published
    from ...statistics.repetitions import by_repetition

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
    most = (LOSS_LEVELS, DISTANCE_LEVELS, DISTANCE_LEVELS) * len(ARMS)
    steps = [float(np.ptp(column)) / (n - 1) for column, n in zip(columns, most, strict=True)]
    changes = [_changes(*packing) for packing in zip(columns, starts, steps, strict=True)]
    return {
        "repetitions": repetitions,
        "epochs": rows - 1,
        "starts": starts,
        "steps": steps,
        "changes": np.concatenate(changes).tolist(),
    }


def _changes(values: NDArray[np.float64], start: float, step: float) -> NDArray[np.int64]:
    """Round to whole steps; return the changes along the epochs."""
    levels = np.rint((values - start) / step).astype(np.int64)
    return np.diff(levels, axis=1, prepend=0).ravel()


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
