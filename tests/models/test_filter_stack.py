"""What both example models have in common: modules, shapes, precision, bad input."""

import numpy as np
import pytest
import torch
from torch import nn

from relu_spectrum.models import AveragingStack, DifferencingStack

BOTH = pytest.mark.parametrize("kind", [AveragingStack, DifferencingStack])


@BOTH
def test_modules_and_their_names(kind):
    stack = kind(depth=2)
    relus = [name for name, module in stack.named_modules() if type(module) is nn.ReLU]
    assert relus == ["relu_0", "relu_1", "relu_2"]
    order = []
    for name, module in stack.named_children():
        module.register_forward_hook(lambda *_, name=name: order.append(name))
    stack(torch.ones(100))
    assert order == ["relu_0", "filter_1", "relu_1", "filter_2", "relu_2"]
    assert list(stack.parameters()) == []
    assert "depth=2" in repr(stack)
    assert "taps=[1, " in repr(stack)


@BOTH
@pytest.mark.parametrize("shape", [(60,), (3, 60), (3, 1, 60), (2, 3, 4, 60), (0, 60)])
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.float16, torch.bfloat16])
def test_every_row_is_filtered_alone(kind, shape, dtype):
    stack = kind(2, 3, 8)
    x = torch.randn(shape, generator=torch.Generator().manual_seed(1)).to(dtype)
    y = stack(x)
    assert y.dtype == dtype
    assert y.shape == (*shape[:-1], 56)
    for row, out in zip(x.reshape(-1, 60), y.reshape(-1, 56), strict=True):
        torch.testing.assert_close(out, stack(row))


@BOTH
def test_single_precision_and_gradients(kind):
    x = torch.randn(80, dtype=torch.float64, generator=torch.Generator().manual_seed(2))
    stack = kind(2, 5)
    torch.testing.assert_close(
        stack(x.float()), stack(x).float(), rtol=1e-5, atol=1e-5 * stack(x).max().item()
    )
    torch.testing.assert_close(kind(2, 5).double()(x), stack(x), rtol=0, atol=0)
    x.requires_grad_()
    torch.autograd.gradcheck(stack, x, atol=1e-3)


@BOTH
def test_stack_can_be_exported(kind):
    stack, x = kind(2), torch.randn(2, 1, 100, generator=torch.Generator().manual_seed(3))
    program = torch.export.export(stack, (x,))
    torch.testing.assert_close(program.module()(x), stack(x))


@BOTH
@pytest.mark.parametrize(
    ("x", "error", "message"),
    [
        (torch.ones(4), ValueError, "at least 5 samples long, not 4: .* each of 2 layers eats 2"),
        (torch.ones(3, 0), ValueError, "at least 5 samples long, not 0"),
        (torch.tensor(1.0), ValueError, "must have a time axis as its last axis"),
        (torch.ones(9, dtype=torch.complex64), TypeError, "not torch.complex64"),
        (torch.ones(9, dtype=torch.int64), TypeError, "real floating-point .* not torch.int64"),
        (np.ones(9), TypeError, "x must be a tensor, not ndarray"),
    ],
)
def test_wrong_signals(kind, x, error, message):
    with pytest.raises(error, match=message):
        kind(2, 3)(x)
