"""Look inside the operators of other libraries.

An operator made with `torch.library` arrives whole, and what it does inside is hidden from a
dispatch mode. `run_body` calls its kernel with the mode still active, so that what the kernel
dispatches is seen, be it in Python or C++. A kernel may also compute outside PyTorch, in NumPy,
Triton or loops of its own. Then a result comes from no operator that was seen.

- `run_body`: runs an operator's kernel, and tells whether its results were seen to be made
- `active`, `flagged`: contexts in which a mode is active
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch
from torch.utils import _pytree as pytree
from torch.utils._python_dispatch import TorchDispatchMode, _pop_mode, _push_mode

from ..schema import name

NOT_MADE = {  # memory that a kernel may fill
    "empty", "empty_like", "empty_strided", "new_empty", "new_empty_strided", "zeros", "zeros_like",
    "new_zeros", "ones", "ones_like", "new_ones", "full", "full_like", "new_full", "zero", "fill",
}  # fmt: skip
COPIES = {"clone", "_to_copy", "copy", "contiguous"}  # as much made as what is copied
BELOW_MODES = torch._C._after_ADInplaceOrView_keyset.remove(torch._C.DispatchKey.Python)


@contextmanager
def active(mode: TorchDispatchMode) -> Iterator[None]:
    """Make a mode active in this thread.

    ``with mode`` also sets flags of the whole process, which several threads at once would leave
    set: those have a context of their own, `flagged`.
    """
    _push_mode(mode)
    try:
        yield
    finally:
        _pop_mode()


@contextmanager
def flagged() -> Iterator[None]:
    """Set PyTorch's flags which say that a mode is active, in no particular thread."""
    with TorchDispatchMode() as mode:
        _pop_mode()
        try:
            yield
        finally:
            _push_mode(mode)


class Made(TorchDispatchMode):
    """Knows the memory that operators have computed, from what a kernel was given.

    Parameters
    ----------
    given : iterable of Tensor
        What comes from neither these nor an operator has been computed elsewhere, and so has what
        is made of nothing else.
    """

    supports_higher_order_operators = True

    def __init__(self, given: Iterable[torch.Tensor] = ()) -> None:
        super().__init__()
        self.known: set[int] = set()
        self.traced = set(map(_memory, given))

    def __contains__(self, tensor: torch.Tensor) -> bool:
        """Tell whether a tensor lies in such memory."""
        return _memory(tensor) in self.known

    def __torch_dispatch__(self, operator, types, args=(), kwargs=None):
        """Run one operator and take note of the memory of its results."""
        kwargs = kwargs or {}
        result = operator(*args, **kwargs)
        view = getattr(operator, "is_view", False)
        which = "" if isinstance(operator, torch._ops.HigherOrderOperator) else name(operator)
        taken = list(map(_memory, _tensors((args, kwargs))))
        if view and all(_memory(tensor) in taken for tensor in _tensors(result)):
            return result
        traced = not taken or not self.traced.isdisjoint(taken)
        made = traced and which not in NOT_MADE
        if view or which in COPIES:  # some views copy if they must, such as reshape
            made = any(
                tensor in self for tensor in _tensors((args[-1:], args[:1])[which != "copy"])
            )
        for tensor in _tensors(result):
            (self.known.add if made else self.known.discard)(_memory(tensor))
            if traced:
                self.traced.add(_memory(tensor))
        return result


def _tensors(values: Any) -> list[torch.Tensor]:
    return [leaf for leaf in pytree.tree_leaves(values) if isinstance(leaf, torch.Tensor)]


def _memory(tensor: torch.Tensor) -> int:
    plain = tensor.layout is torch.strided
    return tensor.untyped_storage()._cdata if plain else id(tensor)


def run_kernel(operator: Any, args: tuple, kwargs: Mapping) -> Any:
    """Run the kernel that PyTorch would choose for these tensors, passing by the active modes.

    Examples
    --------
    >>> run_kernel(torch.ops.aten.neg.default, (torch.ones(2),), {})
    tensor([-1., -1.])
    """
    keys = torch._C._dispatch_keys(torch.empty(0))
    for tensor in _tensors((args, kwargs)):
        keys = keys | torch._C._dispatch_keys(tensor)
    return operator.redispatch(keys & BELOW_MODES, *args, **kwargs)


def run_body(
    operator: Any, args: tuple, kwargs: Mapping, watch: TorchDispatchMode
) -> tuple[Any, bool]:
    """Run an operator's kernel with a mode that sees what it dispatches.

    Parameters
    ----------
    operator : torch._ops.OpOverload
    args, kwargs
        What it is called with.
    watch : TorchDispatchMode

    Returns
    -------
    result
        What the operator returns.
    visible : bool
        Whether each floating-point result, and each argument that it changes, came from an operator
        that was seen. True also if it takes no floating-point tensor.

    Examples
    --------
    >>> import numpy as np
    >>> @torch.library.custom_op("doctest::rectify", mutates_args=())
    ... def rectify(x: torch.Tensor) -> torch.Tensor:
    ...     return torch.from_numpy(np.maximum(x.numpy(), 0))
    >>> run_body(torch.ops.doctest.rectify.default, (torch.tensor([-1.0, 2.0]),), {}, Made())
    (tensor([0., 2.]), False)
    """
    if not any(map(_is_signal, _tensors((args, kwargs)))):
        return operator(*args, **kwargs), True
    made = Made(_tensors((args, kwargs)))
    with active(watch), active(made):
        result = run_kernel(operator, args, kwargs)
    schema = operator._schema.arguments
    names = [argument.name for argument in schema]
    by_name = dict(zip(names, args, strict=False)) | dict(kwargs)
    changed = [
        by_name.get(argument.name)
        for argument in schema
        if argument.alias_info is not None and argument.alias_info.is_write
    ]
    results = filter(_is_signal, _tensors((result, changed)))
    return result, all(tensor in made for tensor in results)


def _is_signal(tensor: torch.Tensor) -> bool:
    return tensor.dim() > 0 and (tensor.is_floating_point() or tensor.is_quantized)
