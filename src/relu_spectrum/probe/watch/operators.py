"""Which of PyTorch's operators are a ReLU, whatever they are called.

ReLU(x) = max(x, 0) has many spellings: `torch.relu`, `Tensor.relu_`, ``clamp(min=0)``,
``threshold(x, 0, 0)``, ``maximum(x, 0)``, ``fmax(x, 0)``, and LeakyReLU, PReLU, RReLU, Hardtanh and
ELU at the setting where they are the same function. They are told apart where PyTorch dispatches
them, below autograd, by namespace and name: ``aten::gelu`` is known, another library's
``mylib::gelu`` is not, and is looked into (`relu_spectrum.probe.watch.custom_bodies`).

- `rectified`: the tensor that a call rectifies, if the call is a ReLU of floating-point numbers
- `variant`: what to call a related function that is not a ReLU
- `told_relu`: whether what a fused operator is told means a ReLU
- `is_max`, `is_zero`, `is_signal`: what is known of an operator, and of a value
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import torch

from ..schema import arguments, name

RELU_MODULES = ("ReLU", "Threshold", "LeakyReLU", "Hardtanh", "ELU", "PReLU", "RReLU")  # may be one
VARIANTS = {
    "gelu": "GELU", "leaky_relu": "LeakyReLU", "elu": "ELU", "celu": "CELU", "silu": "SiLU",
    "mish": "Mish", "softplus": "Softplus", "hardtanh": "Hardtanh", "hardswish": "Hardswish",
    "hardsigmoid": "Hardsigmoid", "sigmoid": "Sigmoid", "tanh": "Tanh", "glu": "GLU",
    "_prelu_kernel": "PReLU", "rrelu_with_noise": "RReLU", "hardshrink": "Hardshrink",
    "softshrink": "Softshrink", "log_sigmoid_forward": "LogSigmoid", "threshold": "Threshold",
    "clamp": "clamp", "clamp_min": "clamp", "clamp_max": "clamp", "relu": "ReLU",
    "quantized::leaky_relu": "LeakyReLU", "quantized::elu": "ELU", "quantized::celu": "CELU",
    "quantized::hardswish": "Hardswish", "quantized::sigmoid": "Sigmoid",
    "quantized::prelu": "PReLU", "quantized::threshold": "Threshold", "quantized::clamp": "clamp",
    "quantized::relu6": "ReLU6",
}  # fmt: skip
MAXIMUM = {"maximum", "fmax", "prims::maximum", "prims::fmax"}  # of two tensors
WATCHED = {*VARIANTS, *MAXIMUM, "clip"}
NUMBERS = {"leaky_relu": ("negative_slope",), "hardtanh": ("min_val", "max_val")}  # as oneDNN's
MAXIMA = {  # max(x, 0), also of NaN
    "relu", "clamp", "clip", "clamp_min", "threshold", "maximum", "prims::maximum",
    "quantized::threshold", "quantized::clamp",
}  # fmt: skip


def is_zero(value: Any) -> bool:
    """Tell whether a number is 0, or a tensor 0 throughout.

    Examples
    --------
    >>> is_zero(torch.zeros(2)), is_zero(None), is_zero(torch.zeros(0))
    (True, False, False)
    """
    if isinstance(value, torch.Tensor):
        return value.numel() > 0 and not value.is_meta and not bool(value.any())
    return value is not None and value == 0


def _no_limit(value: Any) -> bool:
    if isinstance(value, torch.Tensor):
        return value.is_floating_point() and bool(torch.isposinf(value).all())
    return value is None or value == math.inf


def _is_relu(name: str, given: Mapping) -> bool:
    if name == "relu":
        return True
    if name in ("clamp", "clip"):
        return is_zero(given["min"]) and _no_limit(given["max"])
    if name == "clamp_min":
        return is_zero(given["min"])
    if name == "threshold":
        return is_zero(given["threshold"]) and is_zero(given["value"])
    if name == "leaky_relu":
        return is_zero(given["negative_slope"])
    if name == "elu":
        return is_zero(given["alpha"]) and given["scale"] == 1
    if name == "hardtanh":
        return is_zero(given["min_val"]) and _no_limit(given["max_val"])
    if name in ("_prelu_kernel", "prelu"):
        return is_zero(given["weight"])
    if name == "rrelu_with_noise":  # the slope is random in training, else the mean of both
        lower, upper = given["lower"], given["upper"]
        return lower == upper == 0 if given["training"] else lower + upper == 0
    return False


def rectified(operator: Any, args: tuple, kwargs: Mapping) -> torch.Tensor | None:
    """Find the tensor that a call of an operator rectifies.

    Parameters
    ----------
    operator : torch._ops.OpOverload
    args, kwargs
        What it is called with.

    Returns
    -------
    Tensor or None
        x, if the call computes max(x, 0) of floating-point x with at least one axis. Integers
        do not count (clamping an index is no activation), and neither do single numbers.

    Examples
    --------
    >>> x, aten = torch.tensor([-1.0, 2.0]), torch.ops.aten
    >>> rectified(aten.clamp.default, (x, 0), {}) is x
    True
    >>> rectified(aten.clamp.default, (x, 0, 6), {}) is None
    True
    """
    which = name(operator)
    if which not in WATCHED:
        return None
    given = arguments(operator, args, kwargs)
    if which in MAXIMUM:
        pair = given["self"], given["other"]
        for x, other in (pair, pair[::-1]):
            if is_zero(other) and is_signal(x):
                return x
        return None
    x = next(iter(given.values()))
    return x if is_signal(x) and _is_relu(which.removeprefix("quantized::"), given) else None


def told_relu(activation: Any, numbers: Sequence) -> bool:
    """Tell whether the name of an activation, and the numbers that go with it, mean a ReLU.

    Examples
    --------
    >>> told_relu("relu", []), told_relu("hardtanh", [0, 6]), told_relu("leaky_relu", [0.0])
    (True, False, True)
    """
    names = NUMBERS.get(activation, ()) if isinstance(activation, str) else ()
    given = dict(zip(names, numbers, strict=False))
    return activation == "relu" or (bool(given) and _is_relu(activation, given))


def is_signal(x: Any) -> bool:
    """Tell whether something is a tensor of floating-point numbers with at least one axis.

    Examples
    --------
    >>> is_signal(torch.ones(2)), is_signal(torch.ones(())), is_signal(torch.arange(2))
    (True, False, False)
    """
    return isinstance(x, torch.Tensor) and x.dim() > 0 and (x.is_floating_point() or x.is_quantized)


def variant(operator: Any, args: tuple, kwargs: Mapping) -> str | None:
    """Name the activation function that a call computes, if it is one that is not a ReLU.

    Parameters
    ----------
    operator, args, kwargs
        As in `rectified`.

    Returns
    -------
    str or None
        Such as "GELU", "ReLU6", "clamp(min=0, max=6)", "ReLU of int64".

    Examples
    --------
    >>> variant(torch.ops.aten.hardtanh.default, (torch.ones(2), 0.0, 6.0), {})
    'ReLU6'
    """
    which = name(operator)
    if which not in VARIANTS:
        return None
    given = arguments(operator, args, kwargs)
    x = next(iter(given.values()))
    if not isinstance(x, torch.Tensor):
        return None
    if which == "relu":
        return f"ReLU of {str(x.dtype).removeprefix('torch.')}"
    if which == "hardtanh" and (given["min_val"], given["max_val"]) == (0, 6):
        return "ReLU6"
    if which == "elu" and given["scale"] != 1:
        return "SELU"
    if VARIANTS[which] == "clamp":
        limits = [(end, given[end]) for end in ("min", "max") if given.get(end) is not None]
        return f"clamp({', '.join(f'{end}={_short(limit)}' for end, limit in limits)})"
    if VARIANTS[which] == "Threshold":
        return f"Threshold({given['threshold']}, {given['value']})"
    return VARIANTS[which]


def _short(limit: Any) -> str:
    many = isinstance(limit, torch.Tensor) and limit.numel() != 1
    return "a tensor" if many else f"{limit}"


@cache
def is_max(operator: Any) -> bool:
    """Tell whether a ReLU is the maximum of x and 0 for every x, infinite and NaN ones too.

    Examples
    --------
    >>> is_max(torch.ops.aten.leaky_relu.default)  # slope 0 makes 0 times minus infinity
    False
    """
    return name(operator) in MAXIMA
