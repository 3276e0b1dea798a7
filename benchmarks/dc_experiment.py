"""The DC experiment: milliseconds a model and step, side by side, and the share of the GEMM peak.

A step is 64 signals of 256 samples, forward, backward and Adam. Every call is timed on one thread,
shuffled among the others; the plain loop also on all cores.
"""

import os
import statistics

import numpy as np
import torch
from timing import describe, side_by_side
from torch import nn
from torch.nn import functional

from relu_spectrum.dc_experiment.arms import find
from relu_spectrum.dc_experiment.convolutions import Convolutions, phases
from relu_spectrum.dc_experiment.data import draw
from relu_spectrum.dc_experiment.five_numbers import five_numbers
from relu_spectrum.dc_experiment.kernels import BATCH, adam, five_numbers_epoch
from relu_spectrum.dc_experiment.network import N_WEIGHTS, start
from relu_spectrum.dc_experiment.settings import streams

MODELS = 100
STEPS = 48  # an epoch
SIDE = 1024
# the three products of the second convolution written out, a multiply-add being two operations
STEP_FLOP = 3 * 2 * 96 * 32 * 64 * 256
MINIMAL = 6 / 12  # what minimal filtering leaves of them


class Plain(nn.Module):
    """The paper's network, written as most people would."""

    def __init__(self, *, linear: bool) -> None:
        super().__init__()
        self.conv_1 = nn.Conv1d(1, 32, 3, bias=False)
        self.conv_2 = nn.Conv1d(32, 32, 3, bias=False)
        self.dense_1, self.dense_2 = nn.Linear(32, 32), nn.Linear(32, 3)
        self.activation = nn.Identity() if linear else nn.ReLU()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Compute the logits."""
        x = self.activation(self.conv_1(functional.pad(x, (2, 0))))
        x = self.activation(self.conv_2(functional.pad(x, (2, 0))))
        return self.dense_2(torch.relu(self.dense_1(x.mean(-1))))


def plain_step(signals, *, linear, threads):
    """One step of the plain loop."""
    net = Plain(linear=linear)
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, eps=1e-7)
    x = torch.tensor(signals.x, dtype=torch.float32)[:, None]
    y = torch.tensor(signals.label)

    def step():
        torch.set_num_threads(threads)
        optimizer.zero_grad()
        loss = functional.cross_entropy(net(x), y)
        loss.backward()
        optimizer.step()
        loss.item()

    return step


def fast_step(signals):
    """One step of the package's ReLU arm."""
    weights, gradient = start(np.random.default_rng(0)), np.empty(N_WEIGHTS, np.float32)
    moments, net = np.zeros((2, N_WEIGHTS), np.float32), Convolutions(find("relu").slope)
    x, steps = phases(signals.x), 0

    def step():
        nonlocal steps
        torch.set_num_threads(1)
        steps += 1
        net.step(x, signals.label, weights, gradient)
        adam(weights, gradient, *moments, steps, 0)

    return step


def five_number_epochs(models):
    """One epoch of some models of the linear arm, each with its own data and weights."""
    states, epochs = [], 0
    for number in range(models):
        random = streams(0, number)
        learn = draw(random.train, STEPS * BATCH // 3)
        order = random.order.permutation(learn.label.size)
        weights, moments = start(random.weights), np.zeros((2, N_WEIGHTS), np.float32)
        states.append((five_numbers(learn.x), learn.label, order, weights, *moments))

    def epoch():
        nonlocal epochs
        for state in states:
            five_numbers_epoch(*state, epochs * STEPS)
        epochs += 1

    return epoch


def batched_step(models):
    """One step of so many five-number models at once, in PyTorch's batched products."""
    random = torch.Generator().manual_seed(0)
    shapes = ((3, 32), (3, 32, 32), (32, 32), (1, 32), (32, 3), (1, 3))
    parts = [0.1 * torch.randn(models, *shape, generator=random) for shape in shapes]
    parts = [part.requires_grad_() for part in parts]
    numbers = torch.randn(models, BATCH, 5, generator=random)
    y = torch.randint(3, (models * BATCH,), generator=random)
    optimizer = torch.optim.Adam(parts, lr=1e-3, eps=1e-7)

    def step():
        torch.set_num_threads(1)
        optimizer.zero_grad()
        w1, w2, dense_1, bias_1, dense_2, bias_2 = parts
        products = w1 @ w2.transpose(1, 2).reshape(models, 32, 96)  # tap, (tap, channel out)
        products = products.view(models, 3, 3, 32)
        matrix = sum(functional.pad(products[:, k], (0, 0, k, 2 - k)) for k in range(3))
        hidden = torch.relu(torch.baddbmm(bias_1, numbers @ matrix, dense_1))
        logits = torch.baddbmm(bias_2, hidden, dense_2)
        loss = functional.cross_entropy(logits.view(-1, 3), y, reduction="sum") / BATCH
        loss.backward()
        optimizer.step()
        loss.item()

    return step


def product():
    """One large matrix product: what the machine can do."""
    a, b, c = (torch.randn(SIDE, SIDE) for _ in range(3))

    def call():
        torch.set_num_threads(1)
        torch.mm(a, b, out=c)

    return call


def main() -> None:
    """Print the comparison."""
    cores = os.cpu_count() or 1
    signals = draw(np.random.default_rng(0), 22)
    signals = type(signals)(signals.x[:BATCH], signals.label[:BATCH])
    # what is called, and how many models times steps that is
    calls = {
        "ReLU, package": (fast_step(signals), 1),
        "ReLU, plain PyTorch": (plain_step(signals, linear=False, threads=1), 1),
        f"ReLU, plain PyTorch, {cores} threads": (
            plain_step(signals, linear=False, threads=cores),
            1,
        ),
        "linear, package, 1 model": (five_number_epochs(1), STEPS),
        f"linear, package, {MODELS} models": (five_number_epochs(MODELS), MODELS * STEPS),
        f"linear, five numbers in PyTorch, {MODELS} in a batch": (batched_step(MODELS), MODELS),
        "linear, plain PyTorch": (plain_step(signals, linear=True, threads=1), 1),
        "matrix product": (product(), 1),
    }
    before = torch.get_num_threads()
    times = side_by_side({name: call for name, (call, _) in calls.items()}, rounds=40)
    torch.set_num_threads(before)
    times = {name: [t / calls[name][1] for t in values] for name, values in times.items()}
    peak = 2 * SIDE**3 / min(times["matrix product"]) / 1e6
    print("\nThe DC experiment, a model and step (one thread where nothing else is said)")
    width = max(map(len, times))
    for name, values in times.items():
        print(f"  {name:{width}}  {describe(values)}")
    print(f"  peak: {peak:.0f} Gflop/s, the best product of {SIDE} x {SIDE} matrices in this run")
    for name, done in (("ReLU, package", MINIMAL), ("ReLU, plain PyTorch", 1)):
        for how, value in (("median", statistics.median(times[name])), ("best", min(times[name]))):
            rate = STEP_FLOP / value / 1e6
            print(
                f"  {name}: {how} {rate:.0f} Gflop/s as written out, {100 * rate / peak:.0f} % of "
                f"the peak; done {done * rate:.0f} Gflop/s, {100 * done * rate / peak:.0f} %"
            )
    for slow, fast in (
        ("ReLU, plain PyTorch", "ReLU, package"),
        (f"ReLU, plain PyTorch, {cores} threads", "ReLU, package"),
        ("linear, plain PyTorch", f"linear, package, {MODELS} models"),
        (
            f"linear, five numbers in PyTorch, {MODELS} in a batch",
            f"linear, package, {MODELS} models",
        ),
    ):
        ratio = statistics.median(times[slow]) / statistics.median(times[fast])
        print(f"  {slow}: {ratio:.2f} x {fast}")


if __name__ == "__main__":
    main()
