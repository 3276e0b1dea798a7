"""KID-PPG's convolutions as text: what the HeartRateExplorer computes with, in a page.

A weight is a whole number times a step, one step for each kernel and each bias. The number is three
digits of base 93, the printable ASCII characters that JSON leaves alone, so it has 19.6 bits. All
first digits come before all second ones: the first are far from evenly spread, and gzip makes
228 kB of the 97,872 weights. The nine layers then agree with the published float32 weights to about
4e-5 of each layer's largest value.

- `packed`: the steps and the digits
- `script`: the same as a script for a page without a kernel, with the licence at its head
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import supplied

__all__ = ["FILE", "packed", "script"]

FILE = "kid_ppg_weights.js"
"""Name of the script among a page's assets."""

DIGITS = "".join(chr(code) for code in range(32, 127) if chr(code) not in '"\\')
BASE = len(DIGITS)
MIDDLE = (BASE**3 - 1) // 2
NOTICE = """/*!
 * The nine convolutions of KID-PPG, from the Python package kid-ppg 0.0.4 (https://pypi.org/project/kid-ppg/0.0.4/)
 * by Kechris, Dan, Miranda and Atienza. Licence: GPL-3.0, https://www.gnu.org/licenses/gpl-3.0.txt
 * Changed when this book was built: only the convolutions, rounded to 19.6 bits, written as text.
 * The network was trained on PPG-DaLiA (Reiss et al., 2019), CC BY 4.0.
 */
"""


def packed() -> dict[str, Any]:
    """Pack the weights of the nine convolutions, fetching them where they are missing.

    Returns
    -------
    dict
        ``steps`` (list of 18 floats) and ``digits`` (3 strings of 97,872 characters, the most
        significant first). For each layer the kernel (out, in, tap), then the bias. A weight is
        ``(number - 402178) * step``.

    Raises
    ------
    FetchError
        As in `relu_spectrum.assets.weights`; the message names the command that fetches them.

    Examples
    --------
    >>> weights = packed()
    >>> len(weights["steps"]), [len(digits) for digits in weights["digits"]]
    (18, [97872, 97872, 97872])
    """
    from .. import assets  # only here: the explorers must not need it to be imported

    arrays = assets.weights()
    parts = []
    for number in range(117, 126):
        parts.append(arrays[f"conv1d_{number}/kernel"].transpose(2, 1, 0))
        parts.append(arrays[f"conv1d_{number}/bias"])
    steps = [float(np.abs(part).max()) / MIDDLE for part in parts]
    numbers = np.concatenate([_whole(part, step) for part, step in zip(parts, steps, strict=True)])
    letters = np.frombuffer(DIGITS.encode(), np.uint8)
    places = (numbers // BASE**2, numbers // BASE % BASE, numbers % BASE)
    digits = [letters[place].tobytes().decode() for place in places]
    return {"steps": steps, "digits": digits}


def _whole(part: NDArray[np.float32], step: float) -> NDArray[np.int64]:
    return np.rint(part.ravel().astype(np.float64) / step).astype(np.int64) + MIDDLE


def script() -> str:
    """Write the packed weights as a script that sets ``globalThis.reluKidPpgWeights``.

    Returns
    -------
    str
        ASCII, about 0.3 MB; 228 kB under gzip.

    Raises
    ------
    FetchError
        As in `packed`.

    Examples
    --------
    >>> "GPL-3.0" in script()[:400]
    True
    """
    return supplied.script("reluKidPpgWeights", packed(), notice=NOTICE)
