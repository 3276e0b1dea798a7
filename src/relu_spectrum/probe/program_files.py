"""Programs saved with torch.export, and the signals that fit their inputs.

- `load_program`: the program in a .pt2 file
- `fit`: signals in the shape, precision and nesting that a program takes
"""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch.export import ExportedProgram
from torch.export.graph_signature import InputKind
from torch.utils import _pytree as pytree


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
        what = "this is no file" if Path(path).exists() else "there is no such file"
        raise FileNotFoundError(f"{path}: {what}")
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


def fit(
    program: ExportedProgram, signals: Sequence[ArrayLike] | Mapping[str, ArrayLike]
) -> tuple[tuple, dict[str, Any]]:
    """Bring signals into the shape, precision and nesting of a program's inputs.

    Axes of length one are put in front until a signal has as many axes as its input; if the
    input has channels and the signal has not, it is so (1, 1, time) of (time,). Numbers, words and
    None that the program was exported with are put in.

    Parameters
    ----------
    program : torch.export.ExportedProgram
    signals : sequence or mapping of array-like [shape=(..., time)]
        One for each tensor that the program takes: in its order, or by its name in the program. The
        tensor ``d["x"]`` of an argument ``d`` is called ``d_x``.

    Returns
    -------
    tuple, dict
        What to call the program with: inputs and keywords.

    Raises
    ------
    ValueError
        If there is not one signal for each tensor, a shape does not fit, or the input's type cannot
        hold a value (0.5 as a whole number): the message says what is wanted.

    Examples
    --------
    >>> x = torch.zeros(1, 1, 8)
    >>> program = torch.export.export(torch.nn.ReLU(), (x,))
    >>> inputs, keywords = fit(program, [np.ones(8)])
    >>> inputs[0].shape, keywords
    (torch.Size([1, 1, 8]), {})
    >>> fit(program, {"input": np.ones(9)})
    Traceback (most recent call last):
        ...
    ValueError: the program takes shape (1, 1, 8), and the signal has (1, 1, 9): 8 samples are ...
    """
    nodes = [node for node in program.graph.nodes if node.op == "placeholder"]
    kinds = [spec.kind for spec in program.graph_signature.input_specs]
    leaves = {
        node.name: node.meta["val"]
        for node, kind in zip(nodes, kinds, strict=True)
        if kind == InputKind.USER_INPUT
    }
    tensors = {name: val for name, val in leaves.items() if isinstance(val, torch.Tensor)}
    if not isinstance(signals, Mapping):
        names = list(tensors) if len(tensors) == len(signals) else range(len(signals))
        signals = dict(zip(names, signals, strict=True))
    if not tensors:
        raise ValueError("the program takes no tensor: there is no input for a signal")
    if set(signals) != set(tensors):
        wanted = ", ".join(f"{name} ({_shape(program, val)})" for name, val in tensors.items())
        given = (
            ", ".join(signals) if all(isinstance(name, str) for name in signals) else len(signals)
        )
        raise ValueError(
            f"the program takes {wanted}, and the signals are {given}: give each "
            "its own, such as " + " ".join(f"--signal {name}=FILE" for name in tensors)
        )
    for name, wanted in tensors.items():
        of = f" as {name}" if len(tensors) > 1 else ""
        leaves[name] = _cast(program, wanted, np.asarray(signals[name], np.float64), of)
    return pytree.tree_unflatten(list(leaves.values()), program.call_spec.in_spec)


def _cast(
    program: ExportedProgram, wanted: torch.Tensor, signal: np.ndarray, of: str
) -> torch.Tensor:
    given = torch.from_numpy(np.ascontiguousarray(signal))
    given = given.reshape((1,) * max(0, wanted.dim() - given.dim()) + tuple(given.shape))
    if not _shape_fits(program, wanted, given.shape):
        *outer, last = given.shape
        hint = ""
        if given.dim() == wanted.dim():
            if _shape_fits(program, wanted, (*outer, wanted.shape[-1])):
                hint = f": {_described(program, wanted.shape[-1])} samples are wanted"
            elif outer and _shape_fits(program, wanted, (*outer[:-1], last, outer[-1])):
                hint = ": transpose it, its last axis must be time"
        raise ValueError(
            f"the program takes shape ({_shape(program, wanted)}){of}, and the signal has "
            f"{tuple(given.shape)}{hint}"
        )
    cast = given.to(wanted.dtype)
    if wanted.is_floating_point() or wanted.is_complex():
        lost = ~cast.to(torch.complex128).isfinite()
    else:
        lost = cast.to(torch.float64) != given
    if lost.any():
        place = tuple(lost.nonzero()[0].tolist())
        kind = str(wanted.dtype).removeprefix("torch.")
        raise ValueError(
            f"the program takes {kind} numbers{of}, and {given[place].item()!r} at "
            f"{list(place)} of the signal is none"
        )
    return cast


def _shape(program: ExportedProgram, wanted: torch.Tensor) -> str:
    return ", ".join(_described(program, length) for length in wanted.shape)


def _shape_fits(program: ExportedProgram, wanted: torch.Tensor, shape: tuple) -> bool:
    return len(shape) == wanted.dim() and all(
        _fits(program, want, length) for want, length in zip(wanted.shape, shape, strict=True)
    )


def _limits(program: ExportedProgram, length: torch.SymInt) -> tuple[int, float]:
    limits = program.range_constraints.get(length.node.expr)
    if limits is None:
        return 1, float("inf")
    top = limits.upper
    return int(limits.lower), int(top) if top.is_Integer else float("inf")


def _fits(program: ExportedProgram, wanted: int | torch.SymInt, length: int) -> bool:
    if isinstance(wanted, int):
        return wanted == length
    if not isinstance(length, int):  # of the program itself
        return True
    low, high = _limits(program, wanted)
    return low <= length <= high


def _described(program: ExportedProgram, length: int | torch.SymInt) -> str:
    if isinstance(length, int):
        return str(length)
    low, high = _limits(program, length)
    return f"{low} or more" if high == float("inf") else f"{low} to {high}"
