"""The results of a sweep as tables.

- `Results`: the records of every epoch, the start norms
- `read`: those of a folder; `load`: its records only
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .folders import Folder
from .settings import Settings
from .training import COLUMNS


@dataclass(frozen=True)
class Results:
    """The results of a sweep: a row of each array for each repetition of each arm.

    Attributes
    ----------
    settings : Settings
    arms : tuple of str [length=n]
    repetitions : ndarray [shape=(n,)], int
    records : ndarray [shape=(n, epochs + 1, 5)]
        Loss, accuracy, test accuracy, distances of both convolutions; as in `training.Run`.
    start_norms : ndarray [shape=(n, 2)]
        L2 norms of both convolutions' start weights.
    """

    settings: Settings
    arms: tuple[str, ...]
    repetitions: NDArray[np.int64]
    records: NDArray[np.float64]
    start_norms: NDArray[np.float64]

    def frame(self) -> pd.DataFrame:
        """Table of all epochs.

        Returns
        -------
        DataFrame
            arm, repetition, epoch (0 = before training), loss (nats) and accuracy on the training
            set (as `training.Run` defines them), test_accuracy, distance_1, distance_2.
        """
        n, rows, _ = self.records.shape
        return pd.DataFrame(
            {
                "arm": np.repeat(self.arms, rows),
                "repetition": np.repeat(self.repetitions, rows),
                "epoch": np.tile(np.arange(rows), n),
                **{name: self.records[:, :, k].ravel() for k, name in enumerate(COLUMNS)},
            }
        )

    def relative_distances(self) -> pd.DataFrame:
        """Table of the distances divided by the norms of the start weights.

        Returns
        -------
        DataFrame
            arm, repetition, epoch, relative_1, relative_2.
        """
        frame = self.frame()
        norms = np.repeat(self.start_norms, self.records.shape[1], axis=0)
        for k in (1, 2):
            frame[f"relative_{k}"] = frame[f"distance_{k}"] / norms[:, k - 1]
        return frame[["arm", "repetition", "epoch", "relative_1", "relative_2"]]


def read(folder: str | Path) -> Results:
    """Read the results of a sweep, also of one that is not finished.

    Parameters
    ----------
    folder : str or Path
        Where the sweep wrote.

    Returns
    -------
    Results

    Raises
    ------
    FileNotFoundError
        If it is no folder of a sweep, or no repetition is finished.
    DamagedFile
        If a repetition's file is damaged; the message names it.
    """
    home = Folder(folder)
    settings = home.settings()
    finished = home.finished()
    if not finished:
        raise FileNotFoundError(f"{home.path} holds no finished repetition yet")
    runs = [home.read(*key) for key in finished]
    return Results(
        settings,
        tuple(arm for arm, _ in finished),
        np.array([repetition for _, repetition in finished]),
        np.stack([run["records"] for run in runs]),
        np.stack([run["start_norms"] for run in runs]),
    )


def load(folder: str | Path) -> pd.DataFrame:
    """Read the records of a sweep: the `Results.frame` of `read`.

    Returns
    -------
    DataFrame
        arm, repetition, epoch (0 = before training), loss, accuracy, test_accuracy, distance_1,
        distance_2.
    """
    return read(folder).frame()
