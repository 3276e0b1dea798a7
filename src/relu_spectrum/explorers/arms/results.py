"""The published arms as text: sizes before training and distances, as the ArmsExplorer shows them.

Logarithms of the distances are rounded to 0.001 (0.23 %); of each repetition the first one is kept,
and then the difference from epoch to epoch, because differences are small and gzip likes that.

- `WORDS`: what the explorer calls the arms, by their numbers
- `RUNS`: the published runs that it shows
- `packed`: sizes and distances; `script`: the same as a script for a page without a kernel
"""

from typing import Any

import numpy as np

from .. import supplied
from . import sizes

__all__ = ["FILE", "RUNS", "WORDS", "packed", "script"]

FILE = "arms_results.js"
"""Name of the script among a page's assets."""

_NAMES = ("linear", "ReLU", "|x|", "class DC", "centred", "same DC", "weak DC")
WORDS = dict(enumerate(_NAMES, start=1))

RUNS = {arm: (arm, 1) for arm in sizes.ARMS}
RUNS |= {"linear_input_1000": ("linear", 1000), "relu_input_20": ("relu", 20)}
"""Name of a published arm -> the arm of `sizes.ARMS` that it is, and the factor of its input."""

LEVELS = 1000  # to a factor of ten
NOTICE = "/* Arms of the DC experiment (relu_spectrum.dc_experiment), rounded. */\n"


def packed() -> dict[str, Any]:
    """Pack sizes and distances of `sizes.REPETITIONS` repetitions.

    Returns
    -------
    dict
        ``levels``; ``sizes``, as `sizes.kept` has them, in the order of `sizes.ARMS`; ``runs``,
        for each of `RUNS` a dict of ``arm`` (its place in `sizes.ARMS`), ``scale`` and
        ``changes``: of each repetition whole numbers from epoch 1 on, whose sums so far are
        log10(distance of layer 2 / start norm) times ``levels``.

    Raises
    ------
    FileNotFoundError, DamagedFile
        As in `relu_spectrum.dc_experiment.read_published`.

    Examples
    --------
    >>> found = packed()
    >>> len(found["sizes"]), len(found["runs"]), len(found["runs"][0]["changes"][0])
    (7, 9, 60)
    """
    # only here: explorers must be importable without PyTorch
    from ...dc_experiment.published import read_published
    from ...statistics.repetitions import by_repetition

    frame = read_published().relative_distances()
    runs = []
    for name, (arm, scale) in RUNS.items():
        distance = by_repetition(frame, name, "relative_2")[: sizes.REPETITIONS, 1:]
        levels = np.rint(LEVELS * np.log10(distance)).astype(np.int64)
        changes = np.diff(levels, axis=1, prepend=0).tolist()
        runs.append({"arm": sizes.ARMS.index(arm), "scale": scale, "changes": changes})
    start = sizes.kept()
    return {"levels": LEVELS, "sizes": [start[arm] for arm in sizes.ARMS], "runs": runs}


def script() -> str:
    """Write the packed results as a script that sets ``globalThis.reluArmsResults``.

    Returns
    -------
    str
        ASCII.

    Raises
    ------
    FileNotFoundError, DamagedFile
        As in `packed`.
    """
    return supplied.script("reluArmsResults", packed(), notice=NOTICE)
