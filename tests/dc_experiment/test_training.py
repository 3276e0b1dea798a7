import os
import subprocess
import sys

import numpy as np
import pytest
import torch
from plain_network import PlainNetwork

from relu_spectrum.dc_experiment import training
from relu_spectrum.dc_experiment.arms import ARMS
from relu_spectrum.dc_experiment.data import draw
from relu_spectrum.dc_experiment.network import FILTERS, Views, start
from relu_spectrum.dc_experiment.settings import Settings, streams
from relu_spectrum.dc_experiment.training import train

SMALL = Settings(seed=4, epochs=3, train_per_class=50, test_per_class=7)


def plain_training(arm, repetition, settings):
    """The same repetition in plain PyTorch, float64, with torch's Adam: rows of `Run.records`."""
    random = streams(settings.seed, repetition)
    learn = draw(random.train, settings.train_per_class)
    test = draw(random.test, settings.test_per_class)
    net = PlainNetwork(arm, start(random.weights))
    x, test_x = (s.changed(arm.scale, arm.dc) for s in (learn, test))
    origin = net.flat(lambda p: p.clone())
    optimizer = torch.optim.Adam([p for p in net.parameters() if p.requires_grad], lr=1e-3)
    step, n = 0, learn.label.size

    def row(loss, correct):
        with torch.no_grad():
            right = (net(test_x).argmax(1).numpy() == test.label).mean()
        change = net.flat(lambda p: p) - origin
        norms = [np.linalg.norm(change[:96]), np.linalg.norm(change[96:FILTERS])]
        return [loss / n, correct / n, right, *norms]

    rows = [row(*net.step(x, learn.label)[:2])]
    for _ in range(settings.epochs):
        order, loss, correct = random.order.permutation(n), 0.0, 0
        for begin in range(0, n, 64):
            chosen = order[begin : begin + 64]
            some = net.step(x[chosen], learn.label[chosen])
            loss, correct, step = loss + some[0], correct + some[1], step + 1
            optimizer.param_groups[0]["eps"] = 1e-7 / np.sqrt(1 - 0.999**step)  # Keras' form
            optimizer.step()
        rows.append(row(loss, correct))
    return np.array(rows)


@pytest.mark.parametrize("name", ARMS)
def test_a_short_training_is_the_plain_networks(name):
    expected = plain_training(ARMS[name], 2, SMALL)
    run = train(ARMS[name], 2, SMALL)
    # the plain network's means are rounding errors, not zero, and some open a hidden ReLU
    last = name == "relu_mean_removed_last"
    rtol = 1e-3 if last else 1e-5
    np.testing.assert_allclose(run.records[:, 0], expected[:, 0], rtol=rtol)
    if not last:
        # a sample on the border between two classes may fall on either side
        np.testing.assert_allclose(run.records[:, 1], expected[:, 1], atol=1.01 / 150)
        np.testing.assert_allclose(run.records[:, 2], expected[:, 2], atol=1.01 / 21)
        np.testing.assert_allclose(run.records[:, 3:], expected[:, 3:], rtol=1e-3, atol=1e-6)


@pytest.mark.parametrize("name", ARMS)
def test_a_repetition_is_the_same_alone_or_after_others(name):
    settings = Settings(epochs=2, train_per_class=40, test_per_class=5)
    runs = [train(ARMS[name], number, settings) for number in (0, 1, 2)]
    alone = train(ARMS[name], 1, settings)
    for field, value in vars(alone).items():
        np.testing.assert_array_equal(value, getattr(runs[1], field), strict=True)
        assert not np.array_equal(value, getattr(runs[2], field))


def test_arms_share_data_and_start():
    settings = Settings(epochs=1, train_per_class=30, test_per_class=5)
    runs = {name: train(ARMS[name], 3, settings) for name in ("relu", "relu_frozen", "linear")}
    norms = [run.start_norms for run in runs.values()]
    assert all(np.array_equal(other, norms[0]) for other in norms)
    np.testing.assert_array_equal(runs["relu"].records[0], runs["relu_frozen"].records[0])


def test_start_norms_are_those_of_the_start():
    run = train(ARMS["linear"], 5, Settings(epochs=1, train_per_class=4, test_per_class=1))
    parts = Views.of(start(streams(0, 5).weights))
    expected = [np.linalg.norm(parts.filter_1), np.linalg.norm(parts.filter_2)]
    np.testing.assert_allclose(run.start_norms, expected, rtol=1e-6)


@pytest.mark.parametrize("name", ["relu_frozen", "linear_frozen", "relu_mean_removed_last"])
def test_filters_that_are_not_trained_stay(name):
    run = train(ARMS[name], 0, SMALL)
    np.testing.assert_array_equal(run.records[:, 3:], 0)


def test_without_a_mean_nothing_can_be_learnt():
    run = train(ARMS["relu_mean_removed_last"], 0, SMALL)
    np.testing.assert_allclose(run.records[:, 0], np.log(3), rtol=0.01)
    np.testing.assert_allclose(run.records[:, 2], 1 / 3)


def test_it_computes_on_one_thread_and_leaves_the_number_as_it_was(monkeypatch):
    threads, before = [], torch.get_num_threads()
    real = training.head_loss
    noted = lambda *given: (threads.append(torch.get_num_threads()), real(*given))[1]  # noqa: E731
    monkeypatch.setattr(training, "head_loss", noted)
    torch.set_num_threads(2)
    try:
        train(ARMS["linear"], 0, SMALL)
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)
    assert set(threads) == {1}


TRAIN_TWICE = """
import os
from relu_spectrum.dc_experiment import ARMS, Settings, train
few = Settings(epochs=4, train_per_class=200, test_per_class=5)
for _ in range(2):  # each in a process that has compiled and loaded nothing
    if not os.fork():
        print(train(ARMS["linear"], 0, few).records.tobytes().hex(), flush=True)
        os._exit(0)
    os.wait()
"""


@pytest.mark.slow
def test_the_same_numbers_whether_kernels_are_compiled_or_come_from_the_cache(tmp_path):
    environment = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)}
    command = [sys.executable, "-c", TRAIN_TWICE]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    compiled, cached = done.stdout.split()
    assert compiled == cached
    assert list(tmp_path.rglob("*.nbc"))
