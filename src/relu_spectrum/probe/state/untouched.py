"""Run a model and leave no trace: what a forward pass changes is put back.

- `untouched`: a context in which a model may run; afterwards it is as it was, also when it raised

Inside it, torch.compile'd code runs eagerly and the fused path of TransformerEncoderLayer is off:
both would hide operators.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import torch
from torch import nn

from ..watch.shared_changes import Shared
from .model_state import ModelState


@contextmanager
def _nothing_hidden() -> Iterator[None]:
    enabled = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        with torch.compiler.set_stance("force_eager"):  # also of torch.cond, which compiles
            yield
    finally:
        torch.backends.mha.set_fastpath_enabled(enabled)


NOTHING_HIDDEN = Shared(_nothing_hidden)


@contextmanager
def untouched(model: nn.Module, *, as_it_is: bool = False) -> Iterator[None]:
    """Put back what a forward pass changes.

    Parameters
    ----------
    model : torch.nn.Module
    as_it_is : bool
        Let torch.compile'd code and fused paths run, which hide operators.

    Yields
    ------
    None
        In the context the model may run, any number of times.

    Raises
    ------
    RuntimeError
        If something could not be put back: the message names each such item. All the rest is put
        back nevertheless. If the model raised, its own error is raised, with this as a note.

    Notes
    -----
    Put back are parameters, buffers, gradients, the attributes of modules (a cache that a streaming
    layer keeps, training flags, hooks) and the random state:
    `relu_spectrum.probe.state.model_state` says how deep. Not put back are objects of other
    classes that a module holds, module-level and class variables, files, and the inputs. Memory is
    written only where it changed, and a graph that is waiting for its backward pass stays valid.

    Examples
    --------
    >>> model = nn.BatchNorm1d(1)
    >>> with untouched(model):
    ...     _ = model(torch.randn(4, 1, 8))
    >>> print(model.running_mean, model.num_batches_tracked)
    tensor([0.]) tensor(0)
    """
    with nullcontext() if as_it_is else NOTHING_HIDDEN.held():
        state = ModelState(model)
        try:
            yield
        except BaseException as error:
            for failed in state.put_back():
                error.add_note(f"the model could not be left as it was: {failed}")
            raise
        if failures := state.put_back():
            raise RuntimeError(f"the model could not be left as it was: {'; '.join(failures)}")
