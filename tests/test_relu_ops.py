import pytest
import torch
from probed import OTHER, SAME, Runs
from torch import nn

from relu_spectrum.probe import probe
from relu_spectrum.relu_ops import hides_a_relu, name

X = torch.linspace(-2, 2, 16).reshape(1, 1, 16)


@pytest.mark.parametrize("spelling", SAME)
@pytest.mark.parametrize("mode", [torch.enable_grad, torch.no_grad, torch.inference_mode])
def test_every_spelling_of_relu_is_seen(spelling, mode):
    with mode():
        (record,) = probe(Runs(SAME[spelling]), X)
    torch.testing.assert_close(record.before, X, rtol=0, atol=0)
    torch.testing.assert_close(record.after, X.clamp(min=0), rtol=0, atol=0)
    assert record.name == "relu#1"


@pytest.mark.parametrize("other", OTHER)
def test_variants_are_no_relu_and_the_error_names_them(other):
    model = nn.Sequential(nn.Sequential(Runs(OTHER[other])))
    with pytest.raises(ValueError, match="no ReLU ran in this Sequential") as caught:
        probe(model, X)
    assert f"it ran {other} at 0.0" in str(caught.value)


def test_no_activation_at_all():
    with pytest.raises(ValueError, match="no ReLU ran in this Conv1d; it ran no other activation"):
        probe(nn.Conv1d(1, 1, 3), X)


def test_integers_and_single_numbers_are_no_signals():
    def forward(x):
        index = torch.arange(-2, 3).clamp(min=0)
        return x[..., index] * x.sum().relu()

    with pytest.raises(ValueError, match="no ReLU ran"):
        probe(Runs(forward), X)
    with pytest.raises(ValueError, match="ReLU of int64"):
        probe(Runs(torch.relu), torch.arange(3))


def test_a_fused_operator_that_hides_a_relu_is_refused():
    model = Runs(lambda x: torch._addmm_activation(x[0, 0], x[0].T, x[0]).relu())
    with pytest.raises(ValueError, match="hidden inside aten::_addmm_activation at the top level"):
        probe(model, X)


@pytest.mark.parametrize(
    ("operator", "hides"),
    [
        (torch.ops.quantized.linear_relu.default, True),
        (torch.ops.quantized.conv2d_relu.new, True),
        (torch.ops.quantized.add_relu.default, True),
        (torch.ops.aten.cudnn_convolution_relu.default, True),
        (torch.ops.aten._transformer_encoder_layer_fwd.default, True),
        (torch.ops.aten.relu_.default, False),
        (torch.ops.aten.leaky_relu_.default, False),
        (torch.ops.quantized.leaky_relu.default, False),
        (torch.ops.aten.rrelu_with_noise.default, False),
        (torch.ops.aten._prelu_kernel.default, False),
        (torch.ops.aten.leaky_relu_backward.default, False),
    ],
)
def test_which_operators_hide_a_relu(operator, hides):
    assert hides_a_relu(operator) is hides


def test_names_lose_their_underscore():
    assert name(torch.ops.aten.relu_.default) == name(torch.ops.aten.relu.default) == "relu"
