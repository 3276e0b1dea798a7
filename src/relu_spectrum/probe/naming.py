"""Names of records.

- `names`: by the module that is the function, or by the one that calls it and a counter
"""

from collections import Counter
from collections.abc import Sequence

from .watch.activations import FUNCTIONS, family
from .watch.seen import Call


def names(calls: Sequence[Call]) -> list[str]:
    """Name what ran.

    A module that is the function gives its path ("block.act"), or "block.act@1", "block.act@2", ...
    if it ran several times. A function has the path of the module that calls it, what it is called
    in torch.nn.functional, and a counter: "block.relu#1".

    Examples
    --------
    >>> import torch
    >>> def ran(path, own, kind):
    ...     return Call(path, own, kind, torch.zeros(1), None, None)
    >>> names([ran("a", True, "ReLU"), ran("", False, "SiLU"), ran("a", True, "ReLU")])
    ['a@1', 'silu#1', 'a@2']
    """
    runs = Counter(call.path for call in calls if call.own)
    seen, found = Counter(), []
    for call in calls:
        function = FUNCTIONS[family(call.kind)]
        key = call.path if call.own else f"{call.path}.{function}".lstrip(".")
        seen[key, call.own] += 1
        number = seen[key, call.own]
        if not call.own:
            found.append(f"{key}#{number}")
        else:
            name = key or function
            found.append(name if runs[call.path] == 1 else f"{name}@{number}")
    return found
