import numpy as np
import pytest
from plain_network import PlainNetwork

from relu_spectrum.dc_experiment.arms import ARMS
from relu_spectrum.dc_experiment.data import draw
from relu_spectrum.dc_experiment.pooled import pooled_features
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
