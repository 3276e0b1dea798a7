import numpy as np
import pytest
import torch
from torch.nn import functional

from relu_spectrum.dc_experiment import kernels
from relu_spectrum.dc_experiment.network import FILTERS, N_WEIGHTS, Views, start


@pytest.fixture
def random():
    return np.random.default_rng(2)


def some_weights(random):
    return start(random) + random.normal(0, 0.1, N_WEIGHTS).astype(np.float32)


@pytest.mark.parametrize("n", [1, 3, 8, 64])
def test_the_dense_layers_are_torchs(random, n):
    weights = some_weights(random)
    features = random.normal(0, 1, (32, n)).astype(np.float32)
    labels = random.integers(0, 3, n)
    leaf = torch.tensor(weights.astype(float), requires_grad=True)
    inputs = torch.tensor(features.astype(float), requires_grad=True)
    parts = [leaf[a:b] for a, b in ((3168, 4192), (4192, 4224), (4224, 4320), (4320, 4323))]
    hidden = torch.relu(inputs.T @ parts[0].view(32, 32) + parts[1])
    logits = hidden @ parts[2].view(32, 3) + parts[3]
    expected = functional.cross_entropy(logits, torch.tensor(labels), reduction="sum")
    (expected / n).backward()

    gradient = np.full(N_WEIGHTS, 7, np.float32)  # it must be added to
    back = np.empty_like(features)
    loss, correct = kernels.head_step(features, labels, 1 / n, weights, gradient, back)
    assert loss == pytest.approx(expected.item(), rel=1e-6)
    assert correct == int((logits.argmax(1).numpy() == labels).sum())
    np.testing.assert_allclose(gradient - 7, leaf.grad.numpy(), atol=2e-6)
    np.testing.assert_allclose(back, inputs.grad.numpy(), atol=1e-6)
    assert kernels.head_loss(features, labels, weights) == (loss, correct)


def test_large_logits_do_not_overflow(random):
    weights = 1000 * some_weights(random)
    features = 1000 * random.normal(0, 1, (32, 8)).astype(np.float32)
    loss, _ = kernels.head_loss(features, random.integers(0, 3, 8), weights)
    assert np.isfinite(loss)
    assert loss > 1e6


def test_adam_is_torchs_adam_in_keras_form(random):
    weights = some_weights(random)
    leaf = torch.tensor(weights.astype(float), requires_grad=True)
    optimizer = torch.optim.Adam([leaf], lr=1e-3, betas=(0.9, 0.999))
    first, second = np.zeros((2, N_WEIGHTS), np.float32)
    for step in range(1, 21):
        gradient = (random.normal(0, 1, N_WEIGHTS) * 10.0 ** random.integers(-9, 1)).astype("f4")
        kernels.adam(weights, gradient, first, second, step, 0)
        leaf.grad = torch.tensor(gradient.astype(float))
        # Keras adds epsilon before, PyTorch after the correction of the second moment's bias
        optimizer.param_groups[0]["eps"] = 1e-7 / np.sqrt(1 - 0.999**step)
        optimizer.step()
    np.testing.assert_allclose(weights, leaf.detach().numpy(), atol=1e-6)


def test_adam_leaves_what_lies_before(random):
    weights = some_weights(random)
    before, moments = weights.copy(), np.zeros((2, N_WEIGHTS), np.float32)
    kernels.adam(weights, np.ones(N_WEIGHTS, np.float32), *moments, 1, FILTERS)
    np.testing.assert_array_equal(weights[:FILTERS], before[:FILTERS])
    np.testing.assert_allclose(before[FILTERS:] - weights[FILTERS:], 1e-3, rtol=1e-3)


def test_mix_is_the_product_of_the_filters_polynomials(random):
    weights = some_weights(random)
    parts = Views.of(weights)
    matrix = np.empty((5, 32), np.float32)
    kernels.mix(weights, matrix)
    for o in range(32):
        expected = sum(
            np.convolve(parts.filter_1[:, c], parts.filter_2[:, c, o]) for c in range(32)
        )
        np.testing.assert_allclose(matrix[:, o], expected, atol=1e-6)


def test_an_epoch_of_steps_is_the_epoch(random):
    """The loops over batches take the right samples, with a short last batch."""
    numbers = random.normal(0, 1, (5, 100)).astype(np.float32)
    labels, order = random.integers(0, 3, 100), random.permutation(100)
    start_weights = some_weights(random)
    state = [start_weights.copy(), *np.zeros((2, N_WEIGHTS), np.float32)]
    result = kernels.five_numbers_epoch(numbers, labels, order, *state, 7)

    weights, first, second = start_weights.copy(), *np.zeros((2, N_WEIGHTS), np.float32)
    losses, rights = [], []
    for step, chosen in ((8, order[:64]), (9, order[64:])):
        matrix, gradient = np.empty((5, 32), "f4"), np.zeros(N_WEIGHTS, "f4")
        kernels.mix(weights, matrix)
        features = np.ascontiguousarray(matrix.T @ numbers[:, chosen])
        back = np.empty_like(features)
        own = labels[chosen]
        loss, right = kernels.head_step(features, own, 1 / own.size, weights, gradient, back)
        kernels.unmix(weights, numbers[:, chosen] @ back.T, gradient)
        kernels.adam(weights, gradient, first, second, step, 0)
        losses.append(loss)
        rights.append(right)
    assert result == (pytest.approx(sum(losses), rel=1e-5), sum(rights))
    np.testing.assert_allclose(state[0], weights, atol=2e-6)


def test_an_epoch_on_fixed_features_leaves_the_filters(random):
    features = random.normal(0, 1, (32, 100)).astype(np.float32)
    labels, order = random.integers(0, 3, 100), random.permutation(100)
    weights = some_weights(random)
    before, moments = weights.copy(), np.zeros((2, N_WEIGHTS), np.float32)
    first_epoch = kernels.features_epoch(features, labels, order, weights, *moments, 0)[0]
    for epoch in range(1, 40):
        loss = kernels.features_epoch(features, labels, order, weights, *moments, 2 * epoch)[0]
    np.testing.assert_array_equal(weights[:FILTERS], before[:FILTERS])
    assert loss < 0.7 * first_epoch
