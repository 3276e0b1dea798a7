"""What PyTorch's schemas say of an operator, and of a call.

- `name`: what an operator is called
- `defaults`: which arguments it has
- `arguments`: what a call gives for each
- `is_composite`: whether it is made of other operators
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import torch


@cache
def name(operator: Any) -> str:
    """Give an operator's name without the underscore of in-place operators.

    The namespace is left out only if it is ``aten``, PyTorch's main one.

    Examples
    --------
    >>> name(torch.ops.aten.clamp_min_.default), name(torch.ops.quantized.threshold.default)
    ('clamp_min', 'quantized::threshold')
    """
    return operator._schema.name.removeprefix("aten::").removesuffix("_")


@cache
def defaults(operator: Any) -> Mapping[str, Any]:
    """Give the default value of each argument in an operator's schema, None where it has none."""
    return {argument.name: argument.default_value for argument in operator._schema.arguments}


@cache
def is_composite(operator: Any) -> bool:
    """Tell whether an operator is made of other operators.

    Most of these arrive in parts, but in inference mode they arrive whole.

    Examples
    --------
    >>> is_composite(torch.ops.aten.selu.default), is_composite(torch.ops.aten.elu.default)
    (True, False)
    """
    key = torch._C.DispatchKey.CompositeImplicitAutograd
    return torch._C._dispatch_has_kernel_for_dispatch_key(operator.name(), key)


def arguments(operator: Any, args: tuple, kwargs: Mapping) -> dict:
    """Give a call's arguments by name, with the defaults.

    Examples
    --------
    >>> arguments(torch.ops.aten.clamp.default, (1, 0), {})
    {'self': 1, 'min': 0, 'max': None}
    """
    known = defaults(operator)
    return {**known, **dict(zip(known, args, strict=False)), **kwargs}
