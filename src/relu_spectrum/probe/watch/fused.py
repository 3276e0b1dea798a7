"""Operators of PyTorch that do a ReLU inside, where it cannot be seen.

Fused and quantized operators do a ReLU after something else, recurrent layers one in each time
step. Some say so by name, others by what they are told.

- `may_hide`: whether an operator can be one of these
- `hides_a_relu`: whether a call of it does a ReLU inside
- `may_hide_another`, `hides_another`: the same of other activation functions
- `is_recurrent`: whether it runs a recurrent layer with ReLU
- `named_relu`: whether a name speaks of a ReLU
- `is_built_in`: whether an operator is PyTorch's own
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..schema import arguments, defaults, is_composite, name
from .operators import WATCHED, is_signal, is_zero, told_relu

BUILT_IN = {  # namespaces of PyTorch's own operators
    "aten", "prims", "quantized", "_quantized", "quantization", "sparse", "onednn", "mkldnn", "mkl",
    "inductor", "inductor_prims", "rngprims", "debugprims", "profiler", "c10d", "symm_mem",
    "_c10d_functional", "_c10d_functional_autograd", "_dtensor",
}  # fmt: skip
FUSED = re.compile(r"(?<!leaky)(?:_|^q?)relu(?![a-z0-9])")  # linear_relu_dynamic, not linear_relu6
TOLD = re.compile(r"attr|activation|post_op|use_gelu")  # arguments that say what to fuse
TOLD_HOW = re.compile(r"scalars|post_op_args")  # and the numbers that go with it
ANOTHER = (
    "leaky_relu|relu6|gelu|silu|swish|tanh|sigmoid|hardswish|hardsigmoid|hardtanh|elu|selu|mish"
)
NAMED_ANOTHER = re.compile(rf"(?:^|_)(?:{ANOTHER})(?:_|$)")  # linear_leaky_relu, not atanh
LISTS = {"_foreach_clamp_min", "_foreach_maximum"}  # max(x, 0) of each tensor of a list
RECURRENT = re.compile(r"rnn_relu")
BY_MODE = {"_cudnn_rnn", "miopen_rnn"}  # recurrent layers that say by a number what they are


def is_built_in(operator: Any) -> bool:
    """Tell whether an operator is PyTorch's own, rather than one of another library.

    Examples
    --------
    >>> import torch
    >>> is_built_in(torch.ops.quantized.add.default)
    True
    """
    return operator.namespace in BUILT_IN


@cache
def may_hide(operator: Any) -> bool:
    """Tell whether an operator can be a fused one, or a recurrent layer, with a ReLU inside.

    Examples
    --------
    >>> import torch
    >>> may_hide(torch.ops.mkldnn._linear_pointwise.default)  # it depends on what it is told
    True
    >>> may_hide(torch.ops.aten.leaky_relu.default)
    False
    """
    if name(operator) in BY_MODE | LISTS or RECURRENT.search(name(operator)):
        return True
    told = defaults(operator)
    return _named_fused(operator) or any(TOLD.search(name) for name in told)


def named_relu(operator: Any) -> bool:
    """Tell whether an operator's name says that it does a ReLU, alone or with other things.

    Examples
    --------
    >>> import torch
    >>> named_relu(torch.ops.aten._add_relu.Tensor), named_relu(torch.ops.aten.rrelu.default)
    (True, False)
    """
    bare = name(operator).rpartition(":")[2]
    return "backward" not in bare and FUSED.search(bare) is not None


def _named_fused(operator: Any) -> bool:
    return named_relu(operator) and name(operator) != "relu"


def hides_a_relu(operator: Any, args: tuple, kwargs: Mapping) -> bool:
    """Tell whether a call of a fused operator does a ReLU inside.

    By its name (``..._relu``, ``..._relu_dynamic``), by a text that it is given ("relu", as the
    pointwise operators of oneDNN, or "hardtanh" with 0 and infinity), or since it is told not to do
    GELU. Operators on lists of tensors (``torch._foreach_clamp_min``) count as fused ones.

    Examples
    --------
    >>> import torch
    >>> hides_a_relu(torch.ops.quantized.linear_relu_dynamic.default, (), {})
    True
    >>> hides_a_relu(torch.ops.aten._addmm_activation.default, (), {"use_gelu": True})
    False
    """
    if not may_hide(operator) or is_recurrent(operator, args, kwargs):
        return False
    given = arguments(operator, args, kwargs)
    if "use_gelu" in given:
        return not given["use_gelu"]
    if name(operator) in LISTS:
        return _list_relu(*list(given.values())[:2])
    told = [value for argument, value in given.items() if TOLD.search(argument)]
    numbers = next((value for key, value in given.items() if TOLD_HOW.search(key)), None)
    return _named_fused(operator) or any(told_relu(value, numbers or []) for value in told)


@cache
def may_hide_another(operator: Any) -> bool:
    """Tell whether an operator can be a fused one with another activation function inside.

    Examples
    --------
    >>> import torch
    >>> may_hide_another(torch.ops.quantized.linear_tanh.default)
    True
    """
    bare = name(operator).rpartition(":")[2]
    own = is_built_in(operator) and not is_composite(operator)
    return own and (
        any(TOLD.search(argument) for argument in defaults(operator))
        or (name(operator) not in WATCHED and _named_another(bare))
    )


def _named_another(bare: str) -> bool:
    return "backward" not in bare and NAMED_ANOTHER.search(bare) is not None


def hides_another(operator: Any, args: tuple, kwargs: Mapping) -> bool:
    """Tell whether a call of a fused operator does another activation function than ReLU inside.

    Examples
    --------
    >>> import torch
    >>> hides_another(torch.ops.aten._addmm_activation.default, (), {"use_gelu": True})
    True
    """
    if not may_hide_another(operator):
        return False
    given = arguments(operator, args, kwargs)
    if "use_gelu" in given:
        return bool(given["use_gelu"])
    told = [value for argument, value in given.items() if TOLD.search(argument)]
    return _named_another(name(operator).rpartition(":")[2]) or any(
        isinstance(value, str) and re.fullmatch(ANOTHER, value) for value in told
    )


def _list_relu(tensors: Any, limits: Any) -> bool:
    limits = limits if isinstance(limits, (list, tuple)) else [limits] * len(tensors)
    pairs = list(zip(tensors, limits, strict=True))
    both = [*pairs, *((low, x) for x, low in pairs)]
    return any(is_signal(x) and is_zero(other) for x, other in both)


def is_recurrent(operator: Any, args: tuple, kwargs: Mapping) -> bool:
    """Tell whether a call runs a recurrent layer with ReLU, or one step of it.

    Examples
    --------
    >>> import torch
    >>> is_recurrent(torch.ops.aten.rnn_relu_cell.default, (), {})
    True
    """
    which = name(operator)
    if which in BY_MODE:
        return arguments(operator, args, kwargs)["mode"] == 0
    return is_built_in(operator) and RECURRENT.search(which) is not None
