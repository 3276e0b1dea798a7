"""Arrays as text: base64 of little-endian float32 or uint32.

- `packed`: the text of an array
- `unpacked`: the array again, if it has the shape that it should
"""

import base64
import binascii
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

NUMBERS, INDICES = "<f4", "<u4"


def packed(values: ArrayLike, kind: str = NUMBERS) -> str:
    """Write an array as text, the last axis fastest.

    Examples
    --------
    >>> packed([1.0, -2.0])
    'AACAPwAAAMA='
    """
    return base64.b64encode(np.ascontiguousarray(values, dtype=kind).tobytes()).decode("ascii")


def unpacked(text: str, shape: Sequence[int], what: str, kind: str = NUMBERS) -> NDArray:
    """Read an array from text.

    Parameters
    ----------
    text : str
    shape : sequence of int
        What it must have; (-1,) for any number of values.
    what : str
        Names it in errors.
    kind : str
        "<f4" or "<u4".

    Raises
    ------
    ValueError
        If it is no base64, or has another number of values.

    Examples
    --------
    >>> unpacked(packed([[1, 2]]), (1, 2), "x")
    array([[1., 2.]], dtype=float32)
    >>> unpacked(packed([1, 2]), (3,), "x")
    Traceback (most recent call last):
        ...
    ValueError: x holds 8 bytes, and 3 values of 4 bytes are wanted
    """
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(f"{what} is no base64: {error}") from None
    wanted = len(data) // 4 if tuple(shape) == (-1,) else int(np.prod(shape))
    if len(data) != 4 * wanted:
        raise ValueError(
            f"{what} holds {len(data)} bytes, and {wanted} values of 4 bytes are wanted"
        )
    values = np.frombuffer(data, dtype=kind).reshape(shape)
    return values.astype(np.float32 if kind == NUMBERS else np.int64)
