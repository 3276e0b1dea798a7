"""A folder of finished chunks.

Beside the chunks ``arm.first-last.npz`` lie ``settings.json``, which all of them share, and
``runs.jsonl``, a line for each sweep that has ended here.

- `Folder`: make one, or see that it fits; read and write its chunks
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

from numpy.typing import NDArray

from .. import _files
from .._files import DamagedFile
from .arms import ARMS
from .chunks import Chunk, SweepError
from .settings import Settings

SETTINGS, RUNS = "settings.json", "runs.jsonl"


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
        arrays = _files.read(path)
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
            _files.save(path, arrays)
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
        try:
            _files.write_text(self.path / name, text)
        except OSError as error:
            raise SweepError(f"{self.path / name} cannot be written: {error}") from error
