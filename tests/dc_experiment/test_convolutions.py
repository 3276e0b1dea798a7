import numpy as np
import pytest
from plain_network import PlainNetwork

from relu_spectrum.dc_experiment.arms import ARMS
from relu_spectrum.dc_experiment.convolutions import FROM_TAPS, Convolutions, phases
from relu_spectrum.dc_experiment.data import draw
from relu_spectrum.dc_experiment.network import N_WEIGHTS, start

# the slow arms, and the linear network, which the same loops can run
NAMES = [name for name, arm in ARMS.items() if arm.is_slow or name == "linear"]


def network(arm):
    return Convolutions(arm.slope, centred=arm.centred == "first")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("n", [1, 8, 21, 64])
def test_losses_and_gradients_are_the_plain_networks(name, n):
    arm, random = ARMS[name], np.random.default_rng(n)
    signals, weights = draw(random, per_class=22), start(random)
    chosen = random.permutation(66)[:n]
    x, labels = signals.changed(arm.scale, arm.dc)[chosen], signals.label[chosen]
    loss, correct, gradient = PlainNetwork(arm, weights).step(x, labels)
    own = np.full(N_WEIGHTS, np.nan, np.float32)
    own_loss, own_correct = network(arm).step(phases(x), labels, weights, own)
    assert own_loss == pytest.approx(loss, rel=1e-5)
    assert own_correct == correct
    np.testing.assert_allclose(own, gradient, atol=1e-5 * np.abs(gradient).max())


@pytest.mark.parametrize("name", NAMES)
def test_features_are_the_plain_networks(name):
    arm, random = ARMS[name], np.random.default_rng(1)
    x, weights = arm.scale * draw(random, per_class=4).x, start(random)
    expected = PlainNetwork(arm, weights).features(x).detach().numpy()
    own = network(arm).features(phases(x), weights)
    np.testing.assert_allclose(own.T, expected, atol=2e-6 * arm.scale)


def test_a_step_leaves_nothing_for_the_next():
    random = np.random.default_rng(3)
    signals, weights = draw(random, per_class=9), start(random)
    x, net = phases(signals.x), Convolutions(0.0)
    first, again = np.empty((2, N_WEIGHTS), np.float32)
    result = net.step(x[:20], signals.label[:20], weights, first)
    net.step(x, signals.label, 2 * weights, again)
    assert net.step(x[:20], signals.label[:20], weights, again) == result
    np.testing.assert_array_equal(first, again)


def test_phases_are_the_samples_by_fours_after_a_zero():
    x = np.arange(512.0).reshape(2, 256)
    own = phases(x)
    assert (own.shape, own.dtype) == ((2, 4, 65), np.float32)
    np.testing.assert_array_equal(own[:, :, 0], 0)
    np.testing.assert_array_equal(own[:, :, 1:].swapaxes(1, 2).reshape(2, 256), x)


def test_taps_are_transformed_as_in_the_literature():
    """Lavin and Gray (2016), F(4 x 4, 3 x 3), for taps in the order of their correlation."""
    matrix = [[6, 0, 0], [-4, -4, -4], [-4, 4, -4], [1, 2, 4], [1, -2, 4], [0, 0, 24]]
    np.testing.assert_allclose(FROM_TAPS[:, ::-1], np.array(matrix) / 24)


def test_signals_of_another_length_are_refused():
    with pytest.raises(ValueError, match=r"x must have the shape \(n, 256\), not \(2, 255\)"):
        phases(np.ones((2, 255)))
