"""A step reads its operator's arguments by name, wherever they were given."""

import torch

from relu_spectrum.probe.rates.step import Step

CLAMP, SUM = torch.ops.aten.clamp.default, torch.ops.aten.sum.dim_IntList
X = torch.zeros(2, 3, 4)


def test_an_argument_is_found_by_place_by_name_or_by_default():
    step = Step(CLAMP, (X, 0), {"max": 6}, X, None)
    assert (step["min"], step["max"]) == (0, 6)
    assert Step(CLAMP, (X,), {}, X, None)["min"] is None


def test_axes_count_from_0_and_are_all_where_none_is_named():
    assert Step(SUM, (X, [-1, 0]), {}, X, None).axes("dim", 3) == [2, 0]
    assert Step(SUM, (X, None), {}, X, None).axes("dim", 3) == [0, 1, 2]
    assert Step(CLAMP, (X,), {}, X, None).axes("dim", 2) == [0, 1]
