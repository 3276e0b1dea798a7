"""Operators of other libraries: looked into, and told of where that shows nothing."""

import warnings

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from probed import Runs, tone
from torch import nn

from relu_spectrum.probe.run import probe

LIBRARY = torch.library.Library("other_library", "DEF")
OPS = torch.ops.other_library
WINDOW = torch.ones(64)
MODES = [torch.enable_grad, torch.no_grad, torch.inference_mode]


def define(schema, kernel, key="CPU"):
    LIBRARY.define(schema)
    LIBRARY.impl(schema.partition("(")[0], kernel, key)


def rectify(x):
    return torch.from_numpy(np.maximum(x.numpy(), 0))


def fill(y, x):
    y.copy_(x.relu())


def clone_and_fill_outside(x):
    y = x.clone()
    y.numpy()[...] = np.maximum(x.numpy(), 0)
    return y


def fill_outside(y, x):
    y.numpy()[...] = np.maximum(x.numpy(), 0)


define("relu(Tensor x) -> Tensor", torch.sin)  # called a ReLU, and none
define("clamp(Tensor x, float low) -> Tensor", lambda x, low: x + low)
define("gelu(Tensor x) -> Tensor", F.gelu)
define("maximum(Tensor[] xs) -> Tensor", lambda xs: xs[0].relu() * xs[1])
define("whole(Tensor x) -> Tensor", lambda x: F.relu(x) + 1, "CompositeImplicitAutograd")
define("copies(Tensor x) -> Tensor", lambda x: F.relu(x).clone(), "CompositeExplicitAutograd")
define("fill_(Tensor(a!) y, Tensor x) -> ()", fill)
define("outside(Tensor x) -> Tensor", rectify)
define("half_outside(Tensor x) -> Tensor", lambda x: rectify(x * 2))
define("copied_outside(Tensor x) -> Tensor", lambda x: rectify(x).clone())
define("cloned_and_filled(Tensor x) -> Tensor", clone_and_fill_outside)
define("scaled_outside(Tensor x) -> Tensor", lambda x: rectify(x) * 2)
define("converted(Tensor x) -> Tensor", lambda x: (F.relu(x) * WINDOW).double().float())
define("fill_outside_(Tensor(a!) y, Tensor x) -> ()", fill_outside)
define("linear_relu(Tensor x) -> Tensor", rectify)
define("order(Tensor x) -> Tensor", lambda x: torch.from_numpy(np.argsort(x.numpy())))


@torch.library.custom_op("other_library::learns", mutates_args=())
def learns(x: torch.Tensor) -> torch.Tensor:
    return OPS.copies(x) * 2


learns.register_autograd(
    lambda ctx, gradient: gradient, setup_context=lambda ctx, inputs, output: None
)


def filled(operator, x):
    y = torch.empty_like(x)
    operator(y, x)
    return y


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "body",
    [
        lambda x: OPS.maximum([x, x]),
        OPS.whole,
        OPS.copies,
        OPS.converted,
        learns,
        lambda x: filled(OPS.fill_, x),
    ],
)
def test_a_relu_inside_is_a_record(body, mode):
    with mode():
        (record,) = probe(Runs(body), tone(), sample_rate=64)
    torch.testing.assert_close(record.before, tone())
    assert record.sample_rate == 64


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "body", [OPS.relu, lambda x: OPS.clamp(x, 0.0), OPS.gelu, OPS.order, lambda x: torch.sin(x)]
)
def test_names_do_not_mislead(body, mode):
    with mode(), pytest.raises(ValueError, match="no ReLU ran in this Runs"):
        probe(Runs(body), tone())
    with mode():
        assert len(probe(Runs(lambda x: (body(x), x.relu())), tone())) == 1


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("operator", "body"),
    [
        ("outside", OPS.outside),
        ("half_outside", OPS.half_outside),
        ("copied_outside", OPS.copied_outside),
        ("cloned_and_filled", OPS.cloned_and_filled),
        ("scaled_outside", OPS.scaled_outside),
        ("fill_outside_", lambda x: filled(OPS.fill_outside_, x)),
    ],
)
def test_what_computes_outside_is_told(operator, body, mode):
    told = f"other_library::{operator} at the top level computes outside PyTorch"
    with mode(), pytest.warns(UserWarning, match=told) as caught:
        assert len(probe(Runs(lambda x: body(x).relu()), tone())) == 1
    assert [warning.filename for warning in caught] == [__file__]


def test_outside_and_called_a_relu_is_an_error():
    with pytest.raises(ValueError, match="hidden inside other_library::linear_relu"):
        probe(Runs(lambda x: OPS.linear_relu(x).relu()), tone())


def test_gradients_pass_through():
    x = tone().requires_grad_()
    made = []
    probe(Runs(lambda x: made.append(learns(x).sum()) or x.relu()), x)
    made[0].backward()
    torch.testing.assert_close(x.grad, torch.ones_like(x))


def test_nested_tensors_beside_the_relu():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        nested = torch.nested.nested_tensor([torch.ones(1, 3), torch.ones(2, 3)])
    layer = nn.Linear(3, 2)
    assert len(probe(Runs(lambda x: (layer(nested), F.relu(x))), tone())) == 1
