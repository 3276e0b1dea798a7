"""Which activation functions are recorded, and which of them a call computes.

All pointwise ones of torch.nn that PyTorch dispatches as one operator, whether a module, a function
or a method calls it. Softsign and Tanhshrink are made of several operators (a Tanhshrink shows its
tanh), and GLU, Softmax and the like are not pointwise.

- `Wanted`: the functions that a caller asks for
- `FUNCTIONS`: their names, and how their functions are called
- `family`: the name without numbers
"""

from collections.abc import Iterable, Mapping
from typing import Any

import torch

from .operators import is_signal, rectified, variant

RELU = "ReLU"
FUNCTIONS = {  # as in torch.nn and in torch.nn.functional
    "ReLU": "relu", "CELU": "celu", "ELU": "elu", "GELU": "gelu", "Hardshrink": "hardshrink",
    "Hardsigmoid": "hardsigmoid", "Hardswish": "hardswish", "Hardtanh": "hardtanh",
    "LeakyReLU": "leaky_relu", "LogSigmoid": "logsigmoid", "Mish": "mish", "PReLU": "prelu",
    "ReLU6": "relu6", "RReLU": "rrelu", "SELU": "selu", "SiLU": "silu", "Sigmoid": "sigmoid",
    "Softplus": "softplus", "Softshrink": "softshrink", "Tanh": "tanh", "Threshold": "threshold",
    "clamp": "clamp",
}  # fmt: skip


def family(kind: str) -> str:
    """Give the name of a function without the numbers that are its parameters.

    Examples
    --------
    >>> family("Threshold(0.1, 0)")
    'Threshold'
    """
    return kind.partition("(")[0]


class Wanted:
    """The activation functions that a caller asks for.

    Parameters
    ----------
    activations : str or collection of str
        "relu", "all", or names as in torch.nn or torch.nn.functional ("GELU", "leaky_relu"; upper
        and lower case are the same). "clamp" is the one with a number at both ends, which "all"
        includes.

    Raises
    ------
    TypeError, ValueError
        If it is no text and no collection of texts, or a name is not known.

    Examples
    --------
    >>> x = torch.tensor([-1.0, 2.0])
    >>> Wanted("all").found(torch.ops.aten.gelu.default, (x,), {})
    (tensor([-1.,  2.]), 'GELU')
    >>> Wanted(["gelu", "silu"]).names
    ('GELU', 'SiLU')
    """

    def __init__(self, activations: str | Iterable[str] = "relu") -> None:
        given = [activations] if isinstance(activations, str) else activations
        given = list(given) if isinstance(given, Iterable) else [given]
        if not all(isinstance(name, str) for name in given):
            raise TypeError(f"activations must be names, not {activations!r}")
        if not given:
            raise ValueError("activations is empty: at least one name is wanted")
        known = {_plain(name): name for name in FUNCTIONS}
        unknown = [name for name in given if _plain(name) not in known and given != ["all"]]
        if unknown:
            raise ValueError(
                f"activations must be 'relu', 'all' or names among {', '.join(FUNCTIONS)}, "
                f"not {', '.join(map(repr, unknown))}"
            )
        chosen = FUNCTIONS if given == ["all"] else {known[_plain(name)] for name in given}
        self.names = tuple(name for name in FUNCTIONS if name in chosen)
        self.relu, self.others = RELU in chosen, bool(set(chosen) - {RELU})

    @property
    def noun(self) -> str:
        """What the functions are called in sentences."""
        return "activation function" if self.others else RELU

    def found(self, operator: Any, args: tuple, kwargs: Mapping) -> tuple[torch.Tensor | None, str]:
        """Tell what a call of an operator is applied to, and which function it computes.

        Returns
        -------
        Tensor or None
            None if the function is not wanted, or x has no floating-point numbers or no axis.
        str
            The function that was called, "" if it is none.
        """
        x = rectified(operator, args, kwargs)
        if x is not None:
            return (x if self.relu else None), RELU
        kind = variant(operator, args, kwargs) or ""
        one_sided = family(kind) == "clamp" and not ("min=" in kind and "max=" in kind)
        if not self.others or family(kind) not in self.names or one_sided:
            return None, kind
        x = args[0] if args else next(iter(kwargs.values()))
        return (x if is_signal(x) else None), kind


def _plain(name: str) -> str:
    return name.lower().replace("_", "")
