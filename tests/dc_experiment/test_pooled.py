import numpy as np
import pytest
from plain_network import PlainNetwork

from relu_spectrum.dc_experiment.arms import ARMS
from relu_spectrum.dc_experiment.data import draw
from relu_spectrum.dc_experiment.kernels import head_loss
from relu_spectrum.dc_experiment.network import start
from relu_spectrum.dc_experiment.pooled import pooled_features, start_features, start_sizes
from relu_spectrum.dc_experiment.settings import Settings, streams
from relu_spectrum.dc_experiment.training import train


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


@pytest.mark.parametrize("name", ["relu", "linear", "linear_class_dc", "abs"])
def test_sizes_are_mean_distances(name):
    """Half the mean squared distance of all pairs: of signals, and of classes."""
    random, settings, arm = streams(3, 4), Settings(seed=3, train_per_class=20), ARMS[name]
    signals = draw(random.train, 20)
    net = PlainNetwork(arm, start(random.weights))
    p = net.features(signals.changed(arm.scale, arm.dc)).detach().numpy()

    def spread(points):
        return np.sqrt(np.square(points[:, None] - points).sum(axis=-1).mean() / 2)

    found = start_sizes(arm, 4, settings)
    means = np.stack([p[signals.label == k].mean(axis=0) for k in range(3)])
    assert found.spread == pytest.approx(spread(p), rel=1e-4)
    assert found.between == pytest.approx(spread(means), rel=1e-3)
    assert found.common == pytest.approx(np.linalg.norm(p.mean(axis=0)), rel=1e-4)


def test_features_before_training_are_those_of_training():
    """Those of the first record of a run: same signals, same weights."""
    settings = Settings(seed=3, epochs=1, train_per_class=20, test_per_class=7)
    known, known_label, fresh, label = start_features(ARMS["abs"], 2, settings)
    weights = start(streams(3, 2).weights)
    loss, _ = head_loss(np.ascontiguousarray(known.T, np.float32), known_label, weights)
    _, correct = head_loss(np.ascontiguousarray(fresh.T, np.float32), label, weights)
    first = train(ARMS["abs"], 2, settings).records[0]
    assert loss / known_label.size == pytest.approx(first[0], rel=1e-5)
    assert correct / label.size == first[2]
    noisy, *_ = start_features(ARMS["abs"], 2, settings, noise=0.5)
    assert np.abs(noisy.mean(axis=0) - fresh.mean(axis=0)).max() > 0.01


def test_what_has_no_features_is_refused():
    with pytest.raises(ValueError, match="relu_mean_removed_last has no features to read"):
        start_features(ARMS["relu_mean_removed_last"], 0)
    with pytest.raises(ValueError, match="repetition must be at least 0, not -1"):
        start_sizes(ARMS["relu"], -1)
