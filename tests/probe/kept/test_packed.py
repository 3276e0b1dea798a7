import struct

import numpy as np
import pytest

from relu_spectrum.probe.kept.packed import INDICES, packed, unpacked


def test_numbers_are_little_endian_and_come_back():
    x = np.array([[1.5, np.nan], [-0.0, 3e38]], dtype=np.float32)
    text = packed(x)
    assert unpacked(text, (2, 2), "x").tobytes() == x.tobytes()
    assert packed([1.0]) == packed(np.array([1.0], dtype=">f4")) == "AACAPw=="
    assert struct.unpack("<f", bytes([0, 0, 0x80, 0x3F])) == (1.0,)
    assert unpacked(packed([7, 2**31], INDICES), (-1,), "x", INDICES).tolist() == [7, 2**31]
    assert unpacked("", (0, 5), "x").shape == (0, 5)


@pytest.mark.parametrize(
    ("text", "shape", "why"),
    [
        ("AAA", (-1,), "x is no base64"),
        ("AA~=", (-1,), "x is no base64"),
        ("AACAPw==", (2,), "x holds 4 bytes, and 2 values of 4 bytes are wanted"),
        ("AAA=", (-1,), "x holds 2 bytes, and 0 values"),
    ],
)
def test_what_does_not_fit_is_said(text, shape, why):
    with pytest.raises(ValueError, match=why):
        unpacked(text, shape, "x")
