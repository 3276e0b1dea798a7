"""The period that several tones have in common.

- `common_frequency`: the greatest frequency of which all tones are multiples
- `HIGHEST_MULTIPLE`: how far apart the tones may be
"""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from .tones import Tone, tone_tuple

HIGHEST_MULTIPLE = 10_000
"""Tones count as commensurate when all are at most this multiple of one common frequency."""


def common_frequency(tones: Iterable[Tone]) -> tuple[float, NDArray[np.int64]]:
    """Find the greatest frequency f0 of which every tone is a multiple.

    The sum of the tones repeats every 1 / f0 seconds, and everything a memoryless device such as
    ReLU makes of it lies on multiples of f0.

    Parameters
    ----------
    tones : iterable of Tone
        At least one of them above 0 Hz.

    Returns
    -------
    f0 : float, Hz
        The greatest common frequency.
    multiples : ndarray of int [shape=(number of tones,)]
        k_j = f_j / f0, in the order of the tones.

    Raises
    ------
    ValueError
        If no common frequency exists with all multiples up to `HIGHEST_MULTIPLE`, to a relative
        error of 1e-12, or all tones are at 0 Hz.

    Examples
    --------
    >>> from relu_spectrum import PAPER_TONES
    >>> common_frequency(PAPER_TONES)
    (5.0, array([2, 1, 4, 8]))
    """
    frequencies = [tone.frequency for tone in tone_tuple(tones)]
    highest = max(frequencies)
    if highest == 0:
        raise ValueError("all tones are at 0 Hz: at least one must oscillate")
    ratios = [Fraction(f / highest).limit_denominator(HIGHEST_MULTIPLE) for f in frequencies]
    top = lcm(*(ratio.denominator for ratio in ratios))
    same = all(
        abs(f / highest - float(ratio)) <= 1e-12 * float(ratio)
        for f, ratio in zip(frequencies, ratios, strict=True)
    )
    if top > HIGHEST_MULTIPLE or not same:
        raise ValueError(
            f"the frequencies {', '.join(f'{f:.12g}' for f in frequencies)} Hz have no common "
            f"divisor above {highest:.6g} Hz / {HIGHEST_MULTIPLE}: take frequencies in the ratio "
            "of small whole numbers"
        )
    return highest / top, np.array([int(ratio * top) for ratio in ratios])
