import dataclasses

import numpy as np
import pytest
import torch
from plain_network import PlainNetwork
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from torch.nn import functional

from relu_spectrum.dc_experiment.arms import ARMS
from relu_spectrum.dc_experiment.data import draw
from relu_spectrum.dc_experiment.network import start
from relu_spectrum.dc_experiment.readers import READERS, reader_accuracy, whitened
from relu_spectrum.dc_experiment.settings import Settings, streams

FEW = Settings(train_per_class=200, test_per_class=50)
VARIED = {"random_phase": True, "amplitudes": (0.5, 2)}


def plain_features(arm, repetition, samples=256, **tones):
    """Features of the plain network, on signals that are cut rather than filled with zeros."""
    random = streams(0, repetition)
    net = PlainNetwork(arm, start(random.weights))
    learn, test = draw(random.train, 200, **tones), draw(random.test, 50, **tones)
    known, fresh = (net.features(s.x[:, -samples:]).detach().numpy() for s in (learn, test))
    return known, learn.label, fresh, test.label


def by_distance(known, label, fresh, fresh_label, *, own=False):
    """Discriminants written out: the likeliest class, with one covariance or each its own."""
    means = np.stack([known[label == k].mean(axis=0) for k in range(3)])
    within = known - means[label]
    score = np.empty((len(fresh), 3))
    for k in range(3):
        rows = within[label == k] if own else within
        values, axes = np.linalg.eigh(rows.T @ rows / len(rows))
        keep = values > 1e-11 * values.max()
        apart = (fresh - means[k]) @ axes[:, keep]
        score[:, k] = np.square(apart) @ (1 / values[keep]) + own * np.log(values[keep]).sum()
    return np.mean(score.argmin(axis=1) == fresh_label)


@pytest.mark.parametrize("tones", [{}, VARIED, VARIED | {"noise": 1.0, "samples": 16}])
@pytest.mark.parametrize("name", ["relu", "linear", "abs"])
def test_linear_is_fishers_rule(name, tones):
    for repetition in (0, 1):
        own = reader_accuracy(ARMS[name], repetition, ["linear"], FEW, **tones)
        # float32 moves tones on a border
        expected = by_distance(*plain_features(ARMS[name], repetition, **tones))
        assert own["linear"] == pytest.approx(expected, abs=0.025)


@pytest.mark.parametrize(("noise", "abs_"), [(0.3, 0.02), (1.0, 0.02)])
def test_quadratic_is_the_likeliest_normal_class(noise, abs_):
    for name in ("linear", "relu"):
        own = reader_accuracy(ARMS[name], 0, ["quadratic"], FEW, **VARIED, noise=noise)
        expected = by_distance(*plain_features(ARMS[name], 0, **VARIED, noise=noise), own=True)
        assert own["quadratic"] == pytest.approx(expected, abs=abs_)


def test_neighbours_are_the_five_nearest():
    known, label, fresh, fresh_label = plain_features(ARMS["linear"], 0, **VARIED)
    mean, (_, size, axes) = known.mean(0), np.linalg.svd(known - known.mean(0), False)
    known, fresh = ((x - mean) @ axes[:5].T / size[:5] for x in (known, fresh))
    nearest = np.square(fresh[:, None] - known).sum(-1).argsort(axis=1)[:, :5]
    votes = (label[nearest][:, :, None] == np.arange(3)).sum(axis=1)
    expected = np.mean(votes.argmax(axis=1) == fresh_label)
    own = reader_accuracy(ARMS["linear"], 0, ["neighbours"], FEW, **VARIED)["neighbours"]
    assert own == pytest.approx(expected, abs=0.015)


def test_relu_can_be_read_linearly_and_the_linear_network_cannot():
    for repetition in range(3):
        assert reader_accuracy(ARMS["relu"], repetition, settings=FEW, **VARIED)["linear"] > 0.98
        assert reader_accuracy(ARMS["linear"], repetition, settings=FEW, **VARIED)["linear"] < 0.55


def test_the_linear_network_holds_frequency_all_the_same():
    """Also for a small network of scikit-learn's, on features of the plain network."""
    found = reader_accuracy(ARMS["linear"], 0, READERS[1:], **VARIED)
    assert min(found.values()) > 0.95
    known, label, fresh, fresh_label = plain_features(ARMS["linear"], 0, **VARIED)
    known, fresh = whitened(known, fresh)
    small = MLPClassifier((32,), max_iter=1000, random_state=0).fit(known, label)
    assert small.score(fresh, fresh_label) > 0.95


def test_noise_takes_it_away_from_the_linear_network_only():
    assert 0.78 < reader_accuracy(ARMS["linear"], 0, ["dense"], **VARIED, noise=0.3)["dense"] < 0.9
    assert 0.45 < reader_accuracy(ARMS["linear"], 0, ["dense"], **VARIED, noise=1)["dense"] < 0.6
    assert reader_accuracy(ARMS["relu"], 0, **VARIED, noise=0.3)["linear"] > 0.98
    assert reader_accuracy(ARMS["relu"], 0, **VARIED, noise=1)["linear"] > 0.94


def test_it_is_the_average_that_resists_noise():
    by_samples = {
        samples: by_distance(*plain_features(ARMS["relu"], 0, samples, **VARIED, noise=1))
        for samples in (4, 16, 256)
    }
    assert by_samples[4] < 0.6 < by_samples[16] < 0.88 < by_samples[256]
    for samples, expected in by_samples.items():
        own = reader_accuracy(ARMS["relu"], 0, settings=FEW, **VARIED, noise=1, samples=samples)
        assert own["linear"] == pytest.approx(expected, abs=0.03)


def test_no_linear_reader_of_odd_features_gets_more_than_two_thirds():
    """Signals in pairs x, -x, as a random phase makes them: whatever the reader and its constants.

    The best that there is: one class in the middle, the two others each right on one side.
    """
    known, label, _, _ = plain_features(ARMS["linear"], 0, **VARIED)
    known, _ = whitened(known, known)
    both, labels = np.vstack([known, -known]), np.tile(label, 2)
    random = np.random.default_rng(0)
    for _ in range(200):
        scores = both @ random.normal(size=(5, 3)) + random.normal(0, 3, 3)
        assert np.mean(scores.argmax(axis=1) == labels) <= 2 / 3
    reader = LogisticRegression(C=1e3, max_iter=1000).fit(both, labels)
    assert reader.score(both, labels) <= 2 / 3
    point = np.array([0.1, 5.0, 5.0])[labels] * np.repeat([1, -1], len(known))
    cut = np.stack([0 * point + 1, point, -point], axis=1)
    assert np.mean(cut.argmax(axis=1) == labels) == pytest.approx(2 / 3)


def test_an_odd_activation_makes_harmonics_but_nothing_for_a_linear_reader():
    random = streams(0, 0)
    net = PlainNetwork(ARMS["linear"], start(random.weights))
    signals = draw(random.train, 400, **VARIED)
    h = torch.tensor(4 * signals.x)[:, None]
    for layer in (net.conv_1, net.conv_2):
        h = torch.tanh(layer(functional.pad(h, (2, 0))))
    p, half = h.mean(dim=-1).detach().numpy(), np.arange(1200) % 2 == 0
    known, fresh = whitened(p[half], p[~half])
    label, fresh_label = signals.label[half], signals.label[~half]
    assert by_distance(known, label, fresh, fresh_label) < 0.6
    assert by_distance(known, label, fresh, fresh_label, own=True) > 0.9


@pytest.mark.parametrize("name", ["relu", "linear"])
def test_scale_does_not_matter(name):
    small = dataclasses.replace(ARMS[name], scale=2.0**-7)  # exact in floating point
    own, scaled = (reader_accuracy(arm, 3, READERS, FEW) for arm in (ARMS[name], small))
    assert own == pytest.approx(scaled, abs=0.01)


def test_whitened_features_are_uncorrelated():
    random = np.random.default_rng(0)
    mixed = random.normal(size=(500, 3)) @ random.normal(size=(3, 6)) + 7
    known, fresh = whitened(mixed, mixed[:9])
    assert known.shape == (500, 3)
    np.testing.assert_allclose(np.cov(known.T, bias=True), np.eye(3), atol=1e-9)
    np.testing.assert_allclose(fresh, known[:9])


def test_a_class_constant_is_read():
    assert reader_accuracy(ARMS["linear_class_dc"], 0, settings=FEW) == {"linear": 1}


def test_under_the_same_constant_for_all_frequency_can_be_read():
    found = reader_accuracy(ARMS["linear_same_dc"], 0, ["quadratic"], FEW, **VARIED)
    assert found["quadratic"] > 0.98


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="no reader 'tree'; the readers are linear, quadratic"):
        reader_accuracy(ARMS["relu"], 0, ["linear", "tree"])
    with pytest.raises(ValueError, match="relu_mean_removed_last has no features to read"):
        reader_accuracy(ARMS["relu_mean_removed_last"], 0)
    with pytest.raises(ValueError, match="known must vary: all its rows are equal"):
        whitened([[1, 2], [1, 2]], [[1, 2]])
