import numpy as np
import pytest
import torch

from relu_spectrum.dc_experiment.network import N_WEIGHTS, Views, start


def test_views_are_the_whole_vector_in_order():
    flat = np.arange(N_WEIGHTS, dtype=np.float32)
    parts = vars(Views.of(flat)).values()
    assert N_WEIGHTS == 3 * 32 + 3 * 32 * 32 + 32 * 32 + 32 + 32 * 3 + 3
    np.testing.assert_array_equal(np.concatenate([part.ravel() for part in parts]), flat)
    assert all(np.shares_memory(part, flat) for part in parts)


@pytest.mark.parametrize(
    ("name", "layer"),
    [
        ("filter_1", torch.nn.Conv1d(1, 32, 3)),
        ("filter_2", torch.nn.Conv1d(32, 32, 3)),
        ("dense_1", torch.nn.Linear(32, 32)),
        ("dense_2", torch.nn.Linear(32, 3)),
    ],
)
def test_kernels_are_as_wide_as_torchs_glorot_uniform(name, layer):
    torch.manual_seed(0)
    widest, square = 0.0, []
    for _ in range(30):  # torch knows the fans of its layers by itself
        torch.nn.init.xavier_uniform_(layer.weight)
        widest = max(widest, layer.weight.abs().max().item())
        square.append((layer.weight**2).mean().item())
    own = [getattr(Views.of(start(np.random.default_rng(k))), name) for k in range(30)]
    assert np.abs(own).max() == pytest.approx(widest, rel=0.01)
    assert np.mean(np.square(own)) == pytest.approx(np.mean(square), rel=0.08)
    assert np.mean(own) == pytest.approx(0, abs=0.1 * widest)


def test_biases_start_at_zero():
    parts = Views.of(start(np.random.default_rng(0)))
    assert not parts.bias_1.any()
    assert not parts.bias_2.any()
