"""What users of such tools ask for, one test each."""

import contextlib
import gc
import subprocess
import sys
import warnings
import weakref

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from probed import Residual, Runs, Twice, tone
from torch import nn
from torch._higher_order_ops.while_loop import while_loop
from torch.nn.modules import module as every_module

from relu_spectrum.probe.run import Probe, Record, probe


def scripted(make):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # torch.jit is on its way out
        return make()


class Wrapped(nn.Module):
    """Runs a function with the model at hand, so that a test can do what it likes in forward."""

    def __init__(self, function, **modules):
        super().__init__()
        self.function = function
        for name, module in modules.items():
            self.add_module(name, module)

    def forward(self, *args, **kwargs):
        return self.function(self, *args, **kwargs)


def global_hooks():
    return len(every_module._global_forward_hooks), len(every_module._global_forward_pre_hooks)


# names and order


def test_modules_have_their_paths_and_functions_a_counter():
    blocks = nn.ModuleList([Residual(), Residual()])
    model = nn.Sequential(nn.Sequential(*blocks), nn.ReLU())
    names = ["0.0.act", "0.0.relu#1", "0.1.act", "0.1.relu#1", "1"]
    assert probe(model, torch.randn(2, 4, 32)).names == names


def test_a_module_called_twice_gives_two_records():
    seen = probe(Twice(), torch.linspace(0, 1, 5)[None])
    assert seen.names == ["relu@1", "relu@2", "relu#1", "relu#2"]
    torch.testing.assert_close(seen["relu@2"].before, seen["relu@1"].after - 0.2)
    torch.testing.assert_close(seen["relu#2"].before, seen["relu#1"].after - 0.2)


def test_control_flow_decides_what_is_recorded():
    assert probe(Twice(), torch.ones(3), again=False).names == ["relu", "relu#1", "relu#2"]


def test_a_block_called_twice_goes_on_counting():
    model = Wrapped(lambda self, x: self.block(self.block(x)), block=Residual())
    names = ["block.act@1", "block.relu#1", "block.act@2", "block.relu#2"]
    assert probe(model, torch.randn(1, 4, 16)).names == names


def test_a_module_made_in_forward_counts_for_its_caller():
    model = Wrapped(lambda self, x: self.inner(x), inner=Runs(lambda x: nn.ReLU()(x)))
    assert probe(model, torch.randn(1, 1, 8)).names == ["inner.relu#1"]


def test_a_module_that_failed_inside_the_model_is_left():
    def fails(x):
        raise OSError("on purpose")

    def forward(self, x):
        with contextlib.suppress(OSError):
            self.bad(x)
        return F.relu(x)

    assert probe(Wrapped(forward, bad=Runs(fails)), torch.ones(3)).names == ["relu#1"]


def test_the_model_itself_may_be_the_relu():
    assert probe(nn.ReLU(), torch.randn(3, 8)).names == ["relu"]


# before and after


@pytest.mark.parametrize("inplace", [True, False])
def test_in_place_relu_and_later_changes_leave_the_record_intact(inplace):
    act = nn.ReLU(inplace=inplace)
    x = tone()
    model = Wrapped(lambda self, x: self.act(x * 2).mul_(3).neg_(), act=act)
    (record,) = probe(model, x)
    torch.testing.assert_close(record.before, 2 * x)
    torch.testing.assert_close(record.after, (2 * x).clamp(min=0))


def test_changes_of_the_input_after_the_relu_leave_before_intact():
    def forward(self, x):
        y = x + 1
        z = F.relu(y)
        y.zero_()
        return z

    x = tone()
    (record,) = probe(Wrapped(forward), x)
    torch.testing.assert_close(record.before, x + 1)


def test_records_are_what_a_hook_sees():
    model = nn.Sequential(nn.Conv1d(1, 3, 5), nn.ReLU()).eval()
    seen = []
    model[1].register_forward_hook(lambda module, given, made: seen.append((given[0], made)))
    (record,) = probe(model, tone())
    torch.testing.assert_close(record.before, seen[0][0], rtol=0, atol=0)
    torch.testing.assert_close(record.after, seen[0][1], rtol=0, atol=0)
    assert record.shape == (1, 3, 60)


# nothing is left


class Fragile(nn.Module):
    def __init__(self, fails):
        super().__init__()
        self.norm, self.drop, self.act = nn.BatchNorm1d(4), nn.Dropout(), nn.ReLU()
        self.fails = fails

    def forward(self, x):
        x = self.act(self.drop(self.norm(x)))
        if self.fails:
            raise RuntimeError("on purpose")
        return x


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize("training", [False, True])
def test_the_model_is_left_as_it_was(fails, training):
    model = Fragile(fails).train(training)
    model.norm.running_mean.copy_(torch.tensor([0.0, float("nan"), 1.0, -0.0]))
    calls = []
    model.act.register_forward_hook(lambda *_: calls.append("after"))
    model.act.register_forward_pre_hook(lambda *_: calls.append("before"))
    model.norm.weight.grad = torch.full((4,), 7.0)
    state = {name: value.clone() for name, value in model.state_dict().items()}
    attributes = [set(vars(module)) for module in model.modules()]
    objects = [id(tensor) for tensor in (*model.parameters(), *model.buffers())]
    hooks, random = global_hooks(), torch.get_rng_state()
    fast = torch.backends.mha.get_fastpath_enabled()
    x = torch.randn(8, 4, 16, generator=torch.Generator().manual_seed(0))
    kept = x.clone()
    if fails:
        with pytest.raises(RuntimeError, match=r"^on purpose$"):
            probe(model, x)
    else:
        assert len(probe(model, x)) == 1
    assert calls == ["before", "after"]
    assert len(model.act._forward_hooks) == len(model.act._forward_pre_hooks) == 1
    assert all(module.training is training for module in model.modules())
    assert global_hooks() == hooks
    assert torch.backends.mha.get_fastpath_enabled() == fast
    assert torch.equal(torch.get_rng_state(), random)
    assert torch.equal(x, kept)
    assert [set(vars(module)) for module in model.modules()] == attributes
    assert [id(tensor) for tensor in (*model.parameters(), *model.buffers())] == objects
    for name, value in model.state_dict().items():
        assert value.numpy().tobytes() == state[name].numpy().tobytes(), name
    assert torch.equal(model.norm.weight.grad, torch.full((4,), 7.0))


def test_training_mode_is_really_run():
    model = Fragile(fails=False).train()
    (record,) = probe(model, 5 + torch.randn(8, 4, 64))
    assert record.before.mean().abs() < 0.2  # batch statistics, not the running ones
    assert (record.before == 0).double().mean() > 0.3  # dropout


def test_dropout_draws_what_the_next_call_draws():
    model = nn.Sequential(nn.Dropout(), nn.ReLU())
    (record,) = probe(model, torch.ones(1, 1, 64))
    torch.testing.assert_close(record.after, model(torch.ones(1, 1, 64)))


def test_a_waiting_backward_pass_stays_valid():
    model = nn.Sequential(nn.Conv1d(1, 4, 3), nn.BatchNorm1d(4), nn.ReLU()).eval()
    x = torch.randn(2, 1, 16)
    loss = model(x).sum()
    probe(model, x)
    loss.backward()
    assert model[0].weight.grad is not None


def test_no_graph_is_kept_alive():
    freed = []

    class Noted(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.marker = type("Marker", (), {})()
            freed.append(weakref.ref(ctx.marker))
            return x * 1

        @staticmethod
        def backward(ctx, gradient):
            return gradient

    x = torch.randn(3, 8, requires_grad=True)
    seen = probe(Wrapped(lambda self, x: F.relu(Noted.apply(x))), x)
    gc.collect()
    assert freed[0]() is None
    assert not seen[0].before.requires_grad
    assert seen[0].after.grad_fn is None
    assert x.grad is None


# what runs


def test_gradients_inside_forward_still_work():
    def forward(self, x):
        x = x.requires_grad_()
        return torch.autograd.grad(F.relu(x).square().sum(), x)[0].relu()

    x = torch.tensor([-1.0, 2.0])
    seen = probe(Wrapped(forward), x.clone())
    assert seen[1].before.tolist() == [0.0, 4.0]


@pytest.mark.parametrize("mode", [torch.enable_grad, torch.no_grad, torch.inference_mode])
def test_the_fused_path_of_a_transformer_does_not_hide_its_relu(mode):
    layer = nn.TransformerEncoderLayer(16, 2, 32, batch_first=True).eval()
    x = torch.randn(2, 10, 16)
    with mode():
        (record,) = probe(layer, x, sample_rate=50, time_axis=1)
    assert record.shape == (2, 10, 32)
    assert (record.name, record.sample_rate) == ("relu#1", 50)
    assert record.spectrum_after.amplitude.shape == (2, 32, 6)
    wanted = layer.norm1(x + layer._sa_block(x, None, None))
    torch.testing.assert_close(record.before, layer.linear1(wanted).detach())
    assert torch.backends.mha.get_fastpath_enabled()


def test_a_transformer_encoder_with_padding_is_seen_whole():
    layer = nn.TransformerEncoderLayer(16, 2, 32, batch_first=True)
    encoder = nn.TransformerEncoder(layer, 2).eval()
    mask = torch.zeros(2, 10, dtype=torch.bool)
    mask[1, 6:] = True
    with torch.no_grad():
        seen = probe(encoder, torch.randn(2, 10, 16), src_key_padding_mask=mask)
    assert seen.names == ["layers.0.relu#1", "layers.1.relu#1"]


def test_several_inputs_keywords_and_nested_outputs():
    def forward(self, x, other, *, shift):
        return {"sum": [F.relu(x + other["second"] + shift)], "n": 3}

    x = tone()
    (record,) = probe(Wrapped(forward), x, {"second": 2 * x}, shift=0.5, sample_rate=64)
    torch.testing.assert_close(record.before, 3 * x + 0.5)
    assert record.spectrum_before.at(4.0).item() == pytest.approx(3)


def test_two_dimensional_maps_have_time_last():
    model = nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), Residual(4, dimensions=2)).eval()
    x = tone()[None].expand(2, 1, 12, 64).clone()
    seen = probe(model, x, sample_rate=64)
    assert seen.names == ["1.act", "1.relu#1"]
    assert seen[0].shape == (2, 4, 12, 64)
    assert seen[0].dc.shape == (2, 4, 12)
    assert seen[0].spectrum_after.frequency[-1] == 32


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64])
def test_other_precisions_are_kept_and_their_spectra_are_in_double(dtype):
    x = tone().to(dtype)
    (record,) = probe(nn.Sequential(nn.ReLU()).to(dtype), x)
    assert record.before.dtype == record.after.dtype == dtype
    assert record.spectrum_after.lines.dtype == np.complex128
    assert record.dc.item() == pytest.approx(1 / np.pi, rel=0.02)


# scripted, traced, compiled


def test_scripted_traced_and_frozen_programs():
    model, x = nn.Sequential(nn.Conv1d(1, 2, 3), nn.ReLU(), nn.ReLU()).eval(), tone()
    wanted = [record.after for record in probe(model, x)]
    made = {
        "scripted": lambda: torch.jit.script(model),
        "traced": lambda: torch.jit.trace(model, x),
        "frozen": lambda: torch.jit.freeze(torch.jit.script(model)),
    }
    for make in made.values():
        program = scripted(make)
        for _ in range(3):  # the executor optimises a script after a few calls
            seen = probe(program, x)
            assert seen.names == ["relu#1", "relu#2"]
            for record, after in zip(seen, wanted, strict=True):
                torch.testing.assert_close(record.after, after)


def test_a_scripted_part_has_the_path_at_which_python_calls_it():
    part = scripted(lambda: torch.jit.script(nn.Sequential(nn.BatchNorm1d(1), nn.ReLU())))
    model = nn.Sequential(part, nn.ReLU())
    before = part[0].running_mean.clone()
    assert probe(model, tone() + 5).names == ["0.relu#1", "1"]
    assert torch.equal(part[0].running_mean, before)


def test_a_compiled_model_runs_eagerly_and_stays_compiled():
    compiled = []

    def backend(graph, inputs):
        compiled.append(graph)
        return graph.forward

    x = tone()
    inner = nn.Sequential(nn.Conv1d(1, 2, 3), nn.ReLU())
    model = nn.Sequential(torch.compile(inner, backend=backend), nn.ReLU())
    model(x)
    assert len(compiled) == 1
    seen = probe(model, x)
    assert seen.names == ["0.1", "1"]
    torch.testing.assert_close(seen["0.1"].before, inner[0](x).detach())
    model(x)
    assert len(compiled) == 1


def test_control_flow_of_torch_cond_is_followed():
    def forward(self, x):
        return torch.cond(x.sum() > 0, lambda x: F.relu(x) + 1, lambda x: F.relu(-x), (x,))

    (record,) = probe(Wrapped(forward), torch.tensor([-3.0, 1.0]))
    assert record.before.tolist() == [3.0, -1.0]


# bad input


def test_meta_inputs_are_refused():
    with pytest.raises(ValueError, match="meta device"):
        probe(nn.ReLU(), tone().to("meta"))


def test_nested_tensors_are_refused():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        nested = torch.nested.nested_tensor([torch.ones(1, 3), torch.ones(1, 5)])
    with pytest.raises(ValueError, match="pad the sequences to one length"):
        probe(nn.ReLU(), nested)


def test_quantized_and_sparse_values_are_made_plain():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # quantized tensors are on their way out
        x = torch.quantize_per_tensor(tone(), 0.1, 0, torch.qint8)
    (record,) = probe(nn.ReLU(), x)
    torch.testing.assert_close(record.before, x.dequantize())
    (record,) = probe(nn.ReLU(), tone().to_sparse())
    torch.testing.assert_close(record.after, tone().relu())


def test_empty_batches_and_not_finite_values():
    (record,) = probe(nn.ReLU(), torch.zeros(0, 1, 16))
    assert record.dc.shape == (0, 1)
    assert np.isnan(record.new_power)
    with pytest.raises(ValueError, match="relu: x is empty"):
        _ = record.spectrum_after
    (record,) = probe(nn.ReLU(), torch.tensor([1.0, float("nan")]))
    assert np.isnan(record.new_power)
    assert np.isnan(record.dc)
    with pytest.raises(ValueError, match="relu: x must be finite: 1 of 2"):
        _ = record.spectrum_before
    assert "?" in Probe([record]).table()


@pytest.mark.parametrize("rate", [0, -1.0, float("nan")])
def test_sample_rates_must_be_positive(rate):
    with pytest.raises(ValueError, match="sample_rate must be"):
        probe(nn.ReLU(), tone(), sample_rate=rate)


def test_sample_rate_names_must_be_records():
    with pytest.raises(ValueError, match="sample_rate names act, but the ReLUs are relu"):
        probe(nn.ReLU(), tone(), sample_rate={"act": 3})


def test_records_of_one_axis_and_a_time_axis_that_is_not_there():
    (record,) = probe(nn.ReLU(), torch.ones(8), time_axis=1)
    with pytest.raises(ValueError, match="relu: there is no axis 1 in the shape"):
        _ = record.dc
    assert isinstance(record, Record)


FRESH = """
import sys, torch
from relu_spectrum.probe import probe

class Choice(torch.nn.Module):
    def forward(self, x):
        def nested(x, y):
            return torch.cond(y.max() > 1, lambda x: x.relu() - 1, lambda x: x + 1, (x,))
        return torch.cond(x.sum() > 0, nested, lambda x, y: x - y, (x, 2 * x))

assert "torch._dynamo" not in sys.modules, "this process is not fresh"
x = torch.ones(2, 4)
print(probe(Choice(), x).names, Choice()(x).sum().item())
print(torch.export.export(Choice(), (x,)).module()(-x).sum().item())
print(torch.compile(Choice(), backend="eager", fullgraph=True)(x).sum().item())
"""


@pytest.mark.slow
def test_torch_cond_in_the_first_call_of_a_process_and_export_afterwards():
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FRESH], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split("\n") == ["['relu#1'] 0.0", "8.0", "0.0", ""]


def test_loops_of_operators_are_refused_by_name():
    def forward(x):
        return while_loop(lambda i, x: i < 3, lambda i, x: (i + 1, x.relu()), (torch.tensor(0), x))

    with pytest.raises(ValueError, match=r"higher-order operator 'while_loop'.*a Python loop"):
        probe(Runs(forward), tone())


def test_a_model_that_rewrites_its_weight_is_left_as_it_was():
    class MaxNorm(nn.Conv1d):
        def forward(self, x):
            self.weight.data = torch.renorm(self.weight.data, 2, 0, maxnorm=0.1)
            self.past = x
            return super().forward(x)

    model = nn.Sequential(MaxNorm(1, 2, 5), nn.ReLU())
    weight, place, before = model[0].weight, model[0].weight.data_ptr(), model[0].weight.clone()
    record = probe(model, tone())["1"]
    assert model[0].weight is weight
    assert weight.data_ptr() == place
    assert torch.equal(weight, before)
    assert not hasattr(model[0], "past")
    assert not torch.equal(record.before, F.conv1d(tone(), before, model[0].bias))
