"""Sample rates inside a model: followed operator by operator, never guessed.

A strided convolution or a pooling layer divides the sample rate of the last axis by its stride;
most others leave it as it is, also those that only crop or pad. A length alone does not tell: 248
samples after 256 are a valid convolution of 9 taps, not a rate of 248/256.

- `Rates`: the rate of each tensor that descends from the model's inputs along the last axis
"""

from collections.abc import Iterable, Mapping
from typing import Any

import torch
from torch.utils.weak import WeakTensorKeyDictionary

from .relu_ops import name

SAME = {  # operators with one signal, that keep the last axis if it is as long afterwards
    "view", "_unsafe_view", "expand", "clone", "detach", "alias", "_to_copy", "contiguous",
    "native_batch_norm", "_native_batch_norm_legit", "_native_batch_norm_legit_no_training",
    "_batch_norm_with_update", "cudnn_batch_norm", "native_layer_norm", "native_group_norm",
    "native_dropout", "rrelu_with_noise", "_prelu_kernel", "log_sigmoid_forward", "hardswish",
    "lift_fresh", "flip", "roll", "cumsum", "index_select", "split", "chunk", "unbind",
    "_fused_rms_norm", "split_with_sizes", "glu", "_softmax",
}  # fmt: skip
ANY_LENGTH = {  # crop, pad or join
    "constant_pad_nd", "reflection_pad1d", "reflection_pad2d", "replication_pad1d",
    "replication_pad2d", "cat",
}  # fmt: skip
REMOVES = {"select", "squeeze", "unsqueeze", "mean", "sum", "amax", "amin", "max", "min", "stack"}
POOLS = {
    "max_pool1d", "max_pool2d_with_indices", "max_pool3d_with_indices", "avg_pool1d", "avg_pool2d",
    "avg_pool3d", "mkldnn_max_pool2d",
}  # fmt: skip
ADAPTIVE = {
    "_adaptive_avg_pool2d", "_adaptive_avg_pool3d", "adaptive_max_pool2d", "adaptive_max_pool3d",
    "mkldnn_adaptive_avg_pool2d",
}  # fmt: skip


def _tensors(values: Iterable) -> list[torch.Tensor]:
    found = []
    for value in values:
        if isinstance(value, torch.Tensor):
            found.append(value)
        elif isinstance(value, (list, tuple)):
            found.extend(_tensors(value))
    return found


def _last(axes: Any, dimensions: int) -> bool:
    axes = axes if isinstance(axes, (list, tuple)) else [axes]
    return any(axis in (-1, dimensions - 1) for axis in axes)


class Rates:
    """The sample rates of a model's tensors, along their last axes.

    Parameters
    ----------
    length : int
        Samples of the model's input along its last axis.
    rate : float
        Its sample rate, in Hz or in any other unit.

    Examples
    --------
    >>> rates, x = Rates(8, 32.0), torch.zeros(1, 1, 8)
    >>> rates.start(x)
    >>> operator, args = torch.ops.aten.avg_pool2d.default, (x, [1, 2], [1, 2])
    >>> pooled = operator(*args)
    >>> rates.follow(operator, args, {}, pooled)
    >>> rates.of(pooled)
    16.0
    """

    def __init__(self, length: int, rate: float) -> None:
        self.length, self.rate = length, rate
        self._rates = WeakTensorKeyDictionary()

    def start(self, tensor: torch.Tensor) -> None:
        """Declare an input: its last axis has the input's rate, if it is as long."""
        if tensor.dim() and tensor.shape[-1] == self.length:
            self._rates[tensor] = self.rate

    def of(self, tensor: torch.Tensor) -> float | None:
        """Give the rate of a tensor's last axis, or None if it could not be followed."""
        return self._rates.get(tensor)

    def follow(self, operator: Any, args: tuple, kwargs: Mapping, result: Any) -> None:
        """Take note of what one operator makes of its arguments."""
        made = result[0] if isinstance(result, (tuple, list)) and result else result
        if not isinstance(made, torch.Tensor) or made.dim() == 0:
            return
        if made.shape[-1] == 1:  # a single number has no rate, and may be spread over any signal
            self._rates.pop(made, None)
            return
        given = _tensors(args)
        rates = {self._rates[tensor] for tensor in given if tensor in self._rates}
        factor = None
        if len(rates) == 1:  # else from nothing known, or from signals of different rates
            factor = self._factor(operator, args, kwargs, given, made)
        if factor is None:
            self._rates.pop(made, None)
            return
        every = result if isinstance(result, (tuple, list)) else [made]
        for tensor in _tensors(every):
            if tensor.dim() and tensor.shape[-1] == made.shape[-1]:
                self._rates[tensor] = next(iter(rates)) * factor
        base = made._base if name(operator) == "copy" else None
        if base is not None and base.stride()[-1:] == made.stride()[-1:]:  # a part is filled
            self._rates[base] = self._rates[made]

    def _factor(
        self, operator: Any, args: tuple, kwargs: Mapping, given: list, made: torch.Tensor
    ) -> float | None:
        which = name(operator)
        known = next(tensor for tensor in given if tensor in self._rates)
        before, after = known.shape[-1], made.shape[-1]
        if which in ("convolution", "_convolution"):
            if known is not args[0]:
                return None
            stride, transposed = args[3][-1], args[6]
            return float(stride) if transposed else 1 / stride
        if which in POOLS:
            stride = (args[2] if len(args) > 2 and args[2] else kwargs.get("stride")) or args[1]
            return 1 / stride[-1]
        if which in ADAPTIVE:  # regular only if the windows are
            return after / before if before % after == 0 else None
        if which.startswith("upsample_"):
            aligned = "align_corners" in str(operator._schema) and args[2]
            return None if aligned else after / before
        if which == "slice":
            step = args[4] if len(args) > 4 else 1
            axis = args[1] if len(args) > 1 else 0
            return 1 / step if _last(axis, known.dim()) else 1.0
        if which in ("transpose", "permute"):
            return self._turned(which, args, known)
        if which in REMOVES:
            dimensions = made.dim() if which in ("unsqueeze", "stack") else known.dim()
            axes = args[1] if len(args) > 1 else 0 if which == "stack" else None
            lost = axes is None or _last(axes, dimensions)
            return None if lost or before != after else 1.0
        if which in ANY_LENGTH:
            return 1.0
        same = which in SAME or which == "copy" or torch.Tag.pointwise in operator.tags
        return 1.0 if same and (before == after or which == "copy") else None

    def _turned(self, which: str, args: tuple, known: torch.Tensor) -> float | None:
        if which == "permute":
            return 1.0 if _last(args[1][-1], known.dim()) else None
        return None if _last(args[1], known.dim()) or _last(args[2], known.dim()) else 1.0
