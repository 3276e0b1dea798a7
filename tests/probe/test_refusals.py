"""What cannot be probed, and what is left out, in words."""

import warnings

import pytest
import torch
from torch import nn

from relu_spectrum.probe import probe

X = torch.linspace(-1, 1, 8)[None, None]


def test_what_is_no_model_is_refused():
    with pytest.raises(TypeError, match=r"Module or a torch.export.ExportedProgram, not str"):
        probe("model.pt2", X)


def test_lazy_models_are_refused():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # lazy modules are called experimental
        lazy = nn.Sequential(nn.LazyConv1d(2, 3), nn.ReLU())
    with pytest.raises(ValueError, match="lazy parameters without a shape: run it once first"):
        probe(lazy, X)


def test_a_run_without_relu_says_what_ran_and_how_it_is_recorded():
    with pytest.raises(ValueError, match="it ran GELU at 0; the argument activations says which"):
        probe(nn.Sequential(nn.GELU()), X)
    with pytest.raises(ValueError, match="it ran no other activation function either"):
        probe(nn.Sequential(nn.Identity()), X)


def test_what_ran_and_is_no_record_is_listed():
    seen = probe(nn.Sequential(nn.ReLU(), nn.GELU()), X)
    (left,) = seen.left_out
    assert left.endswith("at 1 is another function than those recorded")
