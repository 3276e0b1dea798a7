"""The results of the full run, in one small file that comes with the package.

Loss and distances are kept as float32, accuracies as counts of correct answers, so that they are
exact.

- `publish`: turn the folder of a sweep into the file
- `read_published`, `load_published`: the results, and their records only
- `about_published`: commands, dates, duration and versions that made them
"""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pandas as pd

from .. import _files
from .._files import DamagedFile
from .folders import Folder
from .network import CLASSES
from .results import Results, read
from .settings import Settings

PUBLISHED = Path(__file__).parent / "published.npz"


def publish(folder: str | Path, path: str | Path = PUBLISHED) -> None:
    """Turn the folder of a sweep into one small file.

    Parameters
    ----------
    folder : str or Path
        Where the sweep wrote.
    path : str or Path, optional
        The file; by default the package's own.

    Raises
    ------
    FileNotFoundError, DamagedFile
        As `results.read`.
    """
    results = read(folder)
    settings = results.settings
    n_train, n_test = CLASSES * settings.train_per_class, CLASSES * settings.test_per_class
    about = {
        "settings": asdict(settings),
        "sweeps": [{"command": _command(run, settings)} | run for run in Folder(folder).runs()],
    }
    names = sorted(set(results.arms))
    _files.save(
        Path(path),
        {
            "about": np.array(json.dumps(about)),
            "names": np.array(names),
            "arm": np.array([names.index(arm) for arm in results.arms], np.uint8),
            "repetition": results.repetitions.astype(np.uint16),
            "loss": results.records[:, :, 0].astype(np.float32),
            "correct": np.rint(results.records[:, :, 1] * n_train).astype(np.uint16),
            "test_correct": np.rint(results.records[:, :, 2] * n_test).astype(np.uint16),
            "distances": results.records[:, :, 3:].astype(np.float32),
            "start_norms": results.start_norms.astype(np.float32),
        },
        compressed=True,
    )


def _command(run: dict, settings: Settings) -> str:
    """Write the command that a line of the folder's record stands for."""
    options = {
        "arms": ",".join(run["arms"]),
        "repetitions": run["repetitions"],
        **{name.replace("_", "-"): value for name, value in asdict(settings).items()},
        "out": "DIR",
    }
    return " ".join(["relu-spectrum sweep", *(f"--{k} {v}" for k, v in options.items())])


def read_published(path: str | Path = PUBLISHED) -> Results:
    """Read the results of the full run.

    Returns
    -------
    Results

    Raises
    ------
    FileNotFoundError, DamagedFile
        If there is no such file, or it is damaged.
    """
    arrays = _files.read(Path(path))
    try:
        settings = Settings(**json.loads(str(arrays["about"]))["settings"])
        n_train, n_test = CLASSES * settings.train_per_class, CLASSES * settings.test_per_class
        columns = [
            arrays["loss"],
            arrays["correct"] / n_train,
            arrays["test_correct"] / n_test,
            arrays["distances"][:, :, 0],
            arrays["distances"][:, :, 1],
        ]
        return Results(
            settings,
            tuple(arrays["names"][arrays["arm"]].tolist()),
            arrays["repetition"].astype(np.int64),
            np.stack(columns, axis=2).astype(np.float64),
            arrays["start_norms"].astype(np.float64),
        )
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise DamagedFile(f"{path} does not hold the results of a sweep: {error!r}") from error


def load_published() -> pd.DataFrame:
    """Read the records of the full run, with the columns of `results.load`."""
    return read_published().frame()


def about_published(path: str | Path = PUBLISHED) -> dict:
    """Read what made the file.

    Returns
    -------
    dict
        ``settings``, and ``sweeps``: for each its command, arms, repetitions, workers, date,
        seconds and versions.
    """
    return json.loads(str(_files.read(Path(path))["about"]))
