"""How much is kept of a record when its signals are not.

- `Limits`: channels, lines and points of waves, for a number of records
- `evenly`: which of many are kept
- `MOST`: records at most
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MOST = 2048  # records
VALUES = 2**19  # in the spectra before, of all records together; as many in those after
OF_ONE = 2**14  # in those of one record
CHANNELS, LINES, WAVES, POINTS = 64, 2048, 8, 256


class Limits(NamedTuple):
    """What is kept of one record.

    Parameters
    ----------
    values : int
        In its spectra before, of all channels kept and the mean; as many in those after.
    channels : int
        With a spectrum.
    waves : int
        Channels with a wave.
    points : int
        Of each wave.
    """

    values: int
    channels: int
    waves: int
    points: int

    @classmethod
    def of(cls, records: int) -> "Limits":
        """Give the limits where there are so many records, so that all have the same.

        Raises
        ------
        ValueError
            If there are more than 2048.

        Examples
        --------
        >>> Limits.of(10), Limits.of(2048)
        (Limits(values=16384, channels=64, waves=8, points=256), Limits(values=256, ...))
        """
        if records > MOST:
            raise ValueError(
                f"a file holds {MOST} records at most, not {records}: save a slice, such as "
                f"seen[:{MOST}]"
            )
        values = min(OF_ONE, VALUES // max(records, 1))
        waves = max(1, min(WAVES, values // 4 // POINTS))
        return cls(
            values,
            max(1, min(CHANNELS, values // POINTS)),
            waves,
            min(POINTS, values // 4 // waves),
        )

    def lines(self, channels: int) -> int:
        """Give how many lines a spectrum of so many channels and of their mean may have."""
        return min(LINES, self.values // (channels + 1))


def evenly(count: int, most: int) -> NDArray[np.int64]:
    """Choose at most so many of a number of things, the first one and others at even distances.

    Examples
    --------
    >>> evenly(3, 8), evenly(10, 4)
    (array([0, 1, 2]), array([0, 2, 5, 7]))
    """
    kept = min(count, most)
    return np.arange(kept) * count // max(kept, 1)
