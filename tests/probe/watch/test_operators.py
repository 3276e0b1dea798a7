import pytest
import torch
from probed import OTHER, SAME, Runs
from torch import nn

from relu_spectrum.probe.run import probe
from relu_spectrum.probe.watch.operators import rectified, variant

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


def test_operators_of_other_libraries_do_not_count_by_their_names():
    assert rectified(torch.ops._test.leaky_relu.default, (X, 0.0), {}) is None
    assert variant(torch.ops._test.leaky_relu.default, (X,), {}) is None
