"""Rates after operators that leave out samples or put more in: one operator at a time."""

import pytest
import torch

from relu_spectrum.probe.rates import resampling_rules as rules
from relu_spectrum.probe.rates.step import Step
from relu_spectrum.probe.rates.time_axes import Time

ATEN = torch.ops.aten
X = torch.zeros(1, 2, 65)
TIME = (Time(2, 64.0, 65),)
KERNEL = torch.zeros(2, 2, 3)


def convolution(stride, transposed):
    return (KERNEL, None, [stride], [1], [1], transposed, [0], 1)


@pytest.mark.parametrize(
    ("rule", "operator", "args", "rate"),
    [
        (rules.sliced, ATEN.slice.Tensor, (2, 0, 65, 2), 32.0),
        (rules.sliced, ATEN.slice.Tensor, (2, 5, 60, 1), 64.0),
        (rules.padded, ATEN.constant_pad_nd.default, ([3, 4],), 64.0),
        (rules.windows, ATEN.unfold.default, (2, 8, 4), 16.0),
        (rules.convolved, ATEN.convolution.default, convolution(2, False), 32.0),
        (rules.convolved, ATEN.convolution.default, convolution(3, True), 192.0),
        (rules.pooled, ATEN.avg_pool1d.default, ([4],), 16.0),
        (rules.pooled, ATEN.avg_pool1d.default, ([4], [2]), 32.0),
        (rules.binned, ATEN.adaptive_avg_pool1d.default, ([13],), 64 / 5),
        (rules.binned, ATEN.adaptive_avg_pool1d.default, ([16],), None),
        (rules.interpolated, ATEN.upsample_nearest1d.default, ([97], 1.5), 96.0),
        (rules.interpolated, ATEN.upsample_nearest1d.default, ([130],), 128.0),
    ],
)
def test_one_operator(rule, operator, args, rate):
    step = Step(operator, (X, *args), {}, operator(X, *args), None)
    found = rule(step, X, TIME)
    assert [time.rate for time in found] == ([] if rate is None else [pytest.approx(rate)])
    assert all(time.length == step.shape[time.axis] for time in found)
