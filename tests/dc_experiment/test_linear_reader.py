import dataclasses

import numpy as np
import pytest
from plain_network import PlainNetwork

from relu_spectrum.dc_experiment.arms import ARMS
from relu_spectrum.dc_experiment.data import draw
from relu_spectrum.dc_experiment.linear_reader import linear_accuracy
from relu_spectrum.dc_experiment.settings import Settings, streams
from relu_spectrum.dc_experiment.weights import start

FEW = Settings(train_per_class=200, test_per_class=50)


def nearest_by_mahalanobis(arm, repetition, **tones):
    """Fisher's rule written out: the nearest class mean, measured by the spread within classes."""
    random = streams(0, repetition)
    net = PlainNetwork(arm, start(random.weights))
    learn, test = draw(random.train, 200, **tones), draw(random.test, 50, **tones)
    known, fresh = (net.features(s.x).detach().numpy() for s in (learn, test))
    means = np.stack([known[learn.label == k].mean(axis=0) for k in range(3)])
    within = known - means[learn.label]
    measure = np.linalg.pinv(within.T @ within / len(known), rcond=1e-11)
    apart = fresh[:, None] - means
    distance = np.einsum("nki,ij,nkj->nk", apart, measure, apart)
    return np.mean(distance.argmin(axis=1) == test.label)


@pytest.mark.parametrize("tones", [{}, {"random_phase": True, "amplitudes": (0.5, 2)}])
@pytest.mark.parametrize("name", ["relu", "linear", "abs"])
def test_it_is_fishers_rule(name, tones):
    for repetition in (0, 1):
        own = linear_accuracy(ARMS[name], repetition, FEW, **tones)
        expected = nearest_by_mahalanobis(ARMS[name], repetition, **tones)
        assert own == pytest.approx(expected, abs=0.02)  # float32 moves tones on a border


@pytest.mark.parametrize("name", ["relu", "linear"])
def test_scale_does_not_matter(name):
    small = dataclasses.replace(ARMS[name], scale=2.0**-7)  # exact in floating point
    assert linear_accuracy(small, 3, FEW) == linear_accuracy(ARMS[name], 3, FEW)


def test_relu_can_be_read_and_the_linear_network_cannot():
    tones = {"random_phase": True, "amplitudes": (0.5, 2.0)}
    for repetition in range(3):
        assert linear_accuracy(ARMS["relu"], repetition, FEW, **tones) > 0.98
        assert linear_accuracy(ARMS["linear"], repetition, FEW, **tones) < 0.55


def test_a_class_constant_is_read():
    assert linear_accuracy(ARMS["linear_class_dc"], 0, FEW) == 1
    assert linear_accuracy(ARMS["linear_same_dc"], 0, FEW) < 0.7


def test_what_has_no_features_is_refused():
    with pytest.raises(ValueError, match="relu_mean_removed_last has no features to read"):
        linear_accuracy(ARMS["relu_mean_removed_last"], 0)
    with pytest.raises(ValueError, match="repetition must be at least 0, not -1"):
        linear_accuracy(ARMS["relu"], -1)
