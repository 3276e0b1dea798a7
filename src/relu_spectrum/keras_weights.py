"""The weights of a Keras model in an HDF5 file.

- `read_weights`: the variables of every layer, by name
"""

import io

import h5py
from numpy.typing import NDArray


def read_weights(data: bytes) -> dict[str, NDArray]:
    """Read the variables of a model that Keras 2 saved as HDF5, without the optimiser's.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    dict of str to ndarray
        By layer and variable: the dataset ``model_weights/model_52/conv1d_117/kernel:0`` becomes
        ``conv1d_117/kernel``.

    Raises
    ------
    OSError
        If the file is not HDF5.
    ValueError
        If it holds no weights.

    Examples
    --------
    >>> buffer = io.BytesIO()
    >>> with h5py.File(buffer, "w") as file:
    ...     file["model_weights/dense_1/dense_1/bias:0"] = [0.5, 0.25]
    >>> read_weights(buffer.getvalue())
    {'dense_1/bias': array([0.5 , 0.25])}
    """
    arrays = {}

    def keep(name: str, item: h5py.Group | h5py.Dataset) -> None:
        if isinstance(item, h5py.Dataset):
            arrays[name.split("/", 1)[1].removesuffix(":0")] = item[()]

    with h5py.File(io.BytesIO(data)) as file:
        if "model_weights" not in file:
            raise ValueError(f"the file holds no model_weights, only {', '.join(file)}")
        file["model_weights"].visititems(keep)
    return arrays
