import numpy as np
import pytest
from plain_network import PlainNetwork

from relu_spectrum.dc_experiment.arms import ARMS
from relu_spectrum.dc_experiment.data import draw
from relu_spectrum.dc_experiment.pooled import pooled_features, start_spread
from relu_spectrum.dc_experiment.settings import Settings, streams
from relu_spectrum.dc_experiment.weights import start


@pytest.mark.parametrize("name", ARMS)
def test_features_are_the_plain_networks(name):
    arm, random = ARMS[name], np.random.default_rng(7)
    signals, weights = draw(random, per_class=5, random_phase=True), start(random)
    plain = PlainNetwork(arm, weights).features(signals.changed(arm.scale, arm.dc))
    own = pooled_features(arm, signals, weights)
    assert (own.shape, own.dtype) == ((32, 15), np.float32)
    size = arm.scale + max(arm.dc)
    np.testing.assert_allclose(own.T, plain.detach().numpy(), atol=2e-6 * size)


def test_nothing_is_left_where_the_last_mean_is_removed():
    random = np.random.default_rng(7)
    own = pooled_features(ARMS["relu_mean_removed_last"], draw(random, 2), start(random))
    assert not own.any()


@pytest.mark.parametrize("name", ["relu", "linear", "linear_same_dc", "abs"])
def test_spread_is_the_mean_distance_of_two_signals(name):
    """Half the mean squared distance of all pairs, by the plain network."""
    random, settings = streams(3, 4), Settings(seed=3, train_per_class=20)
    x = ARMS[name].scale * draw(random.train, 20).x + ARMS[name].dc[0]
    p = PlainNetwork(ARMS[name], start(random.weights)).features(x).detach().numpy()
    pairs = np.square(p[:, None] - p).sum(axis=-1)
    expected = np.sqrt(pairs.mean() / 2)
    assert start_spread(ARMS[name], 4, settings) == pytest.approx(expected, rel=1e-4)
