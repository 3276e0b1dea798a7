"""Look at each operator that a model runs, and record every ReLU, or other activation functions.

- `Watch`: a dispatch mode in which each of them becomes a `Call`

Operators are watched where PyTorch dispatches them, below autograd and above the kernels, so it
does not matter whether one comes from a module, a function, a method, a script or C++. Nothing
is put on the model itself.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode, _get_current_dispatch_mode_stack

from ..rates.tracking import Rates
from ..schema import is_composite, name
from .activations import FUNCTIONS, RELU, Wanted
from .custom_bodies import active, run_body, run_kernel
from .fused import (
    hides_a_relu,
    hides_another,
    is_built_in,
    is_recurrent,
    may_hide,
    may_hide_another,
    named_relu,
)
from .operators import RELU_MODULES, WATCHED, is_max
from .place import RECURRENT as RECURRENT_CLASSES
from .place import Place
from .seen import Call, Seen, values


class Watch(TorchDispatchMode):
    """Sees every operator that PyTorch dispatches in the threads in which it is active."""

    supports_higher_order_operators = True

    def __init__(
        self,
        place: Place,
        seen: Seen,
        rates: Rates | None,
        wanted: Wanted,
        keep: Callable[[Call], Call],
        replay: Callable[..., None] | None,
    ) -> None:
        super().__init__()
        self.wanted, self.keep, self.replay = wanted, keep, replay
        self.place, self.seen, self.rates, self.open = place, seen, rates, True

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False  # compiled code runs eagerly here, and the check costs time on every operator

    @staticmethod
    def current() -> "Watch | None":
        """Give what watches this thread."""
        modes = reversed(_get_current_dispatch_mode_stack())
        return next((mode for mode in modes if isinstance(mode, Watch) and mode.open), None)

    def __torch_dispatch__(self, operator, types, args=(), kwargs=None):
        """Run one operator and record it if it is a function that is wanted."""
        kwargs = kwargs or {}
        of_interest = _of_interest(operator)
        if of_interest is None:
            return self.enter(operator, args, kwargs)
        result = self.look(operator, args, kwargs) if of_interest else operator(*args, **kwargs)
        if self.rates is not None:
            self.rates.follow(operator, args, kwargs, result)
        return result

    def look(self, operator: Any, args: tuple, kwargs: Mapping) -> Any:
        """Run an operator that may be an activation function, and record it if it is wanted."""
        if not self.open:
            return operator(*args, **kwargs)
        x, kind = self.wanted.found(operator, args, kwargs)
        path, classes = self.place.now()
        if x is not None and kind != RELU and not classes.isdisjoint(RECURRENT_CLASSES):
            return operator(*args, **kwargs)  # once a time step: Place has told
        if x is None:
            self.look_closer(operator, args, kwargs, kind)
            return operator(*args, **kwargs)
        before = values(x)
        rate = None if self.rates is None else self.rates.of(x)
        result = operator(*args, **kwargs)
        made = result[0] if isinstance(result, (tuple, list)) else result
        after = None if kind == RELU and is_max(operator) else values(made)
        if self.replay is not None:
            self.replay(operator, args, kwargs, x, before, values(made), path)
        own = not classes.isdisjoint(RELU_MODULES if kind == RELU else FUNCTIONS)
        self.seen.calls.append(self.keep(Call(path, own, kind, before, after, rate)))
        return result

    def note(self, found: dict[tuple[str, str], None], what: str) -> None:
        """Take note that something ran here which is no record."""
        found[what, self.place.now()[0]] = None

    def look_closer(self, operator: Any, args: tuple, kwargs: Mapping, kind: str = "") -> None:
        """Take note of what is not recorded but related to it."""
        if kind:
            self.note(self.seen.variants, kind)
        elif self.hides(operator, args, kwargs):
            self.note(self.seen.hidden, operator._schema.name)
        elif self.wanted.relu and may_hide(operator) and is_recurrent(operator, args, kwargs):
            self.note(self.seen.recurrent, operator._schema.name)

    def hides(self, operator: Any, args: tuple, kwargs: Mapping) -> bool:
        """Tell whether a fused operator does a function inside that is wanted."""
        relu = self.wanted.relu and hides_a_relu(operator, args, kwargs)
        return relu or (self.wanted.others and hides_another(operator, args, kwargs))

    def enter(self, operator: Any, args: tuple, kwargs: Mapping) -> Any:
        """Run what is made of other operators and hides them, still watching those."""
        if not isinstance(operator, torch._ops.HigherOrderOperator):
            if not is_built_in(operator):
                result, visible = run_body(operator, args, kwargs, self)
                if not visible:
                    found = self.seen.hidden if named_relu(operator) else self.seen.opaque
                    self.note(found, operator._schema.name)
                return result
            self.look_closer(operator, args, kwargs)
            with active(self):
                return run_kernel(operator, args, kwargs)
        which = operator.name()
        if which == "cond":
            chosen, *_ = (args[1] if args[0] else args[2],)
            with active(self):
                return chosen(*args[3])
        if which == "wrap_with_set_grad_enabled":
            with active(self), torch.set_grad_enabled(args[0]):
                return args[1](*args[2:], **kwargs)
        if which == "wrap_with_autocast":
            device, dtype, enabled, cached, wrapped, *operands = args
            with self, torch.autocast(device, dtype, enabled, cached):
                return wrapped(*operands, **kwargs)
        raise ValueError(
            f"the model runs torch's higher-order operator {which!r}, which hides what runs "
            "inside: probe it with a Python loop or call instead, before it is compiled or exported"
        )


@cache
def _of_interest(operator: Any) -> bool | None:
    """Tell whether to look at an operator's arguments; None for one made of other operators.

    An operator of another library may be made of anything.
    """
    if isinstance(operator, torch._ops.HigherOrderOperator) or not is_built_in(operator):
        return None
    if is_composite(operator):
        return None
    return name(operator) in WATCHED or may_hide(operator) or may_hide_another(operator)
