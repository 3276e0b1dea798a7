"""KID-PPG's convolutions as text: what the HeartRateExplorer computes with, in a page.

A weight is a whole number of 16 bits times a step, one step for each kernel and each bias; gzip
makes 196 kB of the 97,872 weights in base64. The nine layers then agree with the published float32
weights to about 3e-4 of each layer's largest value.

- `packed`: the steps and the numbers
- `script`: the same as a script for a page without a kernel, with the licence at its head
"""

import base64
from typing import Any

import numpy as np

from .. import supplied

__all__ = ["FILE", "packed", "script"]

FILE = "kid_ppg_weights.js"
"""Name of the script among a page's assets."""

LARGEST = 2**15 - 1
NOTICE = """/*!
 * The nine convolutions of KID-PPG, from the Python package kid-ppg 0.0.4 (https://pypi.org/project/kid-ppg/0.0.4/)
 * by Kechris, Dan, Miranda and Atienza. Licence: GPL-3.0, https://www.gnu.org/licenses/gpl-3.0.txt
 * Changed when this book was built: only the convolutions, rounded to 16 bits.
 * The network was trained on PPG-DaLiA (Reiss et al., 2019), CC BY 4.0.
 */
"""


def packed() -> dict[str, Any]:
    """Pack the weights of the nine convolutions, fetching them where they are missing.

    Returns
    -------
    dict
        ``steps`` (list of 18 floats) and ``numbers`` (97,872 little-endian int16 in base64): for
        each layer the kernel (out, in, tap), then the bias. A weight is ``number * step``.

    Raises
    ------
    FetchError
        As in `relu_spectrum.models.published.weights`; the message names the command that fetches
        them.

    Examples
    --------
    >>> weights = packed()
    >>> len(weights["steps"]), len(base64.b64decode(weights["numbers"]))
    (18, 195744)
    """
    from ...models import published  # only here: the explorers must not need it to be imported

    arrays = published.weights()
    parts = []
    for number in range(117, 126):
        parts.append(arrays[f"conv1d_{number}/kernel"].transpose(2, 1, 0))
        parts.append(arrays[f"conv1d_{number}/bias"])
    steps = [float(np.abs(part).max()) / LARGEST for part in parts]
    pairs = zip(parts, steps, strict=True)
    whole = [np.rint(part.ravel() / np.float64(step)) for part, step in pairs]
    numbers = np.concatenate(whole).astype("<i2")
    return {"steps": steps, "numbers": base64.b64encode(numbers).decode()}


def script() -> str:
    """Write the packed weights as a script that sets ``globalThis.reluKidPpgWeights``.

    Returns
    -------
    str
        ASCII, 0.26 MB; 196 kB under gzip.

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
