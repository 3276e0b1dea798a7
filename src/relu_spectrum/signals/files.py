"""Read a signal from a file: npy, npz, wav or csv.

- `read_signal`: the samples, and the sample rate where the file knows it

A file that can be read in two ways is refused, and no sample is lost or invented: the rules are in
`relu_spectrum.signals.csv_signals` and `relu_spectrum.signals.wav_signals`.
"""

import io
import zipfile
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from .._checks import real_array
from .csv_signals import read_csv
from .wav_signals import read_wav

__all__ = ["read_signal"]


def read_signal(path: str | Path) -> tuple[NDArray[np.float64], float | None]:
    """Read a signal from a file.

    Parameters
    ----------
    path : str or Path
        Its ending says what it is: ``.npy`` or ``.npz`` (one array, the last axis is time; never
        unpickled), ``.wav`` (any number of channels), or ``.csv``, ``.tsv`` and ``.txt`` (a table,
        a column a channel, with or without a line of names).

    Returns
    -------
    ndarray [shape=(time,) or (..., time)], float64
        wav samples of whole numbers are scaled to -1 .. 1; others are as they are.
    float or None
        The sample rate in Hz: of a wav file, or of a table with a column of times.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError, TypeError
        If the ending is another, the file cannot be read as what it says, or its values are not
        real, finite and at least two in time. The message names the file, and the line of a table.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     np.save(f"{folder}/x.npy", [1.0, 2.0])
    ...     print(*read_signal(f"{folder}/x.npy"))
    [1. 2.] None
    """
    path = Path(path)
    tables = dict.fromkeys((".csv", ".tsv", ".txt"), read_csv)
    readers = {".npy": _npy, ".npz": _npz, ".wav": read_wav, **tables}
    if path.suffix.lower() not in readers:
        raise ValueError(f"{path}: a signal must be a {', '.join(readers)} file")
    if not path.is_file():
        what = "this is no file" if path.exists() else "there is no such file"
        raise FileNotFoundError(f"{path}: {what}")
    try:
        samples, rate = readers[path.suffix.lower()](path)
        samples = _finite(samples)
    except (TypeError, ValueError) as error:
        raise type(error)(f"{path}: {error}") from None
    if samples.ndim == 0 or samples.shape[-1] < 2:
        raise ValueError(f"{path}: at least two samples are wanted, not shape {samples.shape}")
    return samples, rate


def _npy(path: Path) -> tuple[NDArray, None]:
    with path.open("rb") as file:
        return _array(file), None


def _array(file: BinaryIO) -> NDArray:
    try:
        array = np.lib.format.read_array(file, allow_pickle=False)
    except Exception as error:  # what numpy raises here depends on what the file is
        raise ValueError(f"not an array of numbers in npy format ({error})") from None
    if file.read(1):
        raise ValueError("more follows the array: one array a file is wanted")
    return array


def _npz(path: Path) -> tuple[NDArray, None]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            content = archive.read(names[0]) if len(names) == 1 else b""
    except Exception as error:  # as above
        raise ValueError(f"not an array of numbers in npz format ({error})") from None
    if len(names) != 1:
        raise ValueError(f"one array is wanted, not {len(names)}: {', '.join(names)}")
    return _array(io.BytesIO(content)), None


def _finite(samples: NDArray) -> NDArray[np.float64]:
    if samples.dtype.kind == "f" and samples.size and not np.isfinite(samples).all():
        bad = np.argwhere(~np.isfinite(samples))
        place = ", ".join(map(str, bad[0].tolist()))
        raise ValueError(
            f"the signal must be finite: {len(bad)} of {samples.size} values are NaN or infinite, "
            f"the first at [{place}]"
        )
    if (
        samples.dtype.kind in "iu"
        and samples.size
        and not -(2**53) <= samples.min() <= samples.max() <= 2**53
    ):
        raise ValueError("whole numbers beyond 2**53 would be rounded")
    return real_array(samples, "the signal")
