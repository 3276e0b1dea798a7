"""Run a model and leave no trace: what a forward pass changes is put back.

- `untouched`: a context in which a model may run; afterwards its buffers (BatchNorm's statistics),
  torch's random state and the switches below are as they were, also when the model raised.

Inside it, torch.compile'd code runs eagerly and the fused path of TransformerEncoderLayer is off:
both would hide operators.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import torch
from torch import nn


def _buffers(model: nn.Module) -> list[tuple]:
    return [
        (module, name, buffer, buffer.clone())
        for module in model.modules()
        for name, buffer in module._buffers.items()
        if buffer is not None
    ]


def _restore(buffers: list[tuple]) -> None:
    for module, name, buffer, copy in buffers:
        if getattr(module, name, None) is not buffer:  # the model has put another in its place
            setattr(module, name, buffer)
        if buffer.shape != copy.shape:
            buffer.data = copy
        elif not torch.equal(buffer, copy):
            buffer.copy_(copy)


@contextmanager
def _fused_paths_off() -> Iterator[None]:
    enabled = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        yield
    finally:
        torch.backends.mha.set_fastpath_enabled(enabled)


def _devices(model: nn.Module) -> list[torch.device]:
    places = {tensor.device for tensor in (*model.parameters(), *model.buffers())}
    return [place for place in places if place.type == "cuda"]


@contextmanager
def untouched(model: nn.Module) -> Iterator[None]:
    """Put back what a forward pass changes.

    Parameters
    ----------
    model : torch.nn.Module

    Yields
    ------
    None
        In the context the model may run, any number of times.

    Notes
    -----
    Buffers are compared value by value and written only if they changed, so a graph that is
    waiting for its backward pass stays valid. Other attributes that a model sets on itself are its
    own business. The random state is that of torch, on the CPU and on the model's CUDA devices.

    Examples
    --------
    >>> model = nn.BatchNorm1d(1)
    >>> with untouched(model):
    ...     _ = model(torch.randn(4, 1, 8))
    >>> print(model.running_mean, model.num_batches_tracked)
    tensor([0.]) tensor(0)
    """
    with torch.no_grad():
        saved = _buffers(model)
    with ExitStack() as stack:
        stack.enter_context(torch.random.fork_rng(_devices(model)))
        stack.enter_context(_fused_paths_off())
        if "torch._dynamo" in sys.modules:  # else nothing has been compiled, and it is slow to load
            stack.enter_context(torch.compiler.set_stance("force_eager"))
        try:
            yield
        finally:
            with torch.no_grad():
                _restore(saved)
