"""What chapter 7 says of ReLU's own common DC when all weights are trained.

`train` with a multiple of the common part, against plain PyTorch; then what the multiple does.
"""

import numpy as np
import pytest
import torch
from plain_network import PlainNetwork
from torch.nn import functional

from relu_spectrum.dc_experiment import ARMS, Settings, train
from relu_spectrum.dc_experiment.data import draw
from relu_spectrum.dc_experiment.network import start
from relu_spectrum.dc_experiment.settings import streams

SMALL = Settings(seed=4, epochs=3, train_per_class=50, test_per_class=7)


def by_hand(repetition, common, settings):
    """Losses by epoch, and the distance of layer 2, with the common part so many times as long."""
    random = streams(settings.seed, repetition)
    learn, weights = draw(random.train, settings.train_per_class), start(random.weights)
    net, label = PlainNetwork(ARMS["relu"], weights), torch.tensor(learn.label)
    with torch.no_grad():
        shift = (common - 1) * net.features(learn.x).mean(dim=0)
    origin = net.conv_2.weight.detach().clone()
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    losses, step = [], 0
    for _ in range(settings.epochs):
        total = 0.0
        for chosen in torch.tensor(random.order.permutation(len(label))).split(64):
            step += 1
            optimizer.param_groups[0]["eps"] = 1e-7 / np.sqrt(1 - 0.999**step)  # Keras' form
            optimizer.zero_grad()
            hidden = torch.relu(net.dense_1(net.features(learn.x[chosen]) + shift))
            loss = functional.cross_entropy(net.dense_2(hidden), label[chosen])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(chosen)
        losses.append(total / len(label))
    return losses, (net.conv_2.weight - origin).norm().item()


@pytest.mark.parametrize("common", [0, 1, 4])
def test_training_with_another_common_part_is_the_plain_networks(common):
    losses, distance = by_hand(2, common, SMALL)
    records = train(ARMS["relu"], 2, SMALL, common=common).records
    np.testing.assert_allclose(records[1:, 0], losses, rtol=1e-5)
    assert records[-1, 4] == pytest.approx(distance, rel=1e-3)


@pytest.mark.parametrize(
    ("name", "common"), [("linear", 0), ("relu_frozen", 4), ("relu", -1), ("relu", np.nan)]
)
def test_a_common_part_that_cannot_be(name, common):
    with pytest.raises(ValueError, match="common"):
        train(ARMS[name], 0, SMALL, common=common)


@pytest.mark.slow
def test_a_longer_common_part_slows_the_first_epochs():
    few = Settings(epochs=3)
    for repetition in (0, 1):
        none, own, long = (
            train(ARMS["relu"], repetition, few, common=common).records[-1, 0]
            for common in (0, 1, 4)
        )
        assert none < own < long / 1.3
