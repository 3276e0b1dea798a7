"""One operator of a model, as it ran.

- `Step`: its arguments by name, its result, and the times of the tensors that it was given
- `arguments`: which arguments an operator has
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import torch


class Step:
    """One operator that ran.

    Parameters
    ----------
    operator, args, kwargs
        As PyTorch dispatched them.
    made : Tensor
        The result.
    times_of : callable
        Gives the `Times` of a tensor, None for one that depends on no signal.
    """

    def __init__(
        self, operator: Any, args: tuple, kwargs: dict, made: torch.Tensor, times_of: Callable
    ):
        self.operator, self.args, self.kwargs = operator, args, kwargs
        self.made, self.shape, self.times_of = made, made.shape, times_of

    def __getitem__(self, name: str) -> Any:
        """Give an argument by its name in the operator's schema."""
        place, default = arguments(self.operator)[name]
        if place < len(self.args):
            return self.args[place]
        return self.kwargs.get(name, default)

    def axes(self, name: str, dimensions: int) -> list[int]:
        """Give an argument that names axes; all of them, if it names none."""
        value = self[name] if name in arguments(self.operator) else None
        value = [value] if isinstance(value, int) else value or range(dimensions)
        return [axis % dimensions for axis in value]


@cache
def arguments(operator: Any) -> dict[str, tuple[int, Any]]:
    """Give the place and the default value of each argument in an operator's schema."""
    schema = enumerate(operator._schema.arguments)
    return {argument.name: (place, argument.default_value) for place, argument in schema}
