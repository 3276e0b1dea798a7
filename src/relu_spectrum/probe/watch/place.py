"""Where a model is at work: the path of the module that runs, in each thread.

- `Place`: knows it from hooks for all modules; nothing is put on the model itself
- `classes`: what a module is among the classes of torch.nn that matter here
"""

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import get_ident
from typing import Any

from torch import nn
from torch.nn.modules import module as every_module

from .activations import FUNCTIONS
from .seen import Seen

COMPILED = "_orig_mod"  # how torch.compile's wrapper calls what it wraps
COMPOSED = ("Softsign", "Tanhshrink")  # of several operators
RECURRENT = ("RNNBase", "RNNCellBase")
KNOWN = frozenset({*FUNCTIONS, *COMPOSED, *RECURRENT})
NONE: frozenset[str] = frozenset()

Entry = tuple[str, frozenset[str], nn.Module | None]  # path, `classes`, module


class Place:
    """Knows which module is at work, from hooks for all modules while it is active.

    Parameters
    ----------
    model : torch.nn.Module
    seen : Seen
        Gets the paths of the model's modules that run in threads of which nothing was said (`at`),
        of recurrent layers, and of functions that are made of several operators.
    """

    def __init__(self, model: nn.Module, seen: Seen) -> None:
        self.known_as: dict[int, Entry] = {
            id(module): (_plain_path(path), classes(type(module)), module)
            for path, module in model.named_modules()
        }
        self.seen = seen
        self.main: list[Entry] = [("", NONE, None)]
        self.stacks = {get_ident(): self.main}  # one for each thread

    def now(self) -> tuple[str, frozenset[str]]:
        """Give the path of the innermost module at work, and its `classes`."""
        return self.stacks.get(get_ident(), self.main)[-1][:2]

    def enter(self, module: nn.Module, inputs: Any) -> None:
        """Take note that a module starts."""
        stack, entry = self.stacks.get(get_ident()), self.known_as.get(id(module))
        if stack is None:
            if entry is not None:
                self.seen.elsewhere[entry[0]] = None
        elif entry is None:
            stack.append((stack[-1][0], NONE, module))
        else:
            stack.append(entry)
            path, which, _ = entry
            if which:
                self._tell(path, which, type(module).__name__)

    def _tell(self, path: str, which: frozenset[str], name: str) -> None:
        if not which.isdisjoint(COMPOSED):
            self.seen.composed[name, path] = None
        elif not which.isdisjoint(RECURRENT):
            self.seen.stepwise[name, path] = None

    def leave(self, module: nn.Module, inputs: Any, output: Any) -> None:
        """Take note that a module ends, or has failed."""
        stack = self.stacks.get(get_ident())
        if stack is not None and stack[-1][2] is module:
            stack.pop()

    @contextmanager
    def at(self, path: str, which: frozenset[str] = NONE) -> Iterator[None]:
        """Say by hand which module is at work in this thread, and its `classes`."""
        thread = get_ident()
        stack = self.stacks.setdefault(thread, [])
        stack.append((path, which, None))
        self._tell(path, which, next(iter(which), ""))
        try:
            yield
        finally:
            stack.pop()
            if not stack:
                del self.stacks[thread]

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
def classes(kind: type | str) -> frozenset[str]:
    """Name the classes of torch.nn that matter here and that a class is, or is derived from.

    Parameters
    ----------
    kind : type or str
        The class, or its dotted name.

    Examples
    --------
    >>> classes(nn.ReLU), classes("torch.nn.modules.activation.GELU"), classes(nn.Linear)
    (frozenset({'ReLU'}), frozenset({'GELU'}), frozenset())
    """
    if isinstance(kind, str):
        module, _, name = kind.rpartition(".")
        known = getattr(sys.modules.get(module), name, None)
        if not isinstance(known, type):
            return KNOWN & frozenset({name})
        kind = known
    return frozenset(one.__name__ for one in kind.__mro__) & KNOWN


def _plain_path(path: str) -> str:
    return ".".join(part for part in path.split(".") if part != COMPILED)
