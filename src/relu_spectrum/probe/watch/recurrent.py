"""Hear of it when a recurrent layer with ReLU runs.

``nn.RNN(nonlinearity="relu")`` and ``nn.RNNCell``, also scripted, traced or exported, are one
operator each (``aten::rnn_relu``, ``aten::rnn_relu_cell``). PyTorch takes it apart above the level
at which operators are watched, and one ReLU for each time step is left. `announced` stands in
between.

- `announced`: a context in which a function is told of each such operator
- `taken_apart`: where one was in an exported program whose operators were decomposed
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import nn

OPERATORS = (
    torch.ops.aten.rnn_relu.input,
    torch.ops.aten.rnn_relu.data,
    torch.ops.aten.rnn_relu_cell.default,
)
COMPOSITE = torch._C.DispatchKey.CompositeImplicitAutograd


@contextmanager
def announced(listener: Callable[[Any], None]) -> Iterator[None]:
    """Tell a function of each recurrent layer with ReLU that runs on the CPU, in any thread.

    On a GPU and in inference mode these operators are not taken apart, and can be seen.

    Parameters
    ----------
    listener : callable
        Gets the operator, in the thread in which it runs.

    Examples
    --------
    >>> cell = torch.nn.RNNCell(1, 2, nonlinearity="relu")
    >>> with announced(print):
    ...     _ = cell(torch.ones(1, 1))
    aten.rnn_relu_cell.default
    """

    def standing_in(operator: Any) -> Callable:
        def run(*args, **kwargs):
            listener(operator)
            return operator._op_dk(COMPOSITE, *args, **kwargs)

        return run

    library = torch.library.Library("aten", "IMPL")
    try:
        for operator in OPERATORS:
            library.impl(operator, standing_in(operator), "AutogradCPU")
        yield
    finally:
        library._destroy()


def taken_apart(graph: torch.fx.Graph) -> dict[tuple[str, str], None]:
    """Find the ReLUs of recurrent layers in a decomposed program, by the modules they come from.

    Returns
    -------
    dict of (str, str)
        Names of their classes, and the paths of the modules.

    Examples
    --------
    >>> cell = nn.RNNCell(1, 2, nonlinearity="relu")
    >>> program = torch.export.export(cell, (torch.ones(3, 1),))
    >>> taken_apart(program.graph)  # it is not decomposed yet
    {}
    """
    found = {}
    for node in graph.nodes:
        came_from = list(node.meta.get("nn_module_stack", {}).values())
        if came_from and node.target is torch.ops.aten.relu.default:
            path, kind = came_from[-1]
            kind = kind if isinstance(kind, str) else f"{kind.__module__}.{kind.__qualname__}"
            if _is_recurrent(kind):
                found[kind, path] = None
    return found


def _is_recurrent(kind: str) -> bool:
    package, _, name = kind.rpartition(".")
    known = getattr(sys.modules.get(package), name, None)
    return isinstance(known, type) and issubclass(known, (nn.RNNBase, nn.RNNCellBase))
