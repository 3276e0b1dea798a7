"""How large the pooled features of each arm are before training: what the ArmsExplorer begins with.

They follow from the seed alone, but ReLU's take a minute to compute. So they are kept beside this
module, to four digits; `python tools/write_start_sizes.py` makes the file anew.

- `ARMS`: the arms that it holds
- `measure`: the sizes of some repetitions, computed; `kept`, `write`: those in the file
"""

import csv
from collections.abc import Iterable
from pathlib import Path

__all__ = ["ARMS", "FILE", "REPETITIONS", "kept", "measure", "write"]

ARMS = (
    "linear", "relu", "abs", "linear_class_dc", "relu_mean_removed_first", "linear_same_dc",
    "linear_class_dc_small",
)  # fmt: skip
"""Those whose filters are trained; the published ones on a larger input follow from them."""

REPETITIONS = 30
FILE = Path(__file__).with_name("sizes.csv")


def measure(arm: str, repetitions: Iterable[int]) -> list[tuple[float, float]]:
    """Compute the spread R and the spread of the class means B, to four digits.

    Parameters
    ----------
    arm : str
        One of `relu_spectrum.dc_experiment.ARMS`.
    repetitions : iterable of int

    Returns
    -------
    list of tuple of float
        ``(R, B)`` of each repetition, as `relu_spectrum.dc_experiment.start_sizes` has them.

    Raises
    ------
    ValueError
        If there is no such arm.
    """
    # only here: explorers must be importable without PyTorch
    from ...dc_experiment.arms import find
    from ...dc_experiment.pooled import start_sizes

    found = (start_sizes(find(arm), k) for k in repetitions)
    return [(float(f"{size.spread:.4g}"), float(f"{size.between:.4g}")) for size in found]


def kept() -> dict[str, list[tuple[float, float]]]:
    """Read the sizes in the file: of each arm of `ARMS`, ``(R, B)`` of `REPETITIONS` repetitions.

    Examples
    --------
    >>> sizes = kept()
    >>> len(sizes), len(sizes["relu"]), sizes["linear"][0]
    (7, 30, (0.005036, 0.000131))
    """
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        arm: [(float(row["R"]), float(row["B"])) for row in rows if row["arm"] == arm]
        for arm in ARMS
    }


def write(sizes: dict[str, list[tuple[float, float]]]) -> None:
    """Write the file that `kept` reads."""
    with FILE.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["arm", "repetition", "R", "B"])
        for arm, pairs in sizes.items():
            rows.writerows([arm, k, *pair] for k, pair in enumerate(pairs))
