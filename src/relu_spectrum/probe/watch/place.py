"""Where a model is at work: the path of the module that runs, in each thread.

- `Place`: knows it from hooks for all modules; nothing is put on the model itself
- `is_relu_class`: whether a module's class may be a ReLU and no more
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import get_ident
from typing import Any

from torch import nn
from torch.nn.modules import module as every_module

from .operators import RELU_MODULES

COMPILED = "_orig_mod"  # how torch.compile's wrapper calls what it wraps


class Place:
    """Knows which module is at work, from hooks for all modules while it is active.

    Parameters
    ----------
    model : torch.nn.Module
    elsewhere : dict of str
        Gets the paths of the model's modules that run in threads of which nothing was said (`at`).
    """

    def __init__(self, model: nn.Module, elsewhere: dict[str, None]) -> None:
        self.paths = {id(module): _plain_path(path) for path, module in model.named_modules()}
        self.elsewhere = elsewhere
        self.main: list[tuple[str, bool, nn.Module | None]] = [("", False, None)]
        self.stacks = {get_ident(): self.main}  # one for each thread

    def now(self) -> tuple[str, bool]:
        """Give the path of the innermost module at work, and whether it is a ReLU itself."""
        return self.stacks.get(get_ident(), self.main)[-1][:2]

    def enter(self, module: nn.Module, inputs: Any) -> None:
        """Take note that a module starts."""
        stack, path = self.stacks.get(get_ident()), self.paths.get(id(module))
        if stack is None:
            if path is not None:
                self.elsewhere[path] = None
            return
        own = path is not None and is_relu_class(*type(module).__mro__)
        stack.append((stack[-1][0] if path is None else path, own, module))

    def leave(self, module: nn.Module, inputs: Any, output: Any) -> None:
        """Take note that a module ends, or has failed."""
        stack = self.stacks.get(get_ident())
        if stack is not None and stack[-1][2] is module:
            stack.pop()

    @contextmanager
    def at(self, path: str, own: bool) -> Iterator[None]:
        """Say by hand which module is at work in this thread."""
        thread = get_ident()
        stack = self.stacks.setdefault(thread, [])
        stack.append((path, own, None))
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
