import pytest
import torch
from probed import OTHER, SAME, Runs
from torch import nn

from relu_spectrum.probe import probe
from relu_spectrum.relu_ops import hides_a_relu, is_recurrent, name, rectified, variant

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


def _operator(qualified):
    space, bare = qualified.split("::")
    packet = getattr(getattr(torch.ops, space), bare)
    return getattr(packet, packet.overloads()[0])


@pytest.mark.parametrize(
    ("qualified", "given", "hides"),
    [
        ("quantized::linear_relu", {}, True),
        ("quantized::linear_relu_dynamic", {}, True),
        ("quantized::linear_relu_dynamic_fp16", {}, True),
        ("quantized::conv2d_add_relu", {}, True),
        ("quantized::add_relu_out", {}, True),
        ("quantized::linear_with_input_q_dq_qweight_dq_relu_output_fp32", {}, True),
        ("onednn::qadd_relu", {}, True),
        ("sparse::qlinear_relu_dynamic", {}, True),
        ("aten::_add_relu_", {}, True),
        ("aten::cudnn_convolution_relu", {}, True),
        ("aten::miopen_convolution_add_relu", {}, True),
        ("mkldnn::_linear_pointwise", {"attr": "relu"}, True),
        ("mkldnn::_linear_pointwise", {"attr": "gelu"}, False),
        ("mkldnn::_linear_pointwise", {"attr": "leaky_relu"}, False),
        ("mkldnn::_convolution_pointwise_", {"binary_attr": "add", "unary_attr": "relu"}, True),
        ("onednn::qlinear_pointwise", {"post_op_name": "relu"}, True),
        ("onednn::qlinear_pointwise", {"post_op_name": "none"}, False),
        ("aten::_mixed_dtypes_linear", {"activation": "relu"}, True),
        ("aten::_mixed_dtypes_linear", {}, False),
        ("aten::_addmm_activation", {}, True),
        ("aten::_addmm_activation", {"use_gelu": True}, False),
        ("aten::_transformer_encoder_layer_fwd", {"use_gelu": False}, True),
        ("aten::_transformer_encoder_layer_fwd", {"use_gelu": True}, False),
        ("quantized::linear_leaky_relu", {}, False),
        ("quantized::relu6", {}, False),
        ("aten::relu_", {}, False),
        ("aten::leaky_relu_", {}, False),
        ("quantized::leaky_relu", {}, False),
        ("aten::rrelu_with_noise", {}, False),
        ("aten::_prelu_kernel", {}, False),
        ("aten::leaky_relu_backward", {}, False),
        ("profiler::_record_function_enter_new", {"name": "relu"}, False),
    ],
)
def test_which_operators_hide_a_relu(qualified, given, hides):
    assert hides_a_relu(_operator(qualified), (), given) is hides


@pytest.mark.parametrize(
    ("qualified", "given", "recurrent"),
    [
        ("aten::rnn_relu", {}, True),
        ("aten::quantized_rnn_relu_cell", {}, True),
        ("quantized::quantized_rnn_relu_cell_dynamic", {}, True),
        ("aten::_cudnn_rnn", {"mode": 0}, True),
        ("aten::_cudnn_rnn", {"mode": 1}, False),
        ("aten::rnn_tanh", {}, False),
    ],
)
def test_which_operators_are_recurrent(qualified, given, recurrent):
    assert is_recurrent(_operator(qualified), (), given) is recurrent
    assert not hides_a_relu(_operator(qualified), (), given)


def test_operators_of_other_libraries_do_not_count_by_their_names():
    assert rectified(torch.ops._test.leaky_relu.default, (X, 0.0), {}) is None
    assert variant(torch.ops._test.leaky_relu.default, (X,), {}) is None


def test_names_lose_their_underscore():
    assert name(torch.ops.aten.relu_.default) == name(torch.ops.aten.relu.default) == "relu"
