"""A forward pass leaves no trace, whatever the model does to its buffers."""

import contextlib

import numpy as np
import pytest
import torch
from torch import nn

from relu_spectrum.probe.state.untouched import untouched


class Restless(nn.Module):
    """Changes its buffers in every way."""

    def __init__(self):
        super().__init__()
        self.register_buffer("counted", torch.zeros(()))
        self.register_buffer("replaced", torch.ones(3), persistent=False)
        self.register_buffer("resized", torch.arange(3.0))
        self.register_buffer("behind", torch.tensor([float("nan"), -0.0]))
        self.register_buffer("nothing", None)

    def forward(self):
        self.counted += 1
        self.replaced = torch.zeros(5)
        self.resized.resize_(7)
        self.behind.data.fill_(3)
        torch.rand(3)


def run(model, fails):
    with untouched(model):
        model()
        assert model.counted == 1
        if fails:
            raise OSError("on purpose")


@pytest.mark.parametrize("fails", [False, True])
def test_buffers_and_random_state_are_put_back(fails):
    model = Restless()
    objects = dict(model.named_buffers())
    copies = {name: buffer.clone() for name, buffer in objects.items()}
    random = torch.get_rng_state()
    outcome = pytest.raises(OSError, match="on purpose") if fails else contextlib.nullcontext()
    with outcome:
        run(model, fails)
    assert torch.equal(torch.get_rng_state(), random)
    assert set(dict(model.named_buffers())) == set(objects)
    for name, buffer in model.named_buffers():
        assert buffer is objects[name], name
        assert buffer.numpy().tobytes() == copies[name].numpy().tobytes(), name


def test_buffers_that_did_not_change_are_not_written():
    model = nn.BatchNorm1d(2).eval()
    version = model.running_mean._version
    with untouched(model):
        model(torch.randn(2, 2, 4))
    assert model.running_mean._version == version


@pytest.mark.parametrize("enabled", [False, True])
def test_the_fused_path_is_off_inside_and_as_it_was_afterwards(enabled):
    before = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(enabled)
    try:
        with untouched(nn.ReLU()):
            assert not torch.backends.mha.get_fastpath_enabled()
        assert torch.backends.mha.get_fastpath_enabled() is enabled
    finally:
        torch.backends.mha.set_fastpath_enabled(before)


def test_the_fused_path_stays_off_until_the_last_of_several_has_ended():
    first, second = contextlib.ExitStack(), contextlib.ExitStack()
    first.enter_context(untouched(nn.ReLU()))
    second.enter_context(untouched(nn.ReLU()))
    first.close()
    assert not torch.backends.mha.get_fastpath_enabled()
    second.close()
    assert torch.backends.mha.get_fastpath_enabled()


class Stuck(nn.Module):
    """Has something that cannot be put back, and counts."""

    def __init__(self, error=None):
        super().__init__()
        self.error, self.table, self.count = error, np.zeros(2), 0
        self.register_buffer("past", torch.zeros(2))

    def forward(self):
        self.table += 1
        self.table.flags.writeable = False
        self.past += 1
        self.count += 1
        if self.error is not None:
            raise self.error


@pytest.mark.parametrize("error", [OSError("own"), StopIteration("own"), KeyboardInterrupt("own")])
def test_the_models_own_error_is_raised_whatever_fails_afterwards(error):
    model = Stuck(error)
    with pytest.raises(type(error), match="own") as raised, untouched(model):
        model()
    assert raised.value is error
    (note,) = error.__notes__
    assert note.startswith("the model could not be left as it was: table: ")
    assert (model.past.tolist(), model.count) == ([0, 0], 0)


def test_what_could_not_be_put_back_is_said():
    model = Stuck()
    with pytest.raises(RuntimeError, match=r"left as it was: table: .*read-only"), untouched(model):
        model()
    assert (model.past.tolist(), model.count) == ([0, 0], 0)


def test_a_graph_waiting_for_its_backward_pass_stays_valid_also_where_something_changed():
    model = nn.Linear(3, 3)
    hidden = model(torch.ones(1, 3))
    y = model(hidden).sum()  # needs the weight in its backward pass
    with untouched(model), torch.no_grad():
        model.weight.mul_(2)
    y.backward()
    wanted = torch.autograd.functional.jacobian(
        lambda weight: (model.bias + (model.bias + weight.sum(1)) @ weight.T).sum(), model.weight
    )
    torch.testing.assert_close(model.weight.grad, wanted)
