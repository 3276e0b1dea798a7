"""Read NumPy arrays from a pickle without trusting it.

A pickle is a small program: the plain loader calls whatever function its bytes name. This reader
knows the few names that plain arrays need, answers them itself, and refuses every other one. See
the section "Restricting Globals" of the documentation of Python's `pickle`.

- `load_arrays`: a pickled mapping of names to arrays
"""

import io
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray


def _dtype(kind: DTypeLike, *align_and_copy: bool) -> np.dtype:
    dtype = np.dtype(kind, *align_and_copy)
    if dtype.kind not in "biufc":
        raise pickle.UnpicklingError(f"only arrays of numbers are admitted, not of {dtype}")
    return dtype


def _from_buffer(
    data: bytes, dtype: np.dtype, shape: tuple[int, ...], order: str, axes: Any = None
) -> NDArray:
    if axes is not None:
        raise pickle.UnpicklingError("only arrays in C or Fortran order are admitted")
    return np.frombuffer(data, dtype).reshape(shape, order=order)


_EMPTY_ARRAY, _ = np.empty(0).__reduce__()[:2]  # NumPy's own function for an array yet to be filled

_ADMITTED: dict[tuple[str, str], Callable] = {
    ("numpy", "dtype"): _dtype,
    ("numpy", "ndarray"): np.ndarray,
}
for _module in ("numpy.core", "numpy._core"):  # its name before and since NumPy 2
    _ADMITTED[f"{_module}.numeric", "_frombuffer"] = _from_buffer
    _ADMITTED[f"{_module}.multiarray", "_reconstruct"] = _EMPTY_ARRAY


class _ArrayUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Callable:
        try:
            return _ADMITTED[module, name]
        except KeyError:
            raise pickle.UnpicklingError(
                f"the pickle names {module}.{name}: only NumPy arrays are admitted"
            ) from None


def load_arrays(data: bytes) -> dict[str, NDArray]:
    """Read a pickled mapping of names to NumPy arrays, and nothing else.

    Parameters
    ----------
    data : bytes
        A pickle of protocol 3 or newer, written with any version of NumPy.

    Returns
    -------
    dict of str to ndarray
        Booleans or numbers, in memory of their own.

    Raises
    ------
    pickle.UnpicklingError
        If the pickle is damaged, names any class or function but those of arrays, or is not a
        mapping of names to arrays of numbers. Nothing that it names has been called then.

    Examples
    --------
    >>> load_arrays(pickle.dumps({"x": np.arange(3)}))
    {'x': array([0, 1, 2])}
    >>> load_arrays(pickle.dumps(print))
    Traceback (most recent call last):
    _pickle.UnpicklingError: the pickle names builtins.print: only NumPy arrays are admitted
    """
    try:
        arrays = _ArrayUnpickler(io.BytesIO(data)).load()
    except pickle.UnpicklingError:
        raise
    except Exception as error:  # damaged bytes make the reader fail in many ways
        raise pickle.UnpicklingError(f"the pickle cannot be read: {error}") from error
    if not isinstance(arrays, dict) or not all(isinstance(name, str) for name in arrays):
        raise pickle.UnpicklingError("the pickle must hold a mapping of names to arrays")
    for name, array in arrays.items():
        if type(array) is not np.ndarray or array.dtype.kind not in "biufc":
            raise pickle.UnpicklingError(f"{name} must be an array of numbers, not {array!r:.60}")
    return {name: array.copy() for name, array in arrays.items()}
