"""What was seen of a model: its activation functions, and what is no record of one.

- `Call`: one of them that ran
- `Seen`: all of them, and what else is worth a word
- `values`: a copy of a tensor's values
"""

from dataclasses import dataclass, field
from typing import Any

import torch


@dataclass(frozen=True)
class Call:
    """One activation function that ran.

    Parameters
    ----------
    path : str
        Of the innermost module at work, "" for the model itself.
    own : bool
        Whether that module is the function itself, rather than a module that calls one.
    kind : str
        Which function it is.
    before : Tensor or None
        A copy of the input, without graph; None if only `kept` is left.
    after : Tensor or None
        A copy of the output, if it may be another than max(before, 0).
    rate : dict of int to float, or None
        Of each axis that is time; None if it depends on no input, or none was followed.
    kept : object, optional
        What else is kept of it.
    """

    path: str
    own: bool
    kind: str
    before: torch.Tensor | None
    after: torch.Tensor | None
    rate: dict[int, float] | None
    kept: Any = None


@dataclass
class Seen:
    """What ran: what is recorded in call order, and by operator and path what is no record.

    Parameters
    ----------
    calls : list of Call
    variants : dict of (str, str)
        Activation functions that are not recorded.
    hidden : dict of (str, str)
        Operators that do one inside, where it cannot be seen.
    recurrent : dict of (str, str)
        Recurrent layers that do a ReLU in each time step.
    stepwise : dict of (str, str)
        Recurrent layers, which do other functions in each time step.
    composed : dict of (str, str)
        Modules whose function is made of several operators.
    opaque : dict of (str, str)
        Operators of other libraries that compute where it cannot be seen.
    elsewhere : dict of str
        Paths of modules that ran in a thread that is not watched.
    """

    calls: list[Call] = field(default_factory=list)
    variants: dict[tuple[str, str], None] = field(default_factory=dict)
    hidden: dict[tuple[str, str], None] = field(default_factory=dict)
    recurrent: dict[tuple[str, str], None] = field(default_factory=dict)
    stepwise: dict[tuple[str, str], None] = field(default_factory=dict)
    composed: dict[tuple[str, str], None] = field(default_factory=dict)
    opaque: dict[tuple[str, str], None] = field(default_factory=dict)
    elsewhere: dict[str, None] = field(default_factory=dict)


def values(tensor: torch.Tensor) -> torch.Tensor:
    """Copy a tensor's values into an ordinary tensor without graph.

    Raises
    ------
    ValueError
        If it has no values (meta, fake) or no common length (nested).
    """
    if tensor.is_meta:
        raise ValueError("the model is on the meta device: there are no values to look at")
    if tensor.is_nested:
        raise ValueError("an activation ran on a nested tensor: pad the sequences to one length")
    plain = tensor.detach()
    if plain.is_quantized:
        return plain.dequantize()
    return plain.clone() if plain.layout is torch.strided else plain.to_dense()
