"""Small models for the tests of the probe: ReLU in every spelling, its variants, networks."""

import torch
import torch.nn.functional as F
from torch import nn

SAME = {
    "F.relu": F.relu,
    "torch.relu": torch.relu,
    "Tensor.relu": lambda x: x.relu(),
    "Tensor.relu_": lambda x: x.clone().relu_(),
    "F.relu, in place": lambda x: F.relu(x.clone(), inplace=True),
    "torch.relu_": lambda x: torch.relu_(x.clone()),
    "clamp(min=0)": lambda x: x.clamp(min=0),
    "clamp_(min=0)": lambda x: x.clone().clamp_(min=0),
    "clamp(0, inf)": lambda x: x.clamp(0, float("inf")),
    "clamp(min=tensor)": lambda x: torch.clamp(x, min=torch.tensor(0.0)),
    "clamp(out=)": lambda x: torch.clamp(x, min=0, out=torch.empty_like(x)),
    "clip(0)": lambda x: x.clip(0),
    "clamp_min": lambda x: torch.clamp_min(x, 0),
    "clamp_min_": lambda x: torch.clamp_min_(x.clone(), 0.0),
    "threshold": lambda x: F.threshold(x, 0, 0),
    "threshold_": lambda x: F.threshold(x.clone(), 0.0, 0.0, inplace=True),
    "maximum(x, 0)": lambda x: torch.maximum(x, torch.zeros(())),
    "maximum(0, x)": lambda x: torch.maximum(torch.zeros_like(x), x),
    "leaky_relu(0)": lambda x: F.leaky_relu(x, 0.0),
    "elu(0)": lambda x: F.elu(x, alpha=0.0),
    "hardtanh(0, inf)": lambda x: F.hardtanh(x, 0.0, float("inf")),
    "fmax(x, 0)": lambda x: torch.fmax(x, torch.zeros(())),
    "fmax(0, x)": lambda x: torch.fmax(torch.zeros_like(x), x),
    "max(x, 0)": lambda x: torch.max(x, torch.zeros_like(x)),
    "maximum(out=)": lambda x: torch.maximum(x, torch.zeros(()), out=torch.empty_like(x)),
    "prelu(0)": lambda x: F.prelu(x, torch.zeros(1)),
    "rrelu(0, 0)": lambda x: F.rrelu(x, 0.0, 0.0, training=True),
    "rrelu(-1, 1)": lambda x: F.rrelu(x, -1.0, 1.0, training=False),
}
OTHER = {
    "GELU": F.gelu,
    "ReLU6": F.relu6,
    "LeakyReLU": F.leaky_relu,
    "ELU": F.elu,
    "CELU": F.celu,
    "SiLU": F.silu,
    "Mish": F.mish,
    "Softplus": F.softplus,
    "Hardtanh": F.hardtanh,
    "Hardswish": F.hardswish,
    "Sigmoid": torch.sigmoid,
    "Tanh": torch.tanh,
    "LogSigmoid": F.logsigmoid,
    "Hardshrink": F.hardshrink,
    "RReLU": F.rrelu,
    "GLU": F.glu,
    "clamp(min=0, max=6)": lambda x: x.clamp(0, 6),
    "clamp(max=0)": lambda x: x.clamp(max=0),
    "clamp(min=1)": lambda x: x.clamp(min=1),
    "Threshold(0.1, 0)": lambda x: F.threshold(x, 0.1, 0),
    "Threshold(0, 1)": lambda x: F.threshold(x, 0, 1),
    "PReLU": lambda x: F.prelu(x, torch.tensor([0.25])),
}


class Runs(nn.Module):
    """Runs one function."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


class Residual(nn.Module):
    """A residual block with BatchNorm whose functional ReLU works in place, and then adds."""

    def __init__(self, channels=4, dimensions=1):
        super().__init__()
        convolution = nn.Conv1d if dimensions == 1 else nn.Conv2d
        norm = nn.BatchNorm1d if dimensions == 1 else nn.BatchNorm2d
        self.first = convolution(channels, channels, 3, padding=1)
        self.norm = norm(channels)
        self.act = nn.ReLU(inplace=True)
        self.second = convolution(channels, channels, 3, padding=1)

    def forward(self, x):
        y = self.second(self.act(self.norm(self.first(x))))
        y += x
        return F.relu_(y)


class Twice(nn.Module):
    """One ReLU module called twice and two functional ReLUs, with control flow."""

    def __init__(self):
        super().__init__()
        self.relu = nn.ReLU()

    def forward(self, x, again=True):
        x = self.relu(x - 0.1)
        if again:
            x = self.relu(x - 0.2)
        for shift in (0.1, 0.2):
            x = F.relu(x - shift)
        return x


def tone(frequency=4.0, rate=64, samples=64, channels=1):
    """A cosine of shape (1, channels, samples)."""
    time = torch.arange(samples) / rate
    return torch.cos(2 * torch.pi * frequency * time).expand(1, channels, samples).clone()
