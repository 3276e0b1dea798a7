"""Read a signal from a file: npy, wav or csv.

- `read_signal`: the samples, and the sample rate where the file knows it
"""

import struct
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.io import wavfile

from ._checks import real_array

__all__ = ["read_signal"]


def read_signal(path: str | Path) -> tuple[NDArray[np.float64], float | None]:
    """Read a signal from a file.

    Parameters
    ----------
    path : str or Path
        Its ending says what it is: ``.npy`` (an array, the last axis is time; never unpickled),
        ``.wav`` (any number of channels) or ``.csv`` (a column a channel, with or without a line of
        names).

    Returns
    -------
    ndarray [shape=(time,) or (..., time)], float64
        wav samples of whole numbers are scaled to -1 .. 1.
    float or None
        The sample rate in Hz, which only a wav file knows.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError, TypeError
        If the ending is another, the file cannot be read as what it says, or its values are not
        real, finite and at least two in time.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     np.save(f"{folder}/x.npy", [1.0, 2.0])
    ...     print(*read_signal(f"{folder}/x.npy"))
    [1. 2.] None
    """
    path = Path(path)
    readers = {".npy": _npy, ".wav": _wav, ".csv": _csv}
    if path.suffix.lower() not in readers:
        raise ValueError(f"{path}: a signal must be a {', '.join(readers)} file")
    if not path.is_file():
        raise FileNotFoundError(f"{path}: there is no such file")
    samples, rate = readers[path.suffix.lower()](path)
    try:
        samples = real_array(samples, "the signal")
    except (TypeError, ValueError) as error:
        raise type(error)(f"{path}: {error}") from None
    if samples.ndim == 0 or samples.shape[-1] < 2:
        raise ValueError(f"{path}: at least two samples are wanted, not shape {samples.shape}")
    return samples, rate


def _npy(path: Path) -> tuple[NDArray, None]:
    try:
        return np.load(path, allow_pickle=False), None
    except (ValueError, EOFError, OSError) as error:
        raise ValueError(f"{path}: not an array of numbers in npy format ({error})") from None


def _wav(path: Path) -> tuple[NDArray, float]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", wavfile.WavFileWarning)  # chunks that hold no samples
            rate, samples = wavfile.read(path)
    except (ValueError, EOFError, OSError, struct.error) as error:
        raise ValueError(f"{path}: not a wav file ({error})") from None
    if samples.dtype == np.uint8:
        samples = (samples - 128.0) / 128
    elif samples.dtype.kind == "i":
        samples = samples / -float(np.iinfo(samples.dtype).min)
    return samples.T, float(rate)


def _csv(path: Path) -> tuple[NDArray, None]:
    try:
        frame = pd.read_csv(path, header=None, skip_blank_lines=True, comment="#")
        if frame.dtypes.eq(object).any() or frame.iloc[0].map(_is_word).any():
            frame = pd.read_csv(path, skip_blank_lines=True, comment="#")
    except (ValueError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise ValueError(f"{path}: not a table of numbers ({error})") from None
    words = [str(name) for name, kind in frame.dtypes.items() if kind.kind not in "iuf"]
    if words:
        raise ValueError(f"{path}: column {words[0]} does not hold numbers only")
    samples = frame.to_numpy(np.float64).T
    return samples[0] if len(samples) == 1 else samples, None


def _is_word(value: object) -> bool:
    return isinstance(value, str)
