"""Lists, dictionaries, sets and deques as they are, and put back where they have changed.

- `Container`: one of them, kept
- `CONTAINERS`: the classes, and classes made of them
"""

from collections import OrderedDict, deque
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
        self.keys, self.values = self._now()

    def _now(self) -> tuple[list | None, list]:
        kind = self.kind
        if not kind.__len__(self.container):
            return None, []
        if kind is dict or kind is OrderedDict:
            return list(kind.keys(self.container)), list(kind.values(self.container))
        return None, list(kind.__iter__(self.container))

    def put_back(self) -> None:
        """Give it back what it held, in the same order, if it holds something else."""
        keys, values = self._now()
        same = len(values) == len(self.values) and all(map(is_, values, self.values))
        if same and (keys is None or all(map(is_, keys, self.keys))):
            return
        kind = self.kind
        kind.clear(self.container)
        if self.keys is not None:
            kind.update(self.container, zip(self.keys, self.values, strict=True))
        elif kind is list or kind is deque:
            kind.extend(self.container, self.values)
        elif kind is set:
            kind.update(self.container, self.values)
