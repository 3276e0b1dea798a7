"""Programs saved with torch.export, and the signal that fits their input.

- `load_program`: the program in a .pt2 file
- `fit`: a signal in the shape and precision that a program takes
"""

import logging
from pathlib import Path

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch.export import ExportedProgram


def load_program(path: str | Path) -> ExportedProgram:
    """Load a program from a file.

    A .pt2 file may hold code that runs when it is loaded, as PyTorch's own documentation says:
    load only files that you trust.

    Parameters
    ----------
    path : str or Path
        Written by `torch.export.save`.

    Returns
    -------
    torch.export.ExportedProgram

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is not such a program.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f"{path}: there is no such file")
    quiet = logging.getLogger("torch.export")
    level = quiet.level
    quiet.setLevel(logging.CRITICAL)
    try:
        return torch.export.load(path)
    except Exception as error:  # what torch raises here depends on what the file is
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise ValueError(
            f"{path}: not a program of torch.export.save ({reason}). A model is saved with "
            "torch.export.save(torch.export.export(model, (x,)), path)"
        ) from None
    finally:
        quiet.setLevel(level)


def fit(program: ExportedProgram, signal: ArrayLike) -> torch.Tensor:
    """Bring a signal into the shape and precision of a program's input.

    Axes of length one are put in front until the signal has as many axes as the input; if the
    input has channels and the signal has not, it is so (1, 1, time) of (time,).

    Parameters
    ----------
    program : torch.export.ExportedProgram
        Of one tensor.
    signal : array-like [shape=(..., time)]

    Returns
    -------
    Tensor

    Raises
    ------
    ValueError
        If the program takes several inputs or none, or the shape does not fit: the message says
        which one is wanted, such as the length of a program of fixed length.

    Examples
    --------
    >>> x = torch.zeros(1, 1, 8)
    >>> program = torch.export.export(torch.nn.ReLU(), (x,))
    >>> fit(program, np.ones(8)).shape
    torch.Size([1, 1, 8])
    >>> fit(program, np.ones(9))
    Traceback (most recent call last):
        ...
    ValueError: the program takes shape (1, 1, 8), and the signal has (1, 1, 9): 8 samples are ...
    """
    names = program.graph_signature.user_inputs
    nodes = [node for node in program.graph.nodes if node.op == "placeholder"]
    inputs = [node.meta["val"] for node in nodes if node.name in names]
    if len(inputs) != 1 or not isinstance(inputs[0], torch.Tensor):
        raise ValueError(
            f"the program takes {len(names)} inputs, and a signal is one: probe it from Python "
            "with relu_spectrum.probe.probe"
        )
    wanted = inputs[0]
    x = torch.from_numpy(np.ascontiguousarray(signal)).to(wanted.dtype)
    x = x.reshape((1,) * max(0, wanted.dim() - x.dim()) + tuple(x.shape))
    fits = [
        _fits(program, want, length) for want, length in zip(wanted.shape, x.shape, strict=False)
    ]
    if x.dim() != wanted.dim() or not all(fits):
        shape = ", ".join(_described(program, length) for length in wanted.shape)
        hint = ""
        if x.dim() == wanted.dim() and all(fits[:-1]):
            hint = f": {_described(program, wanted.shape[-1])} samples are wanted"
        raise ValueError(
            f"the program takes shape ({shape}), and the signal has {tuple(x.shape)}{hint}"
        )
    return x


def _limits(program: ExportedProgram, length: torch.SymInt) -> tuple[int, float]:
    limits = program.range_constraints.get(length.node.expr)
    if limits is None:
        return 1, float("inf")
    top = limits.upper
    return int(limits.lower), int(top) if top.is_Integer else float("inf")


def _fits(program: ExportedProgram, wanted: int | torch.SymInt, length: int) -> bool:
    if isinstance(wanted, int):
        return wanted == length
    low, high = _limits(program, wanted)
    return low <= length <= high


def _described(program: ExportedProgram, length: int | torch.SymInt) -> str:
    if isinstance(length, int):
        return str(length)
    low, high = _limits(program, length)
    return f"{low} or more" if high == float("inf") else f"{low} to {high}"
