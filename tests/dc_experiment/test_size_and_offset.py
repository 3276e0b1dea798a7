"""What chapter 7 says of size and of a common DC, against a training written anew.

The linear network is trained here with PyTorch's own gradients and Adam, in float64, on the mean
of the signal and its last four samples, which is all that it sees.
"""

import numpy as np
import pytest
import torch
from plain_network import PlainNetwork
from torch.nn import functional

from relu_spectrum.dc_experiment import ARMS, read_published
from relu_spectrum.dc_experiment.data import SAME_DC, draw
from relu_spectrum.dc_experiment.network import start
from relu_spectrum.dc_experiment.settings import streams


def drawn(repetition):
    random = streams(0, repetition)
    learn, test = draw(random.train, 1024), draw(random.test, 100)
    return learn, test, start(random.weights), random.order


def seen(x):
    """Sums over all samples but the last d, over their number, d = 0..4."""
    sums = [x[:, : x.shape[1] - d].sum(axis=1) for d in range(5)]
    return torch.tensor(np.stack(sums, axis=1) / x.shape[1])


def by_hand(repetition, *, scale=1.0, dc=0.0):
    """Distance of layer 2 over its start norm, and accuracy, after 60 epochs without ReLU."""
    learn, test, weights, order = drawn(repetition)
    net = PlainNetwork(ARMS["linear"], weights)
    # kernels as (out, in, delay)
    w1, w2 = (layer.weight.detach().flip(-1).clone() for layer in (net.conv_1, net.conv_2))
    w1, w2 = w1.requires_grad_(), w2.requires_grad_()
    parameters = [w1, w2, *net.dense_1.parameters(), *net.dense_2.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=1e-3, eps=1e-7)
    origin = w2.detach().clone()

    def logits(s):
        taps = functional.conv_transpose1d(w1.permute(1, 0, 2), w2.permute(1, 0, 2))[0]
        return net.dense_2(torch.relu(net.dense_1(s @ taps.T)))

    known, fresh = (seen(scale * s.x + dc) for s in (learn, test))
    label = torch.tensor(learn.label)
    for _ in range(60):
        for chosen in torch.tensor(order.permutation(len(label))).split(64):
            optimizer.zero_grad()
            functional.cross_entropy(logits(known[chosen]), label[chosen]).backward()
            optimizer.step()
    right = (logits(fresh).argmax(dim=1).numpy() == test.label).mean()
    return ((w2 - origin).norm() / origin.norm()).item(), right


def both_sizes(name, repetition):
    """R and B before training, by the plain network."""
    learn, _, weights, _ = drawn(repetition)
    p = PlainNetwork(ARMS[name], weights).features(learn.x).detach().numpy()
    within = p - np.stack([p[learn.label == k].mean(axis=0) for k in range(3)])[learn.label]
    total = np.square(p - p.mean(axis=0)).sum()
    return np.sqrt(np.array([total, total - np.square(within).sum()]) / len(p))


def relu_way(repetition):
    results = read_published()
    row = list(zip(results.arms, results.repetitions, strict=True)).index(("relu", repetition))
    return results.records[row, -1, 4] / results.start_norms[row, 1]


def test_at_equal_spread_relu_goes_less_far_and_at_equal_class_means_farther():
    repetition = 0
    relu, linear = (both_sizes(name, repetition) for name in ("relu", "linear"))
    assert relu[1] / relu[0] == pytest.approx(0.999, abs=0.001)
    assert linear[1] / linear[0] < 0.05
    equal_r, equal_b = (by_hand(repetition, scale=factor)[0] for factor in relu / linear)
    assert relu_way(repetition) == pytest.approx(1.2, abs=0.2)
    assert relu_way(repetition) / equal_r == pytest.approx(0.43, abs=0.08)
    assert relu_way(repetition) / equal_b == pytest.approx(1.83, abs=0.6)


def test_a_common_constant_stops_learning():
    right = {factor: by_hand(0, dc=factor * SAME_DC[0])[1] for factor in (0.001, 0.003, 1)}
    assert right[0.001] > 0.97
    assert 0.65 < right[0.003] < 0.95
    assert right[1] < 0.4
