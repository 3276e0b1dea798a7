"""What is in the wheel is read, and never run; test_published.py has the rest."""

import io
import os
import pickle
import zipfile

import h5py
import numpy as np
import pytest

from relu_spectrum.models import kid_ppg_wheel

X = np.arange(3.0)


class Calls:
    """Pickles as a call of a function."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


@pytest.mark.parametrize(
    "call",
    [Calls(os.system, "echo bad"), Calls(eval, "1"), Calls(np.load, "x"), Calls(np.save, "x", X)],
    ids=["command", "eval", "numpy reads", "numpy writes"],
)
def test_a_pickle_calls_nothing(tmp_path, call):
    wheel = tmp_path / "fake.whl"
    with zipfile.ZipFile(wheel, "w") as archive, h5py.File(weights := io.BytesIO(), "w") as file:
        file["model_weights/model_52/conv1d_117/kernel:0"] = X
        file.flush()
        archive.writestr(kid_ppg_wheel.WEIGHTS, weights.getvalue())
        archive.writestr(kid_ppg_wheel.STAIRS, pickle.dumps({"X": X, "y": call}))
    with pytest.raises(pickle.UnpicklingError, match="only arrays are admitted"):
        kid_ppg_wheel.arrays(wheel)
