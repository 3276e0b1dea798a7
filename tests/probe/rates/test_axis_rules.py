"""Where time goes when axes move, merge, are summed over or meet: one operator at a time."""

import pytest
import torch

from relu_spectrum.probe.rates import axis_rules
from relu_spectrum.probe.rates.step import Step
from relu_spectrum.probe.rates.time_axes import Time

ATEN = torch.ops.aten
X = torch.zeros(2, 3, 64)
TIME = (Time(2, 32.0, 64),)


def after(rule, operator, *args, times=TIME, **kwargs):
    """The axes and rates of time after an operator on X; its other arguments have no time."""
    known = {id(X): times}
    step = Step(
        operator, (X, *args), kwargs, operator(X, *args, **kwargs), lambda t: known.get(id(t))
    )
    return [(time.axis, time.rate) for time in rule(step, X, times)]


@pytest.mark.parametrize(
    ("rule", "operator", "args", "expected"),
    [
        (axis_rules.turned, ATEN.transpose.int, (1, 2), [(1, 32.0)]),
        (axis_rules.turned, ATEN.permute.default, ([2, 0, 1],), [(0, 32.0)]),
        (axis_rules.viewed, ATEN.view.default, ([6, 64],), [(1, 32.0)]),
        (axis_rules.viewed, ATEN.view.default, ([2, 3, 4, 16],), [(2, 2.0)]),
        (axis_rules.reduced, ATEN.mean.dim, ([1],), [(1, 32.0)]),
        (axis_rules.reduced, ATEN.mean.dim, ([1], True), [(2, 32.0)]),
        (axis_rules.reduced, ATEN.mean.dim, ([2],), []),
        (axis_rules.without, ATEN.index_select.default, (2, torch.arange(64)), []),
        (axis_rules.multiplied, ATEN.matmul.default, (torch.zeros(64, 64),), []),
        (axis_rules.but_last, ATEN.abs.default, (), []),
        (axis_rules.pointwise, ATEN.mul.Tensor, (torch.zeros(64),), [(2, 32.0)]),
        (axis_rules.same, ATEN.softmax.int, (1,), [(2, 32.0)]),
    ],
)
def test_one_operator(rule, operator, args, expected):
    assert after(rule, operator, *args) == expected


def test_channels_may_be_mixed_while_time_is_another_axis():
    x = Time(1, 32.0, 3)
    found = after(axis_rules.multiplied, ATEN.matmul.default, torch.zeros(64, 64), times=(x,))
    assert found == [(1, 32.0)]
