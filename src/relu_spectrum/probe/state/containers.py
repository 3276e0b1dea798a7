"""Lists, dictionaries, sets and deques as they are, and put back where they have changed.

- `Container`: one of them, kept
- `CONTAINERS`: the classes, and classes made of them
"""

from collections import OrderedDict, deque
from collections.abc import Iterable
from functools import cache
from operator import is_
from typing import Any

CONTAINERS = (OrderedDict, dict, list, deque, set)


@cache
def own(kind: type) -> type:
    """Give the container that a class is made of: its methods do what they say.

    Examples
    --------
    >>> from collections import Counter
    >>> own(Counter)
    <class 'dict'>
    """
    return next(one for one in CONTAINERS if issubclass(kind, one))


class Container:
    """A container and what it holds.

    Parameters
    ----------
    container : dict, list, deque or set
        Or of a class made of one.

    Examples
    --------
    >>> numbers = {"a": 1}
    >>> kept = Container(numbers)
    >>> numbers["b"] = 2
    >>> kept.put_back(), numbers
    (None, {'a': 1})
    """

    __slots__ = ("container", "keys", "kind", "values")

    def __init__(self, container: Any) -> None:
        self.container, self.kind = container, own(type(container))
        self.keys, self.values = map(list, self._now()) if self._length() else ([], [])

    def _length(self) -> int:
        return self.kind.__len__(self.container)

    def _now(self) -> tuple[Iterable, Iterable]:
        """Give its keys, if it has such, and what it holds."""
        kind = self.kind
        if issubclass(kind, dict):
            return kind.keys(self.container), kind.values(self.container)
        return (), kind.__iter__(self.container)

    def put_back(self) -> None:
        """Give it back what it held, in the same order, if it holds something else."""
        if self._length() == len(self.values):
            keys, values = self._now()
            if all(map(is_, values, self.values)) and all(map(is_, keys, self.keys)):
                return
        kind = self.kind
        kind.clear(self.container)
        if issubclass(kind, dict):
            kind.update(self.container, zip(self.keys, self.values, strict=True))
        elif kind is list or kind is deque:
            kind.extend(self.container, self.values)
        elif kind is set:
            kind.update(self.container, self.values)
