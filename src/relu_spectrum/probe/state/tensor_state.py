"""Keep tensors as they are: their memory byte by byte, their shape, gradient and place in a graph.

- `TensorState`: tensors of any layout and precision, kept, and put back on demand

Memory is kept as bytes, once for all tensors that share it. So views stay views, tied weights stay
tied, NaN equals itself, and it does not matter whether the numbers are complex halves or quantized.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import torch
from torch.utils._python_dispatch import is_traceable_wrapper_subclass

ORDINARY = (torch.Tensor, torch.nn.Parameter)
SPARSE_PARTS = {
    torch.sparse_coo: ("_indices", "_values"),
    torch.sparse_csr: ("crow_indices", "col_indices", "values"),
    torch.sparse_bsr: ("crow_indices", "col_indices", "values"),
    torch.sparse_csc: ("ccol_indices", "row_indices", "values"),
    torch.sparse_bsc: ("ccol_indices", "row_indices", "values"),
}


class _Memory:
    """A storage, whole, since what uses a part of it may grow into the rest."""

    __slots__ = ("copied", "size", "storage", "values")

    def __init__(self, storage: torch.UntypedStorage, device: torch.device) -> None:
        self.storage, self.size = storage, storage.nbytes()
        self.values = self._view(device)

    def _view(self, device: torch.device) -> torch.Tensor:
        """Look at its bytes, in eights where that is possible, which is faster to compare."""
        eights = torch.uint8 if self.size % 8 else torch.int64
        return torch.empty(0, dtype=eights, device=device).set_(self.storage)

    def put_back(self) -> None:
        """Write the copy where it differs."""
        if self.storage.nbytes() != self.size:
            self.storage.resize_(self.size)
            self.values = self._view(self.copied.device)
        if not torch.equal(self.values, self.copied):
            self.values.copy_(self.copied)


class _Tensor:
    """A tensor's place in memory, and its place in a graph."""

    __slots__ = ("data", "function", "grad", "has_grad", "hooks", "needs", "tensor")

    def __init__(self, tensor: torch.Tensor) -> None:
        self.tensor, self.data = tensor, tensor.detach()
        self.needs, self.function = tensor.requires_grad, tensor.grad_fn
        self.has_grad = tensor.is_leaf or tensor.retains_grad  # of others, torch warns
        self.grad = tensor.grad if self.has_grad else None
        self.hooks = tensor._backward_hooks

    def put_back_data(self) -> None:
        """Let it look at the same memory in the same way."""
        tensor, kept = self.tensor, self.data
        there = _is_plain(kept) and _is_plain(tensor) and tensor.dtype is kept.dtype
        if not (there and tensor.is_set_to(kept)):
            tensor.data = kept

    def put_back_graph(self) -> None:
        """Take it out of a graph that it joined, and give it its own gradient and hooks."""
        tensor = self.tensor
        if self.function is None and tensor.grad_fn is not None:
            tensor.detach_()
        if tensor.grad_fn is not self.function:
            raise RuntimeError("it was changed in place and is part of another graph now")
        if tensor.requires_grad != self.needs:
            tensor.requires_grad_(self.needs)
        if self.has_grad and tensor.grad is not self.grad:
            tensor.grad = self.grad
        if tensor._backward_hooks is not self.hooks:
            tensor._backward_hooks = self.hooks


class TensorState:
    """Tensors as they are when they are added, and their memory as it is when it is copied.

    Tensors of the meta device have no values, and those of a subclass with its own dispatch keep
    theirs in other tensors: `inside` lists them.

    Examples
    --------
    >>> weight = torch.tensor([1.0, float("nan")])
    >>> state = TensorState()
    >>> state.add("weight", weight)
    >>> state.copy()
    >>> weight.data = torch.zeros(5)
    >>> for _, undo in state.undo():
    ...     undo()
    >>> weight
    tensor([1., nan])
    """

    def __init__(self) -> None:
        self.memories: dict[int, tuple[Any, _Memory]] = {}
        self.tensors: list[tuple[Any, _Tensor]] = []
        self.opaque: list[tuple[Any, Callable[[], None]]] = []
        self.versions: list[tuple[torch.Tensor, int]] = []

    def add(self, name: Any, tensor: torch.Tensor) -> None:
        """Keep a tensor, under a name that errors give."""
        if type(tensor).__torch_dispatch__ is not torch.Tensor.__torch_dispatch__:
            return
        self.tensors.append((name, _Tensor(tensor)))
        if not tensor.is_inference():
            self.versions.append((tensor, tensor._version))
        if tensor.is_meta:
            return
        if tensor.layout is torch._mkldnn:
            self.opaque.append((name, partial(_put_back_opaque, tensor, tensor.clone())))
            return
        parts = (tensor,)
        if tensor.layout is not torch.strided:
            parts = [getattr(tensor, part)() for part in SPARSE_PARTS[tensor.layout]]
        for part in parts:
            storage = part.untyped_storage()
            if storage._cdata not in self.memories:
                self.memories[storage._cdata] = name, _Memory(storage, part.device)

    def copy(self) -> None:
        """Copy the memory of all tensors, in one piece for each device."""
        alike: dict[tuple, list[_Memory]] = {}
        for _, memory in self.memories.values():
            alike.setdefault((memory.values.dtype, memory.values.device), []).append(memory)
        for memories in alike.values():
            values = [memory.values for memory in memories]
            copies = torch.cat(values).split([one.numel() for one in values])
            for memory, copied in zip(memories, copies, strict=True):
                memory.copied = copied

    def undo(self) -> Iterator[tuple[Any, Callable[[], None]]]:
        """Give what puts everything back, step by step, each with a name."""
        for name, memory in self.memories.values():
            yield name, memory.put_back
        for name, tensor in self.tensors:
            yield name, tensor.put_back_data
            yield name, tensor.put_back_graph
        yield from self.opaque

    def count_back(self) -> None:
        """Set autograd's counters of changes back, which is right if all values are as before.

        Then a graph that is waiting for its backward pass stays valid.
        """
        tensors, versions = zip(*self.versions, strict=True) if self.versions else ((), ())
        torch._C._autograd._unsafe_set_version_counter(tensors, versions)


def inside(tensor: torch.Tensor) -> list[tuple[str, object]]:
    """List what a tensor holds beside its own memory: attributes, inner tensors, the gradient."""
    held: list[tuple[str, object]] = [("", vars(tensor)), ("", tensor._backward_hooks)]
    if type(tensor) not in ORDINARY and is_traceable_wrapper_subclass(tensor):
        held += [(name, getattr(tensor, name)) for name in tensor.__tensor_flatten__()[0]]
    if tensor.is_leaf or tensor.retains_grad:  # of others, torch warns
        held.append(("grad", tensor.grad))
    return held


def _is_plain(tensor: torch.Tensor) -> bool:
    return tensor.layout is torch.strided and not (tensor.is_nested or tensor.is_quantized)


def _put_back_opaque(tensor: torch.Tensor, copy: torch.Tensor) -> None:
    if not torch.equal(tensor.to_dense(), copy.to_dense()):
        tensor.data = copy
