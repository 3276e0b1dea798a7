import numpy as np
import pytest
from plain_network import PlainNetwork

from relu_spectrum.dc_experiment import kernels
from relu_spectrum.dc_experiment.arms import ARMS
from relu_spectrum.dc_experiment.data import draw
from relu_spectrum.dc_experiment.five_numbers import features, five_numbers
from relu_spectrum.dc_experiment.network import N_WEIGHTS, start

LINEAR = [name for name, arm in ARMS.items() if arm.is_linear]


@pytest.mark.parametrize("name", LINEAR)
@pytest.mark.parametrize("seed", range(3))
def test_losses_and_gradients_are_the_convolutional_networks(name, seed):
    """The claim of the module: the five numbers are all that the linear network sees."""
    arm, random = ARMS[name], np.random.default_rng(seed)
    signals, weights = draw(random, per_class=11), start(random)
    x = signals.changed(arm.scale, arm.dc)
    loss, correct, gradient = PlainNetwork(arm, weights).step(x, signals.label)

    numbers = five_numbers(x)
    pooled = features(numbers, weights)
    own, back = np.zeros(N_WEIGHTS, np.float32), np.empty_like(pooled)
    own_loss, own_correct = kernels.head_step(pooled, signals.label, 1 / 33, weights, own, back)
    kernels.unmix(weights, np.ascontiguousarray(numbers @ back.T), own)
    if arm.frozen:
        own[:3168] = 0
    assert own_loss == pytest.approx(loss, rel=1e-5)
    assert own_correct == correct
    np.testing.assert_allclose(own, gradient, atol=1e-5 * np.abs(gradient).max())


def test_features_are_the_pooled_convolutions():
    random = np.random.default_rng(4)
    x, weights = random.normal(0, 1, (7, 256)), start(random)
    expected = PlainNetwork(ARMS["linear"], weights).features(x).detach().numpy()
    np.testing.assert_allclose(features(five_numbers(x), weights).T, expected, atol=1e-6)


def test_numbers_are_the_means_that_miss_the_last_samples():
    x = np.random.default_rng(0).normal(0, 1, (3, 256))
    for d in range(5):
        np.testing.assert_allclose(five_numbers(x)[d], x[:, : 256 - d].sum(axis=1) / 256, rtol=1e-5)


@pytest.mark.parametrize("shape", [(5,), (2, 4), (2, 5, 5)])
def test_other_shapes_are_refused(shape):
    with pytest.raises(ValueError, match=r"x must have the shape \(n, T\)"):
        five_numbers(np.ones(shape))


def test_what_is_not_finite_is_refused():
    with pytest.raises(ValueError, match="x must be finite"):
        five_numbers(np.full((2, 8), np.nan))
