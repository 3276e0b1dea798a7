"""A folder of finished chunks: some repetitions of one arm in each file.

Beside the chunks ``arm.first-last.npz`` lie ``settings.json``, which all of them share, and
``runs.jsonl``, a line for each sweep that has written here.

- `Folder`: open one, made if need be; its chunks
- `Chunk`: some repetitions of one arm
- `SweepError`: why a sweep cannot go on
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .. import array_store
from ..array_store import DamagedFile
from .arms import ARMS
from .settings import CHANNELS, CLASSES, Settings
from .training import COLUMNS

SETTINGS, RUNS = "settings.json", "runs.jsonl"


class SweepError(RuntimeError):
    """A sweep cannot start or go on; what was finished is kept."""


@dataclass(frozen=True)
class Chunk:
    """Some repetitions of one arm, to be computed or in a file."""

    arm: str
    repetitions: tuple[int, ...]

    @property
    def file(self) -> str:
        """Name of its file."""
        return f"{self.arm}.{self.repetitions[0]:04d}-{self.repetitions[-1]:04d}.npz"

    def check(self, arrays: dict[str, NDArray], settings: Settings) -> None:
        """Raise `ValueError` if these are not the arrays of this chunk."""
        n = len(self.repetitions)
        shapes = {
            "records": (n, settings.epochs + 1, len(COLUMNS)),
            "start_norms": (n, 2),
            "means_start": (n, CLASSES, CHANNELS),
            "means_end": (n, CLASSES, CHANNELS),
        }
        for name, shape in shapes.items():
            if name not in arrays or arrays[name].shape != shape:
                raise ValueError(f"{name} of the shape {shape} is missing")
            if not np.isfinite(arrays[name]).all():
                raise ValueError(f"{name} is not finite")
        try:
            about = json.loads(str(arrays["about"]))
            found = about["arm"], tuple(about["repetitions"]), about["settings"]
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"it does not say what it is: {error}") from error
        if found != (self.arm, self.repetitions, asdict(settings)):
            raise ValueError(f"it says that it is {found}")


class Folder:
    """A folder of chunks.

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
            self._write(SETTINGS, json.dumps(asdict(settings), indent=2) + "\n")
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
        """Read the settings that all chunks share.

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

    def chunks(self) -> Iterator[tuple[Chunk, Path]]:
        """List the finished chunks by the names of their files, arm by arm.

        Raises
        ------
        DamagedFile
            If a file has the name of no chunk, or shares repetitions with another.
        """
        rank = {name: number for number, name in enumerate(ARMS)}
        found = []
        for path in self.path.glob("*.npz"):
            try:
                arm, span = path.stem.split(".")
                first, last = (int(number) for number in span.split("-"))
                chunk = Chunk(arm, tuple(range(first, last + 1)))
                known = chunk.file == path.name and arm in ARMS
            except (ValueError, IndexError):
                known = False
            if not known:
                raise DamagedFile(f"{path} is not the name of a chunk")
            found.append((chunk, path))
        found.sort(key=lambda pair: (rank[pair[0].arm], pair[0].repetitions))
        for (a, path), (b, other) in pairwise(found):
            if a.arm == b.arm and a.repetitions[-1] >= b.repetitions[0]:
                raise DamagedFile(f"{path} and {other.name} hold the same repetitions")
        yield from found

    def read(self, chunk: Chunk) -> dict[str, NDArray]:
        """Read one chunk.

        Raises
        ------
        DamagedFile
            If it cannot be read or is not what its name says.
        """
        path = self.path / chunk.file
        arrays = array_store.read(path)
        try:
            chunk.check(arrays, self.settings())
        except ValueError as error:
            raise DamagedFile(f"{path} is damaged: {error}") from error
        return arrays

    def write(self, chunk: Chunk, arrays: dict[str, NDArray]) -> None:
        """Write one chunk, whole or not at all.

        Raises
        ------
        SweepError
            If the write fails.
        """
        path = self.path / chunk.file
        try:
            array_store.save(path, arrays)
        except OSError as error:
            raise SweepError(
                f"{path} cannot be written: {error.strerror or error}; the chunks that were "
                "finished before are intact, and the same command continues with what is missing"
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

    def _write(self, name: str, text: str) -> None:
        """Write a text file, whole or not at all."""
        scratch = self.path / f".{name}-{os.getpid()}"
        try:
            scratch.write_text(text, encoding="utf-8")
            os.replace(scratch, self.path / name)
        except OSError as error:
            scratch.unlink(missing_ok=True)
            raise SweepError(f"{self.path / name} cannot be written: {error}") from error


def missing(arm: str, repetitions: int, done: Iterable[int], size: int) -> list[Chunk]:
    """Cut the repetitions 0, 1, ... that are not done into chunks of at most `size`.

    A chunk has no gaps, and ends where a multiple of `size` does.

    Examples
    --------
    >>> [chunk.file for chunk in missing("abs", 5, done=[2], size=2)]
    ['abs.0000-0001.npz', 'abs.0003-0003.npz', 'abs.0004-0004.npz']
    """
    done, groups = set(done), {}
    for repetition in range(repetitions):
        if repetition not in done:
            block = repetition // size
            gaps = sum(other < repetition for other in done if other // size == block)
            groups.setdefault((block, gaps), []).append(repetition)
    return [Chunk(arm, tuple(group)) for group in groups.values()]
