"""Mean and spread of arrays that come one by one.

- `MeanAndSpread`: each value's own, NaN left out
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray


class MeanAndSpread:
    """Mean and spread of arrays that come one by one, NaN left out.

    Each value has its own count. The sums are updated as Welford does [1]_, so that nothing is lost
    where the mean is large.

    References
    ----------
    .. [1] B. P. Welford, Note on a method for calculating corrected sums of squares and products,
       Technometrics 4, 419-420, 1962.

    Examples
    --------
    >>> moments = MeanAndSpread()
    >>> for values in ([1.0, 2.0], [3.0, np.nan]):
    ...     moments.add(values)
    >>> print(moments.count, moments.mean, moments.spread.round(3))
    [2 1] [2. 2.] [1.414 nan]
    """

    def __init__(self) -> None:
        self.count: NDArray[np.int64] = np.zeros((), dtype=int)
        self.middle = self.squares = np.zeros(())

    def add(self, values: ArrayLike) -> None:
        """Take in one array; all must have one shape."""
        values = np.asarray(values, dtype=np.float64)
        known = np.isfinite(values)
        self.count = self.count + known
        step = np.where(known, values - self.middle, 0.0)
        self.middle = self.middle + step / np.maximum(self.count, 1)
        self.squares = self.squares + step * np.where(known, values - self.middle, 0.0)

    @property
    def mean(self) -> NDArray[np.float64]:
        """The mean, NaN where there was no value."""
        return np.where(self.count > 0, self.middle, np.nan)

    @property
    def spread(self) -> NDArray[np.float64]:
        """The standard deviation with n - 1, NaN where there were fewer than two values."""
        variance = self.squares / np.maximum(self.count - 1, 1)
        return np.sqrt(np.where(self.count > 1, variance, np.nan))
