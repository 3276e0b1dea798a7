"""Checks of arguments: each says what was given and what is wanted.

Not part of the public interface. Wrong kinds of things raise `TypeError`, wrong values
`ValueError`.
"""

import operator
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray


def real_number(value: float, name: str) -> float:
    """Return `value` as a float, if it is one finite real number."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, Real):
        raise TypeError(f"{name} must be one real number, not {value!r}")
    if not np.isfinite(value):
        raise ValueError(f"{name} must be finite, not {value}")
    return float(value)


def positive(value: float, name: str) -> float:
    """Return `value` as a float, if it is above zero."""
    number = real_number(value, name)
    if number <= 0:
        raise ValueError(f"{name} must be above 0, not {number:g}")
    return number


def not_negative(value: float, name: str) -> float:
    """Return `value` as a float, if it is zero or more."""
    number = real_number(value, name)
    if number < 0:
        raise ValueError(f"{name} must be 0 or more, not {number:g}")
    return number


def whole_number(value: int, name: str, *, least: int) -> int:
    """Return `value` as an int, if it is a whole number of at least `least`."""
    if isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{name} must be a whole number, not {value!r}")
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be a whole number, not {value!r}") from None
    if number < least:
        raise ValueError(f"{name} must be at least {least}, not {number}")
    return number


def real_array(values: ArrayLike, name: str, *, least: float = -np.inf) -> NDArray[np.float64]:
    """Return `values` as a float64 array, if it is not empty, real, finite and at least `least`."""
    try:
        array = np.asarray(values)
    except ValueError as error:
        raise TypeError(f"{name} must be an array of real numbers: {error}") from None
    if array.dtype.kind not in "iuf":
        raise TypeError(f"{name} must hold real numbers, not {array.dtype}")
    if array.size == 0:
        raise ValueError(f"{name} is empty: at least one value is wanted")
    bad = np.count_nonzero(~np.isfinite(array))
    if bad:
        raise ValueError(f"{name} must be finite: {bad} of {array.size} values are NaN or infinite")
    if array.min() < least:
        raise ValueError(f"{name} must be {least:g} or more, not {array.min():g}")
    return array.astype(np.float64)


def whole_array(values: ArrayLike, name: str, *, least: int) -> NDArray[np.float64]:
    """Return whole numbers of at least `least` as a float64 array (exact below 2**53)."""
    array = np.asarray(values)
    if array.dtype.kind not in "iu":
        raise TypeError(f"{name} must be a whole number or an array of them, not {values!r}")
    return real_array(array, name, least=least)
