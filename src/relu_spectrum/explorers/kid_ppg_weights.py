"""KID-PPG's convolutions as text: what the HeartRateExplorer computes with, in a page.

A weight is a whole number of 22 bits times a step, one step for each kernel and each bias. Its 22
bits are four digits of base 64, and all first digits come before all second ones. The first ones
are far from evenly spread, so gzip makes 260 kB of the 97,872 weights. The nine layers then agree
with float32 weights to about 1e-5 of each layer's largest value.

- `packed`: the steps and the digits
- `script`: the same as a script for a page without a kernel, with the licence at its head
"""

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["FILE", "packed", "script"]

FILE = "kid_ppg_weights.js"
"""Name of the script among a page's assets."""

BITS = 22
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
NOTICE = """/*!
 * The nine convolutions of KID-PPG, from the Python package kid-ppg 0.0.4 (https://pypi.org/project/kid-ppg/0.0.4/)
 * by Kechris, Dan, Miranda and Atienza. Licence: GPL-3.0, https://www.gnu.org/licenses/gpl-3.0.txt
 * Changed: only the convolutions, rounded to 22 bits and written as text, when this book was built.
 * The network was trained on PPG-DaLiA (Reiss et al., 2019), CC BY 4.0.
 */
"""


def packed() -> dict[str, Any]:
    """Pack the weights of the nine convolutions, fetching them where they are missing.

    Returns
    -------
    dict
        ``steps`` (list of 18 floats) and ``digits`` (4 strings of 97,872 characters, the most
        significant first). For each layer the kernel (out, in, tap), then the bias. A weight is
        ``(number - 2**21) * step``.

    Raises
    ------
    FetchError
        As in `relu_spectrum.assets.weights`; the message names the command that fetches them.

    Examples
    --------
    >>> weights = packed()
    >>> len(weights["steps"]), [len(digits) for digits in weights["digits"]]
    (18, [97872, 97872, 97872, 97872])
    """
    from .. import assets  # only here: the explorers must not need it to be imported

    arrays = assets.weights()
    parts = []
    for number in range(117, 126):
        parts.append(arrays[f"conv1d_{number}/kernel"].transpose(2, 1, 0))
        parts.append(arrays[f"conv1d_{number}/bias"])
    steps = [float(np.abs(part).max()) / (2 ** (BITS - 1) - 1) for part in parts]
    numbers = np.concatenate([_whole(part, step) for part, step in zip(parts, steps, strict=True)])
    letters = np.frombuffer(DIGITS.encode(), np.uint8)
    digits = [letters[numbers >> shift & 63].tobytes().decode() for shift in (18, 12, 6, 0)]
    return {"steps": steps, "digits": digits}


def _whole(part: NDArray[np.float32], step: float) -> NDArray[np.int64]:
    return np.rint(part.ravel().astype(np.float64) / step).astype(np.int64) + 2 ** (BITS - 1)


def script() -> str:
    """Write the packed weights as a script that sets ``globalThis.reluKidPpgWeights``.

    Returns
    -------
    str
        ASCII, about 0.4 MB; 260 kB under gzip.

    Raises
    ------
    FetchError
        As in `packed`.

    Examples
    --------
    >>> "GPL-3.0" in script()[:400]
    True
    """
    return f"{NOTICE}globalThis.reluKidPpgWeights = {json.dumps(packed())};\n"
