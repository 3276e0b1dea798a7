"""Files that are written whole or not at all, or that say when they are damaged or missing.

Not part of the public interface.

- `replacing`: write beside a file, then put the new one in its place; `write_text`: the same
- `save`: named arrays to one ``.npz`` file
- `read`: the same back, if the file can be read; `load`: if their digest is right
- `digest`: SHA-256 of named arrays, whatever file they came from
- `built`: the text of a file that esbuild made
"""

import hashlib
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

STATIC = Path(__file__).parent / "explorers" / "static"


class DamagedFile(ValueError):
    """A file does not hold the arrays that it should."""


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """Give a new file to write to; it takes the place of `path` if nothing fails.

    Another process sees either the old file or the new one.

    Raises
    ------
    OSError
        If the folder does not exist or cannot be written to; what was there stays.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(Path(folder, "a.txt")) as scratch:
    ...         _ = scratch.write_text("new")
    ...     print(os.listdir(folder))
    ['a.txt']
    """
    path = Path(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    os.close(handle)
    try:
        yield Path(name)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_text(path: str | Path, text: str) -> None:
    """Write a text file in UTF-8, whole or not at all; raises as `replacing`."""
    with replacing(path) as scratch:
        scratch.write_text(text, encoding="utf-8")


def digest(arrays: Mapping[str, NDArray]) -> str:
    """Compute the SHA-256 of named arrays.

    Of each name, in alphabetical order, with type and shape, followed by the values as
    little-endian bytes in C order: the same on every machine.

    Examples
    --------
    >>> digest({"x": np.arange(3.0)}) == digest({"x": np.arange(3.0).astype(">f8")})
    True
    """
    total = hashlib.sha256()
    for name in sorted(arrays):
        array = np.asarray(arrays[name])
        array = np.ascontiguousarray(array, array.dtype.newbyteorder("<")).reshape(array.shape)
        total.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        total.update(array.tobytes())
    return total.hexdigest()


def save(path: Path, arrays: Mapping[str, NDArray], *, compressed: bool = False) -> None:
    """Write named arrays to an ``.npz`` file, whole or not at all.

    Parameters
    ----------
    path : Path
        In a folder that exists. A file that is there is replaced in one step.
    arrays : mapping of str to ndarray
        Numbers, not objects.
    compressed : bool, optional
        Whether the file is small or quickly written.

    Examples
    --------
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name) / "x.npz"
    >>> save(path, {"x": np.arange(3.0)})
    >>> load(path, digest({"x": np.arange(3.0)}))
    {'x': array([0., 1., 2.])}
    >>> folder.cleanup()
    """
    write = np.savez_compressed if compressed else np.savez
    with replacing(path) as scratch, scratch.open("wb") as file:
        write(file, allow_pickle=False, **arrays)


def read(path: Path) -> dict[str, NDArray]:
    """Read the arrays of an ``.npz`` file.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    DamagedFile
        If the file cannot be read as ``.npz``; each array carries a checksum.
    """
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            return dict(file)
    except (ValueError, EOFError, KeyError, TypeError, zipfile.BadZipFile, zlib.error) as error:
        raise DamagedFile(f"{path} cannot be read: {error}") from error


def load(path: Path, sha256: str) -> dict[str, NDArray]:
    """Read the arrays of an ``.npz`` file and check them.

    Parameters
    ----------
    path : Path
    sha256 : str
        The `digest` that the arrays must have.

    Returns
    -------
    dict of str to ndarray

    Raises
    ------
    FileNotFoundError, DamagedFile
        As `read`; `DamagedFile` also if the arrays have another digest.
    """
    arrays = read(path)
    if (found := digest(arrays)) != sha256:
        raise DamagedFile(f"{path} holds arrays with the digest {found}, not {sha256}")
    return arrays


def built(name: str) -> str:
    """Return the text of a bundled file.

    Parameters
    ----------
    name : str
        Its name in the folder `explorers/static` of the package.

    Raises
    ------
    FileNotFoundError
        If it has not been built; the message says how to build it.
    """
    path = STATIC / name
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FileNotFoundError(
            f"{path} is missing: the package's JavaScript has not been built. Run `npm ci` and "
            "`node build.mjs explorers` at the top of the repository, or `make book`."
        ) from None
