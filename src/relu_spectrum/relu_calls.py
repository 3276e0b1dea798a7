"""Watch a model run, and take down every ReLU.

- `watching`: a context in which each ReLU that a model runs becomes a `Call`

Operators are watched where PyTorch dispatches them, below autograd and above the kernels, so it
does not matter whether a ReLU comes from a module, a function, a method, a script or C++. Which
module is at work is known from hooks for all modules; nothing is put on the model itself.
"""

import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import torch
from torch import nn
from torch.nn.modules import module as every_module
from torch.utils._python_dispatch import TorchDispatchMode

from .layer_rates import Rates
from .relu_ops import RELU_MODULES, WATCHED, hides_a_relu, is_max, name, rectified, variant

COMPOSITE = torch._C.DispatchKey.CompositeImplicitAutograd  # operators made of other operators
COMPILED = "_orig_mod"  # how torch.compile's wrapper calls what it wraps


@dataclass(frozen=True)
class Call:
    """One ReLU that ran.

    Parameters
    ----------
    path : str
        Of the innermost module at work, "" for the model itself.
    own : bool
        Whether that module is the ReLU itself, rather than a module that calls one.
    before : Tensor
        A copy of the input, without graph.
    after : Tensor or None
        A copy of the output, if it may be another than max(before, 0) in some corner.
    rate : dict of int to float, or None
        Of each axis that is time; None if it depends on no input, or none was followed.
    """

    path: str
    own: bool
    before: torch.Tensor
    after: torch.Tensor | None
    rate: dict[int, float] | None


@dataclass
class Seen:
    """What ran: the ReLUs in call order, other activation functions and hidden ReLUs by place."""

    calls: list[Call] = field(default_factory=list)
    variants: dict[tuple[str, str], None] = field(default_factory=dict)
    hidden: dict[tuple[str, str], None] = field(default_factory=dict)


def values(tensor: torch.Tensor) -> torch.Tensor:
    """Copy a tensor's values into an ordinary tensor without graph.

    Raises
    ------
    ValueError
        If it has no values (meta, fake) or no common length (nested).
    """
    if tensor.is_meta:
        raise ValueError("the model is on the meta device: there are no values to look at")
    if tensor.is_nested:
        raise ValueError("a ReLU ran on a nested tensor: pad the sequences to one length")
    plain = tensor.detach()
    if plain.is_quantized:
        return plain.dequantize()
    return plain.clone() if plain.layout is torch.strided else plain.to_dense()


class Watch(TorchDispatchMode):
    """Sees every operator that PyTorch dispatches while it is active."""

    supports_higher_order_operators = True

    def __init__(self, where: Callable[[], tuple[str, bool]], seen: Seen, rates: Rates | None):
        super().__init__()
        self.where, self.seen, self.rates = where, seen, rates

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False  # compiled code runs eagerly here, and the check costs time on every operator

    def __torch_dispatch__(self, operator, types, args=(), kwargs=None):
        """Run one operator and take it down if it is a ReLU."""
        kwargs = kwargs or {}
        of_interest = _of_interest(operator)
        if of_interest is None:
            return self.enter(operator, args, kwargs)
        if not of_interest:
            result = operator(*args, **kwargs)
        else:
            x = rectified(operator, args, kwargs)
            before = None if x is None else values(x)
            rate = None if x is None or self.rates is None else self.rates.of(x)
            result = operator(*args, **kwargs)
            if x is None:
                self.look_closer(operator, args, kwargs)
            else:
                after = None if is_max(operator) else values(result)
                self.seen.calls.append(Call(*self.where(), before, after, rate))
        if self.rates is not None:
            self.rates.follow(operator, args, kwargs, result)
        return result

    def look_closer(self, operator: Any, args: tuple, kwargs: Mapping) -> None:
        """Take down what is not a ReLU but related to one."""
        other = variant(operator, args, kwargs)
        if other:
            self.seen.variants[other, self.where()[0]] = None
        if hides_a_relu(operator):
            self.seen.hidden[operator._schema.name, self.where()[0]] = None

    def enter(self, operator: Any, args: tuple, kwargs: Mapping) -> Any:
        """Run what is made of other operators and hides them, still watching those."""
        if not isinstance(operator, torch._ops.HigherOrderOperator):
            with self:
                return operator._op_dk(COMPOSITE, *args, **kwargs)
        which = operator.name()
        if which == "cond":
            chosen, *_ = (args[1] if args[0] else args[2],)
            with self:
                return chosen(*args[3])
        if which == "wrap_with_set_grad_enabled":
            with self, torch.set_grad_enabled(args[0]):
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

    Most of those made of others arrive in parts, but in inference mode they arrive whole.
    """
    if isinstance(operator, torch._ops.HigherOrderOperator):
        return None
    if torch._C._dispatch_has_kernel_for_dispatch_key(operator.name(), COMPOSITE):
        return None
    return name(operator) in WATCHED or hides_a_relu(operator)


class Place:
    """Knows which module is at work, from hooks for all modules while it is active."""

    def __init__(self, model: nn.Module) -> None:
        self.paths = {id(module): _plain_path(path) for path, module in model.named_modules()}
        self.stack: list[tuple[str, bool, nn.Module | None]] = [("", False, None)]
        self.thread = threading.get_ident()

    def now(self) -> tuple[str, bool]:
        """Give the path of the innermost module at work, and whether it is a ReLU itself."""
        return self.stack[-1][:2]

    def enter(self, module: nn.Module, inputs: Any) -> None:
        """Take note that a module starts."""
        if threading.get_ident() == self.thread:
            path = self.paths.get(id(module), self.stack[-1][0])
            own = id(module) in self.paths and is_relu_class(*type(module).__mro__)
            self.stack.append((path, own, module))

    def leave(self, module: nn.Module, inputs: Any, output: Any) -> None:
        """Take note that a module ends, or has failed."""
        if threading.get_ident() == self.thread and self.stack[-1][2] is module:
            self.stack.pop()

    @contextmanager
    def at(self, path: str, own: bool) -> Iterator[None]:
        """Say by hand which module is at work."""
        self.stack.append((path, own, None))
        try:
            yield
        finally:
            self.stack.pop()

    @contextmanager
    def known(self) -> Iterator[None]:
        """Keep the hooks only in this context."""
        hooks = [every_module.register_module_forward_pre_hook(self.enter)]
        try:
            hooks.append(every_module.register_module_forward_hook(self.leave, always_call=True))
            with warnings.catch_warnings():  # that hooks fire once more for torch.compile's wrapper
                warnings.filterwarnings("ignore", "Using `torch.compile", UserWarning)
                yield
        finally:
            for hook in hooks:
                hook.remove()


@cache
def is_relu_class(*kinds: type | str) -> bool:
    """Tell whether one of these classes, or of their dotted names, is a module that may be a ReLU.

    Examples
    --------
    >>> is_relu_class(nn.ReLU), is_relu_class("torch.nn.modules.activation.GELU")
    (True, False)
    """
    names = (kind if isinstance(kind, str) else kind.__name__ for kind in kinds)
    return any(name.rpartition(".")[2] in RELU_MODULES for name in names)


def _plain_path(path: str) -> str:
    return ".".join(part for part in path.split(".") if part != COMPILED)


@contextmanager
def watching(model: nn.Module, rates: Rates | None = None) -> Iterator[tuple[Seen, Place]]:
    """Take down every ReLU that runs in this thread.

    Parameters
    ----------
    model : torch.nn.Module
        Whose modules give the calls their paths.
    rates : Rates, optional
        To follow sample rates with.

    Yields
    ------
    (Seen, Place)
        What has run so far, and where the model is at work.

    Examples
    --------
    >>> model = nn.Sequential(nn.ReLU(), nn.Sequential(nn.Threshold(0.0, 0.0)))
    >>> with watching(model) as (seen, _):
    ...     _ = model(torch.tensor([-1.0, 2.0]))
    >>> [(call.path, call.before.tolist()) for call in seen.calls]
    [('0', [-1.0, 2.0]), ('1.0', [0.0, 2.0])]
    """
    seen, place = Seen(), Place(model)
    with place.known(), Watch(place.now, seen, rates):
        yield seen, place
