"""Which rule of time holds for which of PyTorch's operators; what has no rule is not known.

- `rule`: the rule of an operator, from `relu_spectrum.probe.rates.axis_rules` or
  `relu_spectrum.probe.rates.resampling_rules`
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import torch

from . import axis_rules as axes
from . import resampling_rules as rates
from .step import Step
from .time_axes import Times

RULES = {
    axes.copied: (
        "clone detach alias _to_copy contiguous lift lift_fresh _conj _neg_view view_as_real"
    ),
    axes.constant: (
        "new_empty new_empty_strided new_zeros new_ones new_full empty_like zeros_like ones_like "
        "full_like rand_like randn_like randint_like zero fill uniform normal random"
    ),
    axes.same: (
        "native_batch_norm _native_batch_norm_legit _native_batch_norm_legit_no_training "
        "_batch_norm_with_update cudnn_batch_norm native_layer_norm native_group_norm "
        "native_dropout _fused_rms_norm rrelu_with_noise _prelu_kernel log_sigmoid_forward "
        "hardswish bernoulli _softmax _log_softmax _safe_softmax cumsum cumprod cummax cummin "
        "logcumsumexp flip roll tril triu renorm quantize_per_tensor quantize_per_channel "
        "dequantize fake_quantize_per_tensor_affine_cachemask "
        "fake_quantize_per_channel_affine_cachemask "
        "_fake_quantize_per_tensor_affine_cachemask_tensor_qparams"
    ),
    axes.filled: "copy",
    axes.pointwise: "complex polar masked_fill floor_divide",
    axes.viewed: "view _unsafe_view _reshape_alias squeeze unsqueeze",
    axes.turned: "transpose permute t",
    axes.expanded: "expand repeat",
    axes.reduced: (
        "mean sum nansum amax amin max min aminmax var std var_mean std_mean prod norm "
        "linalg_vector_norm logsumexp any all median nanmedian mode kthvalue argmax argmin "
        "count_nonzero select unbind"
    ),
    axes.without: "index_select gather sort topk glu",
    axes.indexed: "index _unsafe_index",
    rates.sliced: "slice split split_with_sizes unsafe_split unsafe_split_with_sizes",
    rates.padded: (
        "constant_pad_nd reflection_pad1d reflection_pad2d reflection_pad3d replication_pad1d "
        "replication_pad2d replication_pad3d"
    ),
    rates.windows: "unfold",
    rates.convolved: "convolution _convolution",
    rates.pooled: (
        "max_pool2d_with_indices max_pool3d_with_indices avg_pool2d avg_pool3d max_pool1d "
        "avg_pool1d mkldnn_max_pool2d"
    ),
    rates.binned: (
        "adaptive_avg_pool1d _adaptive_avg_pool2d _adaptive_avg_pool3d adaptive_max_pool2d "
        "adaptive_max_pool3d mkldnn_adaptive_avg_pool2d"
    ),
    rates.interpolated: (
        "upsample_nearest1d upsample_nearest2d upsample_nearest3d _upsample_nearest_exact1d "
        "_upsample_nearest_exact2d _upsample_nearest_exact3d upsample_linear1d "
        "upsample_bilinear2d upsample_trilinear3d upsample_bicubic2d _upsample_bilinear2d_aa "
        "_upsample_bicubic2d_aa"
    ),
    rates.shuffled: "pixel_shuffle pixel_unshuffle",
    axes.multiplied: "mm bmm addmm baddbmm mv addmv",
    axes.but_last: (
        "_scaled_dot_product_flash_attention_for_cpu _scaled_dot_product_flash_attention "
        "_scaled_dot_product_efficient_attention _scaled_dot_product_cudnn_attention "
        "_scaled_dot_product_fused_attention_overrideable mkldnn_rnn_layer linear view_as_complex"
    ),
    axes.concatenated: "cat stack",
    rates.transformed: "_fft_r2c _fft_c2c _fft_c2r",
    rates.strided: "as_strided",
    axes.embedded: "embedding",
    axes.scattered: "index_put scatter index_fill masked_scatter index_copy",
}
_BY_NAME = {name: one for one, names in RULES.items() for name in names.split()}
SEVERAL = {
    axes.pointwise,
    axes.multiplied,
    axes.concatenated,
    axes.embedded,
    axes.filled,
    axes.scattered,
}


@cache
def rule(operator: Any) -> Callable[[Step, Any, Any], Times | None] | None:
    """Find the rule of an operator.

    Returns
    -------
    callable or None
        Of a `Step`, its first argument and that one's times. It gives the times of the result, or
        None for a result that depends on no signal.

    Examples
    --------
    >>> from relu_spectrum.probe.rates.step import Step
    >>> from relu_spectrum.probe.rates.time_axes import Time
    >>> aten, x, rate = torch.ops.aten, torch.zeros(1, 1, 8), 32.0
    >>> pool, args = aten.avg_pool2d.default, (x, [1, 2], [1, 2])
    >>> step = Step(pool, args, {}, pool(*args), lambda tensor: None)
    >>> rule(pool)(step, x, (Time(2, rate, 8),))
    (Time(axis=2, rate=16.0, length=4, inner=1, bins=False),)
    >>> rule(aten.cdist.default) is None
    True
    """
    space, _, name = operator._schema.name.partition("::")
    if space == "aten":
        name = name.removesuffix("_")  # of operators that work in place
        alike = getattr(torch.ops.aten, name, None)
        every = [getattr(alike, overload) for overload in alike.overloads()] if alike else []
        if any(torch.Tag.pointwise in one.tags for one in every):
            return _BY_NAME.get(name, axes.pointwise)
        return _BY_NAME.get(name)
    if space == "quantized" and name in ("linear", "linear_dynamic"):
        return axes.but_last
    return axes.pointwise if torch.Tag.pointwise in operator.tags else None
