"""Operators by name, and calls' arguments by name."""

import torch

from relu_spectrum.probe.schema import arguments, defaults, name

CLAMP = torch.ops.aten.clamp.default


def test_arguments_are_found_by_place_by_name_or_by_default():
    assert defaults(CLAMP) == {"self": None, "min": None, "max": None}
    assert arguments(CLAMP, ("x", 0), {"max": 6}) == {"self": "x", "min": 0, "max": 6}
    assert defaults(CLAMP)["max"] is None


def test_names_lose_their_underscore():
    assert name(torch.ops.aten.relu_.default) == name(torch.ops.aten.relu.default) == "relu"
