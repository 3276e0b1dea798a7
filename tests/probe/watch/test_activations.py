"""Which functions are recorded, in every spelling."""

import warnings

import pytest
import torch
import torch.nn.functional as F
from probed import Runs
from torch import nn

from relu_spectrum.probe.run import probe
from relu_spectrum.probe.watch.activations import FUNCTIONS, Wanted, family

X = torch.linspace(-7, 7, 16).reshape(1, 1, 16)
MODULES = {
    "CELU": nn.CELU(0.7), "ELU": nn.ELU(0.5), "GELU": nn.GELU("tanh"),
    "Hardshrink": nn.Hardshrink(), "Hardsigmoid": nn.Hardsigmoid(), "Hardswish": nn.Hardswish(),
    "Hardtanh": nn.Hardtanh(-2, 3), "LeakyReLU": nn.LeakyReLU(0.2), "LogSigmoid": nn.LogSigmoid(),
    "Mish": nn.Mish(), "PReLU": nn.PReLU(), "ReLU": nn.ReLU(), "ReLU6": nn.ReLU6(),
    "RReLU": nn.RReLU().eval(), "SELU": nn.SELU(), "SiLU": nn.SiLU(), "Sigmoid": nn.Sigmoid(),
    "Softplus": nn.Softplus(), "Softshrink": nn.Softshrink(), "Tanh": nn.Tanh(),
    "Threshold(0.1, 0)": nn.Threshold(0.1, 0),
}  # fmt: skip
CALLS = {
    "F.celu": (F.celu, "CELU"), "F.elu": (F.elu, "ELU"), "F.gelu": (F.gelu, "GELU"),
    "F.hardshrink": (F.hardshrink, "Hardshrink"), "F.hardsigmoid": (F.hardsigmoid, "Hardsigmoid"),
    "F.hardswish": (F.hardswish, "Hardswish"), "F.hardtanh": (F.hardtanh, "Hardtanh"),
    "F.leaky_relu": (F.leaky_relu, "LeakyReLU"), "F.logsigmoid": (F.logsigmoid, "LogSigmoid"),
    "F.mish": (F.mish, "Mish"), "F.prelu": (lambda x: F.prelu(x, torch.ones(1) / 4), "PReLU"),
    "F.relu": (F.relu, "ReLU"), "F.relu6": (F.relu6, "ReLU6"), "F.rrelu": (F.rrelu, "RReLU"),
    "F.selu": (F.selu, "SELU"), "F.silu": (F.silu, "SiLU"),
    "torch.sigmoid": (torch.sigmoid, "Sigmoid"),
    "Tensor.sigmoid": (lambda x: x.sigmoid(), "Sigmoid"),
    "Tensor.tanh": (lambda x: x.tanh(), "Tanh"),
    "special.expit": (torch.special.expit, "Sigmoid"), "F.softplus": (F.softplus, "Softplus"),
    "F.softshrink": (F.softshrink, "Softshrink"), "torch.tanh": (torch.tanh, "Tanh"),
    "tanh(out=)": (lambda x: torch.tanh(x, out=torch.empty_like(x)), "Tanh"),
    "Tensor.tanh_": (lambda x: x.clone().tanh_(), "Tanh"),
    "silu in place": (lambda x: F.silu(x.clone(), inplace=True), "SiLU"),
    "mish in place": (lambda x: F.mish(x.clone(), inplace=True), "Mish"),
    "elu in place": (lambda x: F.elu(x.clone(), inplace=True), "ELU"),
    "clamp(0, 6)": (lambda x: x.clamp(0, 6), "clamp(min=0, max=6)"),
    "threshold": (lambda x: F.threshold(x, 0.1, 0), "Threshold(0.1, 0)"),
}  # fmt: skip
MODES = [torch.enable_grad, torch.no_grad, torch.inference_mode]


@pytest.mark.parametrize("kind", MODULES)
@pytest.mark.parametrize("mode", MODES)
def test_every_module_is_a_record_by_its_path(kind, mode):
    model = nn.Sequential(nn.Identity(), MODULES[kind])
    with mode():
        (record,) = probe(model, X, activations="all")
        wanted = model(X)
    assert (record.name, record.kind, record.path, record.module) == ("1", kind, "1", True)
    torch.testing.assert_close(record.before, X, rtol=0, atol=0)
    torch.testing.assert_close(record.after, wanted.detach(), rtol=0, atol=0)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("mode", MODES)
def test_every_function_and_method_is_a_record_by_a_counter(call, mode):
    function, kind = CALLS[call]
    with mode():
        (record,) = probe(Runs(function), X, activations="all")
        wanted = function(X)
    assert (record.kind, record.module) == (kind, False)
    assert record.name == f"{FUNCTIONS[family(kind)]}#1"
    torch.testing.assert_close(record.before, X, rtol=0, atol=0)
    torch.testing.assert_close(record.after, wanted.detach(), rtol=0, atol=0)


def test_every_pointwise_activation_of_torch_is_known():
    tested = {family(kind) for kind in MODULES}
    assert tested == set(FUNCTIONS) - {"clamp"}
    others = {"GLU", "MultiheadAttention", "Softmin", "Softmax", "Softmax2d", "LogSoftmax"}
    composed = {"Softsign", "Tanhshrink"}
    assert tested | others | composed == set(nn.modules.activation.__all__)


def test_only_what_is_wanted_is_recorded():
    model = nn.Sequential(nn.ReLU(), nn.GELU(), nn.SiLU(), nn.Tanh())
    assert probe(model, X).names == ["0"]
    assert probe(model, X, activations="all").names == ["0", "1", "2", "3"]
    assert probe(model, X, activations=["gelu", "Tanh"]).names == ["1", "3"]
    assert probe(model, X, activations={"SiLU"}).names == ["2"]
    assert probe(model, X, activations="silu").names == ["2"]


def test_a_clamp_with_one_end_and_what_is_not_pointwise_are_no_activation():
    def forward(x):
        return F.glu((x.clamp(min=1e-8).clamp(max=5.0)).softmax(-1))

    with pytest.raises(ValueError, match=r"no activation function ran .* it ran clamp\(min=1e-08"):
        probe(Runs(forward), X, activations="all")


def test_without_the_function_the_error_names_the_argument():
    with pytest.raises(
        ValueError, match="no ReLU ran in this GELU; it ran GELU at the top level; "
    ):
        probe(nn.GELU(), X)
    with pytest.raises(ValueError, match="the argument activations says which"):
        probe(nn.GELU(), X)
    with pytest.raises(ValueError, match="no GELU or SiLU ran in this ReLU; it ran ReLU at"):
        probe(nn.ReLU(), X, activations=["SiLU", "GELU"])


@pytest.mark.parametrize(
    ("given", "kind", "why"),
    [
        ("swish", ValueError, "'relu', 'all' or names among ReLU, CELU, .*, not 'swish'"),
        (["all", "relu"], ValueError, "not 'all'"),
        ([], ValueError, "activations is empty"),
        ([nn.GELU], TypeError, "activations must be names, not"),
        (3, TypeError, "activations must be names, not 3"),
    ],
)
def test_what_is_no_name_is_refused(given, kind, why):
    with pytest.raises(kind, match=why):
        Wanted(given)


@pytest.mark.parametrize("make", [nn.LSTM, nn.GRU, nn.RNN, nn.LSTMCell, nn.GRUCell])
@pytest.mark.parametrize("mode", MODES)
def test_what_recurrent_layers_do_step_by_step_is_left_out_with_a_word(make, mode):
    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.act, self.cell = nn.GELU(), make(16, 4)

        def forward(self, x):
            return self.cell(self.act(x)[0])

    with mode(), warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        assert probe(Model(), X, activations="all").names == ["act"]
    assert f"{make.__name__} at cell runs its functions once a time step" in str(said[0].message)


def test_functions_of_several_operators_are_told():
    model = nn.Sequential(nn.Softsign(), nn.Tanhshrink(), nn.GELU())
    with pytest.warns(UserWarning, match="Softsign at 0, Tanhshrink at 1 is made of several oper"):
        names = probe(model, X, activations="all").names
    assert names == ["1.tanh#1", "2"]
    assert probe(nn.Sequential(nn.Softsign(), nn.ReLU()), X).names == ["1"]


def test_a_fused_function_is_refused():
    model = Runs(lambda x: torch._addmm_activation(x[0, 0], x[0].T, x[0], use_gelu=True).relu())
    assert probe(model, X).names == ["relu#1"]
    with pytest.raises(ValueError, match="an activation function is hidden inside aten::_addmm"):
        probe(model, X, activations="all")


def test_the_table_names_the_functions_and_the_linear_share():
    seen = probe(nn.Sequential(nn.Conv1d(1, 2, 3), nn.GELU(), nn.ReLU()), X, activations="all")
    frame = seen.to_frame()
    assert frame["function"].tolist() == ["GELU", "ReLU"]
    assert frame["linear"].tolist() == [record.linear_share for record in seen]
    assert frame.index.name == "activation"
    assert {"function", "linear"}.isdisjoint(seen[1:].to_frame())
    assert "2 activations" in seen.plot().layout.meta["alt"]


def test_sample_rates_are_followed_through_all_of_them():
    model = nn.Sequential(*(nn.Sequential(one, nn.AvgPool1d(1)) for one in MODULES.values()))
    seen = probe(model, X, activations="all", sample_rate=16)
    assert {record.sample_rate for record in seen} == {16.0}
    assert len(seen) == len(MODULES)


def test_an_exported_program_gives_the_records_of_its_model():
    model = nn.Sequential(nn.Conv1d(1, 2, 3), nn.GELU(), Runs(lambda x: x.sigmoid() * x), nn.SELU())
    program = torch.export.export(model, (X,))
    wanted = probe(model, X, activations="all")
    seen = probe(program, X, activations="all")
    assert seen.names == wanted.names == ["1", "2.sigmoid#1", "3"]
    assert [record.kind for record in seen] == ["GELU", "Sigmoid", "SELU"]
