"""What the probe sees, what it refuses, and what it cannot see: a table of cases that run.

Each case is a model of which one more thing runs after an ``nn.ReLU`` that is always seen.

- `CASES`: the cases, with what is expected
- `Case`: one of them; `Case.run` says what happens
"""

import threading
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .run import probe

SEEN, TOLD, REFUSED, INVISIBLE = "seen", "left out, with a warning", "refused", "invisible"
X = torch.linspace(-2, 2, 64).reshape(1, 1, 64)


class Runs(nn.Module):
    """A function as a module."""

    def __init__(self, function: Callable) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: torch.Tensor) -> Any:
        """Call it."""
        return self.function(x)


@dataclass(frozen=True)
class Case:
    """A thing that a model may do.

    Parameters
    ----------
    what : str
        In words, as Markdown.
    make : callable
        Gives the module that does it.
    verdict : str
        What is expected.
    words : str
        The records' names, or a part of what is said; of what is invisible, why.
    options : dict
        Of `probe`.
    """

    what: str
    make: Callable[[], nn.Module]
    verdict: str
    words: str
    options: dict = field(default_factory=dict)

    def run(self) -> tuple[str, str]:
        """Probe the model, and give the verdict and the words that come of it.

        Examples
        --------
        >>> CASES[0].run()
        ('seen', '1')
        """
        model = nn.Sequential(nn.ReLU(), self.make()).eval()
        with warnings.catch_warnings(record=True) as said, torch.no_grad():
            warnings.simplefilter("always")
            try:
                names = probe(model, X, **self.options).names
            except ValueError as error:
                return REFUSED, str(error)
        told = [str(one.message) for one in said if "left out" in str(one.message)]
        told += [str(one.message) for one in said if "not recorded as one" in str(one.message)]
        if names[1:]:
            return SEEN, ", ".join(names[1:])
        return (TOLD, told[0]) if told else (INVISIBLE, "")


def _calls(function: Callable) -> Callable[[], nn.Module]:
    return lambda: Runs(function)


def _scripted() -> nn.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch.jit is on its way out
        return torch.jit.script(nn.Sequential(nn.ReLU()))


def _in_a_pool(x: torch.Tensor) -> torch.Tensor:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(F.relu, x).result()


def _in_a_thread_that_was_there() -> nn.Module:
    pool, inner = ThreadPoolExecutor(1), nn.ReLU()
    pool.submit(threading.get_ident).result()  # the thread is started
    submit = ThreadPoolExecutor.submit  # as a library may have kept it

    class Model(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return submit(pool, self.inner, x).result()

    return Model()


@torch.library.custom_op("relu_spectrum_cases::cut", mutates_args=())
def _cut(x: torch.Tensor) -> torch.Tensor:
    return torch.from_numpy(np.maximum(x.numpy(), 0))


@torch.library.custom_op("relu_spectrum_cases::cut_visibly", mutates_args=())
def _cut_visibly(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0)


ALL = {"activations": "all"}
CASES = (
    Case("`nn.ReLU()`", nn.ReLU, SEEN, "1"),
    Case("`nn.ReLU(inplace=True)`", lambda: nn.ReLU(inplace=True), SEEN, "1"),
    Case("`F.relu(x)`", _calls(F.relu), SEEN, "1.relu#1"),
    Case("`x.relu()`, `x.relu_()`", _calls(lambda x: x.relu().relu_()), SEEN, "1.relu#1, 1.relu#2"),
    Case("`x.clamp(min=0)`", _calls(lambda x: x.clamp(min=0)), SEEN, "1.relu#1"),
    Case("`torch.maximum(x, zeros)`", _calls(lambda x: torch.maximum(x, torch.zeros(()))), SEEN,
         "1.relu#1"),
    Case("`F.leaky_relu(x, 0.0)`, the same function", _calls(lambda x: F.leaky_relu(x, 0.0)), SEEN,
         "1.relu#1"),
    Case("a scripted module", _scripted, SEEN, "1.relu#1"),
    Case("a compiled module", lambda: torch.compile(nn.ReLU(), backend="eager"), SEEN, "1"),
    Case("`nn.TransformerEncoderLayer`", lambda: nn.TransformerEncoderLayer(64, 4, 32), SEEN,
         "1.relu#1", {"time_axis": 1}),
    Case("a task of a thread pool", _calls(_in_a_pool), SEEN, "1.relu#1"),
    Case("an operator of another library that calls PyTorch", _calls(_cut_visibly), SEEN,
         "1.relu#1"),
    Case("`nn.GELU()`, with `activations=\"all\"`", nn.GELU, SEEN, "1", ALL),
    Case("`x * x.sigmoid()`, with `activations=\"all\"`: its sigmoid", _calls(
         lambda x: x * x.sigmoid()), SEEN, "1.sigmoid#1", ALL),
    Case("`nn.LSTM`, with `activations=\"all\"`", lambda: nn.LSTM(64, 4, batch_first=True), TOLD,
         "LSTM at 1 runs its functions once a time step", ALL),
    Case("`nn.Softsign()`, with `activations=\"all\"`", nn.Softsign, TOLD,
         "Softsign at 1 is made of several operators", ALL),
    Case("an operator of another library that computes in NumPy", _calls(_cut), TOLD,
         "relu_spectrum_cases::cut at 1 computes outside PyTorch"),
    Case("`nn.RNN(nonlinearity=\"relu\")`", lambda: nn.RNN(64, 4, nonlinearity="relu"), REFUSED,
         "a recurrent layer with ReLU is run, aten::rnn_relu at 1"),
    Case("a fused operator, `torch._addmm_activation`", _calls(
         lambda x: torch._addmm_activation(x[0, 0], x[0].T, x[0])), REFUSED,
         "a ReLU is hidden inside aten::_addmm_activation at 1"),
    Case("`torch._foreach_clamp_min([x], 0)`", _calls(
         lambda x: torch._foreach_clamp_min([x], 0)), REFUSED,
         "a ReLU is hidden inside aten::_foreach_clamp_min at 1"),
    Case("a module in a thread that was there before", _in_a_thread_that_was_there, REFUSED,
         "ran in a thread that was there before"),
    Case("`x * (x > 0)`", _calls(lambda x: x * (x > 0)), INVISIBLE,
         "a product and a comparison, as in many other places"),
    Case("`torch.where(x > 0, x, 0)`", _calls(lambda x: torch.where(x > 0, x, 0.0)), INVISIBLE,
         "a choice between two tensors, as in masks"),
    Case("`(x + x.abs()) / 2`", _calls(lambda x: (x + x.abs()) / 2), INVISIBLE,
         "a sum and a size"),
    Case("`np.maximum(x.numpy(), 0)`", _calls(
         lambda x: torch.from_numpy(np.maximum(x.numpy(), 0))), INVISIBLE,
         "nothing of it passes through PyTorch"),
    Case("`F.softsign(x)`, with `activations=\"all\"`", _calls(F.softsign), INVISIBLE,
         "three operators, and no module that would tell", ALL),
)  # fmt: skip
