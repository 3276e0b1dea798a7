"""See that a run was what it would have been without the probe.

- `Replays`: every recorded input once more through its function
- `bare_output`, `check_output`: the model's output without the probe, and with it
"""

from collections.abc import Mapping
from typing import Any

import torch
from torch import nn
from torch.utils import _pytree as pytree

from .schema import name
from .state.untouched import untouched
from .watch.seen import values

RANDOM = ("rrelu_with_noise",)


class Replays:
    """Runs every recorded input once more through its function, and compares the outputs.

    Examples
    --------
    >>> replays, x = Replays(), torch.tensor([-1.0, 2.0])
    >>> relu = torch.ops.aten.relu.default
    >>> replays.add(relu, (x,), {}, x, x.clone(), torch.tensor([0.0, 2.0]), "act")
    >>> replays.add(relu, (x,), {}, x, x.clone(), torch.tensor([0.0, 3.0]), "act")
    >>> replays.equal, replays.wrong
    (1, ['act'])
    """

    def __init__(self) -> None:
        self.equal, self.random = 0, 0
        self.wrong: list[str] = []

    def add(
        self,
        operator: Any,
        args: tuple,
        kwargs: Mapping,
        x: torch.Tensor,
        before: torch.Tensor,
        after: torch.Tensor,
        path: str,
    ) -> None:
        """Call an operator again, with the copy `before` instead of x; `after` is what it gave."""
        if name(operator) in RANDOM:
            self.random += 1
            return

        def given(value: Any) -> Any:
            if value is x:
                return before.clone()
            return value.clone() if isinstance(value, torch.Tensor) else value

        made = operator(*map(given, args), **{key: given(value) for key, value in kwargs.items()})
        made = made[0] if isinstance(made, (tuple, list)) else made
        if torch.equal(values(made).nan_to_num(), after.nan_to_num()):
            self.equal += 1
        else:
            self.wrong.append(path)

    def told(self) -> str:
        """Say what was compared."""
        random = f" ({self.random} are random and were not)" if self.random else ""
        return (
            f"{self.equal} recorded inputs gave the recorded outputs again{random}, and the "
            "model's output is that of a run without the probe"
        )

    def finish(self) -> None:
        """Say it, if an output was another.

        Raises
        ------
        RuntimeError
        """
        if self.wrong:
            places = ", ".join(path or "the top level" for path in self.wrong)
            raise RuntimeError(
                f"the recorded input did not give the recorded output again at {places}: another "
                "thread may have changed it"
            )


def copied(inputs: tuple, kwargs: Mapping) -> tuple[tuple, dict]:
    """Copy all tensors among inputs, so that a model may change them."""
    return pytree.tree_map_only(torch.Tensor, lambda one: one.detach().clone(), (inputs, kwargs))


def bare_output(module: nn.Module, inputs: tuple, kwargs: Mapping) -> Any:
    """Run a model on copies of its inputs, without the probe, and leave it as it was."""
    inputs, kwargs = copied(inputs, kwargs)
    with untouched(module, as_it_is=True):
        return module(*inputs, **kwargs)


def check_output(bare: Any, probed: Any) -> None:
    """Say it, if the model gave another output under the probe.

    Raises
    ------
    RuntimeError
        If a number differs by more than rounding, or another number of tensors came out.

    Examples
    --------
    >>> check_output(torch.ones(2), torch.tensor([1.0, 1.1]))
    Traceback (most recent call last):
        ...
    RuntimeError: the model's output is another than without the probe: Tensor-likes are not close!
    """
    both = [
        [leaf for leaf in pytree.tree_leaves(one) if isinstance(leaf, torch.Tensor)]
        for one in (bare, probed)
    ]
    try:
        torch.testing.assert_close(*both, equal_nan=True)
    except AssertionError as error:
        first = str(error).strip().partition("\n")[0]
        raise RuntimeError(
            f"the model's output is another than without the probe: {first}"
        ) from None
