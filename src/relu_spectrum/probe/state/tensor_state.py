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

SPARSE_PARTS = {
    torch.sparse_coo: ("_indices", "_values"),
    torch.sparse_csr: ("crow_indices", "col_indices", "values"),
    torch.sparse_bsr: ("crow_indices", "col_indices", "values"),
    torch.sparse_csc: ("ccol_indices", "row_indices", "values"),
    torch.sparse_bsc: ("ccol_indices", "row_indices", "values"),
}


class _Memory:
    """A storage, whole, since what uses a part of it may grow into the rest."""

    def __init__(self, storage: torch.UntypedStorage) -> None:
        self.storage, self.size = storage, storage.nbytes()
        self.values = self.copied = None

    def copy(self) -> None:
        """Copy its bytes."""
        self.values = self._view()
        self.copied = self.values.clone()

    def _view(self) -> torch.Tensor:
        """Look at its bytes, in eights where that is possible, which is faster to compare."""
        values = torch.empty(0, dtype=torch.uint8, device=self.storage.device)
        values.set_(self.storage)
        return values if values.numel() % 8 else values.view(torch.int64)

    def put_back(self) -> None:
        """Write the copy where it differs."""
        if self.storage.nbytes() != self.size:
            self.storage.resize_(self.size)
            self.values = self._view()
        if not torch.equal(self.values, self.copied):
            self.values.copy_(self.copied)


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
        self.memories: dict[int, _Memory] = {}
        self.names: dict[int, Any] = {}
        self.undos: list[tuple[Any, Callable[[], None]]] = []
        self.versions: list[tuple[torch.Tensor, int]] = []

    def add(self, name: Any, tensor: torch.Tensor) -> None:
        """Keep a tensor, under a name that errors give."""
        if type(tensor).__torch_dispatch__ is not torch.Tensor.__torch_dispatch__:
            return
        self.undos.append((name, partial(_put_back_data, tensor, tensor.detach())))
        self.undos.append((name, _graph(tensor)))
        if not tensor.is_inference():
            self.versions.append((tensor, tensor._version))
        if tensor.device.type == "meta":
            return
        if tensor.layout is torch._mkldnn:
            self.undos.append((name, partial(_put_back_opaque, tensor, tensor.clone())))
            return
        parts = [getattr(tensor, part)() for part in SPARSE_PARTS.get(tensor.layout, ())]
        for part in parts or [tensor]:
            storage = part.untyped_storage()
            if storage._cdata not in self.memories:
                self.memories[storage._cdata] = _Memory(storage)
                self.names[storage._cdata] = name

    def copy(self) -> None:
        """Copy the memory of all tensors."""
        for memory in self.memories.values():
            memory.copy()

    def undo(self) -> Iterator[tuple[Any, Callable[[], None]]]:
        """Give what puts everything back, step by step, each with a name."""
        for key, memory in self.memories.items():
            yield self.names[key], memory.put_back
        yield from self.undos

    def count_back(self) -> None:
        """Set autograd's counters of changes back, which is right if all values are as before.

        Then a graph that is waiting for its backward pass stays valid.
        """
        tensors, versions = zip(*self.versions, strict=True) if self.versions else ((), ())
        torch._C._autograd._unsafe_set_version_counter(tensors, versions)


def inside(tensor: torch.Tensor) -> list[tuple[str, object]]:
    """List what a tensor holds beside its own memory: attributes, inner tensors, the gradient."""
    held: list[tuple[str, object]] = [("", vars(tensor))] if vars(tensor) else []
    if is_traceable_wrapper_subclass(tensor):
        held += [(name, getattr(tensor, name)) for name in tensor.__tensor_flatten__()[0]]
    if tensor.is_leaf or tensor.retains_grad:  # of others, torch warns
        held += [("grad", tensor.grad), ("", tensor._backward_hooks)]
    return held


def _put_back_data(tensor: torch.Tensor, kept: torch.Tensor) -> None:
    if _place(tensor) is None or _place(tensor) != _place(kept):
        tensor.data = kept


def _place(tensor: torch.Tensor) -> tuple | None:
    if tensor.layout is not torch.strided or tensor.is_nested or tensor.is_quantized:
        return None
    shape, strides, storage = tensor.shape, tensor.stride(), tensor.untyped_storage()._cdata
    return tensor.dtype, shape, strides, tensor.storage_offset(), storage


def _put_back_opaque(tensor: torch.Tensor, copy: torch.Tensor) -> None:
    if not torch.equal(tensor.to_dense(), copy.to_dense()):
        tensor.data = copy


def _graph(tensor: torch.Tensor) -> Callable[[], None]:
    needs, function = tensor.requires_grad, tensor.grad_fn
    has_grad = tensor.is_leaf or tensor.retains_grad
    grad = tensor.grad if has_grad else None
    hooks = tensor._backward_hooks

    def put_back() -> None:
        if function is None and tensor.grad_fn is not None:
            tensor.detach_()
        if tensor.grad_fn is not function:
            raise RuntimeError("it was changed in place and is part of another graph now")
        if tensor.requires_grad != needs:
            tensor.requires_grad_(needs)
        if has_grad and tensor.grad is not grad:
            tensor.grad = grad
        if tensor._backward_hooks is not hooks:
            tensor._backward_hooks = hooks

    return put_back
