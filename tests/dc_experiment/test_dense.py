import numpy as np
import pytest
import torch
from plain_network import PlainNetwork
from torch.nn import functional

from relu_spectrum.dc_experiment.arms import ARMS
from relu_spectrum.dc_experiment.data import draw
from relu_spectrum.dc_experiment.dense import train_dense, train_with_offset
from relu_spectrum.dc_experiment.network import start
from relu_spectrum.dc_experiment.settings import Settings, streams
from relu_spectrum.dc_experiment.training import train

SMALL = Settings(seed=3, epochs=4, train_per_class=60, test_per_class=20)


def plain_start(name, repetition, settings):
    """Features of training and test signals, by the plain network, with its dense layers."""
    random, arm = streams(settings.seed, repetition), ARMS[name]
    net = PlainNetwork(arm, start(random.weights))
    learn, test = draw(random.train, settings.train_per_class), draw(random.test, 20)
    known, fresh = (net.features(s.changed(arm.scale, arm.dc)).detach() for s in (learn, test))
    return net, random.order, known, torch.tensor(learn.label), fresh, torch.tensor(test.label)


def plain_dense(net, order, known, label, fresh, fresh_label, epochs):
    """Loss and accuracy after training the dense layers with torch's Adam."""
    weights = [*net.dense_1.parameters(), *net.dense_2.parameters()]
    optimizer, step = torch.optim.Adam(weights, lr=1e-3), 0

    def loss(features, own):
        return functional.cross_entropy(net.dense_2(torch.relu(net.dense_1(features))), own)

    for _ in range(epochs):
        for chosen in torch.tensor(order.permutation(len(label))).split(64):
            optimizer.zero_grad()
            loss(known[chosen], label[chosen]).backward()
            step += 1
            optimizer.param_groups[0]["eps"] = 1e-7 / np.sqrt(1 - 0.999**step)  # Keras' form
            optimizer.step()
    right = net.dense_2(torch.relu(net.dense_1(fresh))).argmax(1) == fresh_label
    return loss(known, label).item(), right.double().mean().item()


def test_the_dense_layers_are_the_plain_networks():
    net, order, known, label, fresh, fresh_label = plain_start("relu", 1, SMALL)
    numbers = [part.numpy().copy() for part in (known, label, fresh, fresh_label)]
    expected = plain_dense(net, order, known, label, fresh, fresh_label, SMALL.epochs)
    assert train_dense(*numbers, 1, SMALL) == pytest.approx(expected, rel=1e-5)


def test_it_is_the_training_with_frozen_convolutions():
    loss, accuracy = train_with_offset(ARMS["relu_frozen"], 2, settings=SMALL)
    last = train(ARMS["relu_frozen"], 2, SMALL).records[-1]
    assert accuracy == last[2]
    assert loss == pytest.approx(last[0], rel=0.05)  # of the epoch's batches, before their steps


def test_few_features_are_filled_up():
    label = np.repeat([0, 1, 2], 50)
    known = np.random.default_rng(0).normal(label[:, None], 0.1, (150, 2))
    filled = np.pad(known, ((0, 0), (0, 30)))
    few, many = (train_dense(x, label, x, label, 0, SMALL) for x in (known, filled))
    assert few == many


@pytest.mark.parametrize("offset", [0, 10])
def test_the_common_part_gets_another_length(offset):
    net, order, known, label, fresh, fresh_label = plain_start("abs", 1, SMALL)
    common, spread = known.mean(0), (known - known.mean(0)).square().sum(1).mean().sqrt()
    shift = offset * spread * common / common.norm() - common
    expected = plain_dense(
        net, order, known + shift, label, fresh + shift, fresh_label, SMALL.epochs
    )
    found = train_with_offset(ARMS["abs"], 1, offset, SMALL)
    assert found == pytest.approx(expected, rel=1e-4)


@pytest.mark.slow
def test_without_its_common_part_relu_learns_faster():
    """Half the loss after the whole training, which in one repetition is the plain network's."""
    own = np.array(
        [[train_with_offset(ARMS["relu"], k, f)[0] for f in (0, None)] for k in range(3)]
    )
    assert 0.35 < np.mean(own[:, 0] / own[:, 1]) < 0.65
    net, order, known, *rest = plain_start("relu", 0, Settings(test_per_class=20))
    label, fresh, fresh_label = rest
    shift = known.mean(0)
    loss, _ = plain_dense(net, order, known - shift, label, fresh - shift, fresh_label, 60)
    assert own[0, 0] == pytest.approx(loss, rel=0.05)


def test_bad_input_is_refused():
    label = np.array([0, 1])
    with pytest.raises(ValueError, match=r"known must have the shape \(n, d\), d at most 32, not"):
        train_dense(np.ones((2, 33)), label, np.ones((2, 3)), label, 0)
    with pytest.raises(ValueError, match="offset must be 0 or more, not -1"):
        train_with_offset(ARMS["relu"], 0, -1, SMALL)
    with pytest.raises(ValueError, match="relu_mean_removed_last has no features to read"):
        train_with_offset(ARMS["relu_mean_removed_last"], 0, 1, SMALL)
