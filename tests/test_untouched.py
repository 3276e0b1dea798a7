"""A forward pass leaves no trace, whatever the model does to its buffers."""

import contextlib

import pytest
import torch
from torch import nn

from relu_spectrum.untouched import untouched


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
