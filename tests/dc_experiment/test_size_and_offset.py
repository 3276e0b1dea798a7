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


def by_hand(repetition, inputs):
    """For each (scale, constant) distance of layer 2 over its start norm, and accuracy, after 60
    epochs without ReLU; all are trained side by side."""
    learn, test, weights, order = drawn(repetition)
    net = PlainNetwork(ARMS["linear"], weights)
    # kernels as (out, in, delay)
    kernels = (layer.weight.flip(-1) for layer in (net.conv_1, net.conv_2))
    parts = [*kernels, *net.dense_1.parameters(), *net.dense_2.parameters()]
    parts = [torch.stack([part.detach()] * len(inputs)).requires_grad_() for part in parts]
    optimizer = torch.optim.Adam(parts, lr=1e-3, eps=1e-7, fused=True)
    origin = parts[1].detach().clone()

    # a delay by d is one by k, then one by m, for all k + m = d
    delays = torch.tensor(
        [[float(k + m == d) for k in range(3) for m in range(3)] for d in range(5)]
    )

    def logits(s, w1, w2, dense_1, bias_1, dense_2, bias_2):
        pairs = torch.einsum("rck,rocm->rkmo", w1[:, :, 0], w2).flatten(1, 2)
        hidden = torch.relu(s @ (delays.double() @ pairs) @ dense_1.mT + bias_1[:, None])
        return hidden @ dense_2.mT + bias_2[:, None]

    known, fresh = (
        torch.stack([seen(scale * s.x + dc) for scale, dc in inputs]) for s in (learn, test)
    )
    label = torch.tensor(learn.label).repeat(len(inputs), 1)
    for _ in range(60):
        for chosen in torch.tensor(order.permutation(label.shape[1])).split(64):
            optimizer.zero_grad()
            found = logits(known[:, chosen], *parts).flatten(0, 1)
            loss = functional.cross_entropy(found, label[:, chosen].flatten(), reduction="sum")
            (loss / len(chosen)).backward()
            optimizer.step()
    right = (logits(fresh, *parts).argmax(dim=2).numpy() == test.label).mean(axis=1)
    way = (parts[1] - origin).flatten(1).norm(dim=1) / origin.flatten(1).norm(dim=1)
    return list(zip(way.tolist(), right, strict=True))


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


@pytest.mark.slow
def test_size_and_a_common_constant_do_what_chapter_7_says():
    repetition, factors = 0, (0.001, 0.003, 1)
    relu, linear = (both_sizes(name, repetition) for name in ("relu", "linear"))
    inputs = [(scale, 0.0) for scale in relu / linear] + [(1.0, f * SAME_DC[0]) for f in factors]
    equal_r, equal_b, *constants = by_hand(repetition, inputs)
    # at equal spread ReLU goes less far, at equal spread of the class means farther
    assert relu[1] / relu[0] == pytest.approx(0.999, abs=0.001)
    assert linear[1] / linear[0] < 0.05
    assert relu_way(repetition) == pytest.approx(1.2, abs=0.2)
    assert relu_way(repetition) / equal_r[0] == pytest.approx(0.43, abs=0.08)
    assert relu_way(repetition) / equal_b[0] == pytest.approx(1.83, abs=0.6)
    # a common constant stops learning
    right = dict(zip(factors, (accuracy for _, accuracy in constants), strict=True))
    assert right[0.001] > 0.97
    assert 0.65 < right[0.003] < 0.95
    assert right[1] < 0.4
