"""One operator of a model, as it ran.

- `Step`: its arguments by name, its result, and the times of the tensors that it was given
"""

from collections.abc import Callable
from typing import Any

import torch

from ..schema import arguments


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
        self.operator, self.args = operator, args
        self.given = arguments(operator, args, kwargs)  # by name
        self.made, self.shape, self.times_of = made, made.shape, times_of

    def __getitem__(self, name: str) -> Any:
        """Give an argument by its name in the operator's schema."""
        return self.given[name]

    def axes(self, name: str, dimensions: int) -> list[int]:
        """Give an argument that names axes; all of them, if it names none."""
        value = self.given.get(name)
        value = [value] if isinstance(value, int) else value or range(dimensions)
        return [axis % dimensions for axis in value]
