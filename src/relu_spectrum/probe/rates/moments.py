"""Single samples that a recurrent network takes one after another, and puts in a row again.

- `Moment`: which samples of a signal a tensor depends on
- `carried`: what depends on several such tensors
- `rate_in_order`: tensors that follow one another in time
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Moment(NamedTuple):
    """The first and the last sample on which a tensor depends, of those taken out one by one.

    Parameters
    ----------
    rate : float
        Of the signal.
    first, last : int
    """

    rate: float
    first: int
    last: int


def carried(moments: Iterable[Moment | None]) -> Moment | None:
    """Give the moment of what depends on several; None for none, or for several rates.

    Examples
    --------
    >>> carried([Moment(64.0, 0, 3), None, Moment(64.0, 4, 4)])
    Moment(rate=64.0, first=0, last=4)
    """
    known = [moment for moment in moments if moment is not None]
    if len(known) == 1:
        return known[0]
    if not known or len({moment.rate for moment in known}) > 1:
        return None
    rates, firsts, lasts = zip(*known, strict=True)
    return Moment(rates[0], min(firsts), max(lasts))


def rate_in_order(moments: Sequence[Moment | None]) -> float | None:
    """Give the rate of tensors that follow one another in time, None if they do not.

    The n-th one depends on the samples up to the n-th, or, in a network that runs backwards, on
    those from it on.

    Examples
    --------
    >>> states = [Moment(64.0, 0, number) for number in (0, 2, 4)]
    >>> rate_in_order(states), rate_in_order(states[::-1])
    (32.0, None)
    """
    if len(moments) < 3 or None in moments or len({moment.rate for moment in moments}) > 1:
        return None
    rates, firsts, lasts = zip(*moments, strict=True)
    for numbers in (lasts, firsts):
        apart = {after - before for before, after in pairwise(numbers)}
        if len(apart) == 1 and min(apart) > 0:
            return rates[0] / min(apart)
    return None
