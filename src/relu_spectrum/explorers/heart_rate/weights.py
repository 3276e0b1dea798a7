"""KID-PPG's convolutions as text: what the HeartRateExplorer computes with, in a page.

A weight is a whole number times a step, one step for each kernel and each bias: of 16 bits, but of
14 in the last two layers, because errors grow from layer to layer and theirs have few left. The 6
highest bits of all numbers come first, in letters: most weights are small, so a few letters stand
for most, and gzip makes 177 kB of the 97,872 weights. The nine layers then agree with the published
float32 weights to about 3e-4 of each layer's largest value.

- `packed`: the steps and the numbers
- `script`: the same as a script for a page without a kernel, with the licence at its head
"""

import base64
import string
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import supplied

__all__ = ["FILE", "packed", "script"]

FILE = "kid_ppg_weights.js"
"""Name of the script among a page's assets."""

LAYERS = range(1, 10)
BITS = {8: 14, 9: 14}  # of other layers 16
LETTERS = np.frombuffer(
    f"{string.ascii_uppercase}{string.ascii_lowercase}{string.digits}+/".encode(), np.uint8
)
NOTICE = """/*!
 * The nine convolutions of KID-PPG, from the Python package kid-ppg 0.0.4 (https://pypi.org/project/kid-ppg/0.0.4/)
 * by Kechris, Dan, Miranda and Atienza. Licence: GPL-3.0, https://www.gnu.org/licenses/gpl-3.0.txt
 * Changed when this book was built: only the convolutions, rounded to 16 or 14 bits.
 * The network was trained on PPG-DaLiA (Reiss et al., 2019), CC BY 4.0.
 */
"""


def packed() -> dict[str, Any]:
    """Pack the weights of the nine convolutions, fetching them where they are missing.

    Returns
    -------
    dict
        ``steps`` (list of 18 floats), and ``high``, ``middle`` and ``low`` of 97,872 numbers: for
        each layer the kernel (out, in, tap), then the bias. A weight is ``(1024 * high + 16 *
        middle + low - 32768) * step``. ``high`` and ``middle`` have a letter for each number, a
        digit of base64; ``low`` has two numbers in each byte, in base64.

    Raises
    ------
    FetchError
        As in `relu_spectrum.models.published.weights`; the message names the command that fetches
        them.

    Examples
    --------
    >>> weights = packed()
    >>> [(name, len(part)) for name, part in weights.items()]
    [('steps', 18), ('high', 97872), ('middle', 97872), ('low', 65248)]
    """
    from ...models import published  # only here: the explorers must not need it to be imported

    arrays = published.weights()
    steps, whole = [], []
    for layer in LAYERS:
        name, largest = f"conv1d_{116 + layer}", 2 ** (BITS.get(layer, 16) - 1) - 1
        for part in (arrays[f"{name}/kernel"].transpose(2, 1, 0), arrays[f"{name}/bias"]):
            steps.append(float(np.abs(part).max()) / largest)
            whole.append(np.rint(part.ravel() / np.float64(steps[-1])))
    return {"steps": steps, **_written(np.concatenate(whole).astype(np.int64) + 2**15)}


def _written(numbers: NDArray[np.int64]) -> dict[str, str]:
    """Write whole numbers from 0 to 65535, an even count of them."""
    low = (numbers & 15).astype(np.uint8)
    return {
        "high": LETTERS[numbers >> 10].tobytes().decode("ascii"),
        "middle": LETTERS[numbers >> 4 & 63].tobytes().decode("ascii"),
        "low": base64.b64encode(16 * low[::2] + low[1::2]).decode("ascii"),
    }


def script() -> str:
    """Write the packed weights as a script that sets ``globalThis.reluKidPpgWeights``.

    Returns
    -------
    str
        ASCII, 0.26 MB; 177 kB under gzip.

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
