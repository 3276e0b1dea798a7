import io

import h5py
import numpy as np
import pytest

from relu_spectrum.keras_weights import read_weights


def hdf5(**datasets):
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        for name, values in datasets.items():
            file[name] = values
    return buffer.getvalue()


def test_layers_and_variables_by_name_and_nothing_of_the_optimiser():
    kernel = np.arange(6, dtype=np.float32).reshape(1, 2, 3)
    names = {
        "model_weights/model_5/conv1d_9/kernel:0": kernel,
        "model_weights/attention_1/attention_1/query/bias:0": [1.0],
        "optimizer_weights/Adam/m/conv1d_9/kernel:0": kernel,
    }
    found = read_weights(hdf5(**names))
    assert set(found) == {"conv1d_9/kernel", "attention_1/query/bias"}
    np.testing.assert_array_equal(found["conv1d_9/kernel"], kernel, strict=True)


def test_a_file_without_weights_is_said():
    with pytest.raises(ValueError, match="no model_weights, only other"):
        read_weights(hdf5(other=1.0))


def test_something_else_than_hdf5_is_said():
    with pytest.raises(OSError, match="file signature not found"):
        read_weights(b"PK nonsense")
