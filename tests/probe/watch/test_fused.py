import pytest
import torch
from probed import Runs

from relu_spectrum.probe.run import probe
from relu_spectrum.probe.watch.fused import hides_a_relu, is_recurrent

X = torch.linspace(-2, 2, 16).reshape(1, 1, 16)
W = torch.ones(4, 16)


def test_a_fused_operator_that_hides_a_relu_is_refused():
    model = Runs(lambda x: torch._addmm_activation(x[0, 0], x[0].T, x[0]).relu())
    with pytest.raises(ValueError, match="hidden inside aten::_addmm_activation at the top level"):
        probe(model, X)


def test_a_relu_of_a_list_in_place_is_refused():
    model = Runs(lambda x: torch._foreach_maximum_([torch.zeros_like(x)], [x]))
    with pytest.raises(ValueError, match="hidden inside aten::_foreach_maximum_"):
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
        ("mkldnn::_linear_pointwise", {"attr": "leaky_relu", "scalars": [0.0]}, True),
        ("mkldnn::_linear_pointwise", {"attr": "leaky_relu", "scalars": [0.1]}, False),
        ("mkldnn::_linear_pointwise", {"attr": "hardtanh", "scalars": [0, float("inf")]}, True),
        ("mkldnn::_linear_pointwise", {"attr": "hardtanh", "scalars": [0, 6]}, False),
        ("aten::_foreach_clamp_min", {"self": [X, X], "scalar": 0}, True),
        ("aten::_foreach_clamp_min", {"self": [X], "scalar": 1}, False),
        ("aten::_foreach_clamp_min", {"self": [X.long()], "scalar": 0}, False),
        ("aten::_foreach_maximum_", {"self": [X], "scalar": 0.0}, True),
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


def test_pointwise_operators_are_refused_only_with_a_relu():
    def with_(what):
        linear = torch.ops.mkldnn._linear_pointwise
        return Runs(lambda x: linear(x, W, None, what, [], "none").relu())

    assert len(probe(with_("gelu"), X)) == len(probe(with_("none"), X)) == 1
    with pytest.raises(ValueError, match="hidden inside mkldnn::_linear_pointwise"):
        probe(with_("relu"), X)


def test_ranges_of_a_profiler_may_be_called_a_relu():
    def forward(x):
        with torch.profiler.record_function("relu"):
            return x.relu()

    assert len(probe(Runs(forward), X)) == 1
