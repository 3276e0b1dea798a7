"""A folder of finished repetitions.

Beside the repetitions ``arm.number.npz`` lie ``settings.json``, which all of them share, and
``runs.jsonl``, a line for each sweep that has ended here.

- `Folder`: make one, or see that it fits; read and write its repetitions
"""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .. import _files
from .._files import DamagedFile
from .arms import ARMS
from .settings import Settings
from .training import COLUMNS
from .workers import SweepError

SETTINGS, RUNS = "settings.json", "runs.jsonl"


class Folder:
    """A folder of repetitions.

    Parameters
    ----------
    path : str or Path
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def prepare(self, settings: Settings) -> None:
        """Make the folder for these settings, or see that it was made for them.

        Raises
        ------
        SweepError
            If there is a file in its place, or a folder of something else or of other settings.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise SweepError(f"{self.path} is a file or lies in one; give a folder") from None
        if not (self.path / SETTINGS).exists():
            others = sorted(file.name for file in self.path.iterdir() if file.name[0] != ".")
            if others:
                raise SweepError(
                    f"{self.path} holds {others[0]} and no {SETTINGS}: it is no folder of a sweep; "
                    "give a new or empty one"
                )
            try:
                _files.write_text(self.path / SETTINGS, json.dumps(asdict(settings), indent=2))
            except OSError as error:
                raise SweepError(f"{self.path / SETTINGS} cannot be written: {error}") from error
        own = asdict(self.settings())
        differences = [
            f"{name} = {own[name]}, not {value}"
            for name, value in asdict(settings).items()
            if own[name] != value
        ]
        if differences:
            raise SweepError(
                f"{self.path} was made with other settings ({'; '.join(differences)}); "
                "give these or another folder"
            )

    def settings(self) -> Settings:
        """Read the settings that all repetitions share.

        Raises
        ------
        FileNotFoundError
            If this is no folder of a sweep.
        DamagedFile
            If the file is damaged.
        """
        path = self.path / SETTINGS
        try:
            return Settings(**json.loads(path.read_text(encoding="utf-8")))
        except NotADirectoryError:
            raise FileNotFoundError(f"{self.path} is not the folder of a sweep") from None
        except (ValueError, TypeError) as error:
            raise DamagedFile(f"{path} cannot be read: {error}") from error

    def file(self, arm: str, repetition: int) -> Path:
        """Where a repetition of an arm lies."""
        return self.path / f"{arm}.{repetition:04d}.npz"

    def finished(self) -> list[tuple[str, int]]:
        """List arm and number of the finished repetitions by the names of their files, arm by arm.

        Raises
        ------
        DamagedFile
            If a file has the name of no repetition.
        """
        rank = {name: number for number, name in enumerate(ARMS)}
        found = []
        for path in self.path.glob("*.npz"):
            arm, _, number = path.stem.partition(".")
            known = arm in ARMS and number.isdecimal() and path == self.file(arm, int(number))
            if not known:
                raise DamagedFile(f"{path} is not the name of a repetition")
            found.append((arm, int(number)))
        return sorted(found, key=lambda pair: (rank[pair[0]], pair[1]))

    def read(self, arm: str, repetition: int) -> dict[str, NDArray]:
        """Read one repetition.

        Raises
        ------
        DamagedFile
            If it cannot be read or is not what its name says.
        """
        path, settings = self.file(arm, repetition), self.settings()
        arrays = _files.read(path)
        try:
            about = json.loads(str(arrays["about"]))
            if [about[key] for key in ("arm", "repetition", "settings")] != [
                arm,
                repetition,
                asdict(settings),
            ]:
                raise ValueError(f"it says that it is {about}")
            shapes = {"records": (settings.epochs + 1, len(COLUMNS)), "start_norms": (2,)}
            for name, shape in shapes.items():
                if arrays[name].shape != shape or not np.isfinite(arrays[name]).all():
                    raise ValueError(f"{name} of the shape {shape} and finite is missing")
        except (KeyError, TypeError, ValueError) as error:
            raise DamagedFile(f"{path} is damaged: {error}") from error
        return arrays

    def write(self, arm: str, repetition: int, arrays: dict[str, NDArray]) -> None:
        """Write one repetition, whole or not at all.

        Raises
        ------
        SweepError
            If the write fails.
        """
        path = self.file(arm, repetition)
        try:
            _files.save(path, arrays)
        except OSError as error:
            raise SweepError(
                f"{path} cannot be written: {error.strerror or error}; what was finished before "
                "is intact, and the same command continues with what is missing"
            ) from error

    def remember(self, line: dict) -> None:
        """Add a line about a sweep."""
        with (self.path / RUNS).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def runs(self) -> list[dict]:
        """List what `remember` was given."""
        path = self.path / RUNS
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]
