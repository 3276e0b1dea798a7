"""The network of the DC experiment in plain PyTorch, float64: the reference of its fast forms."""

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from relu_spectrum.dc_experiment.arms import Arm
from relu_spectrum.dc_experiment.network import Views

ACTIVATIONS = {0.0: torch.relu, 1.0: lambda v: v, -1.0: torch.abs}


class PlainNetwork(nn.Module):
    """Two causal convolutions, mean over time, two dense layers; weights from a flat vector."""

    def __init__(self, arm: Arm, flat: np.ndarray) -> None:
        super().__init__()
        self.arm = arm
        self.conv_1 = nn.Conv1d(1, 32, 3, bias=False, dtype=torch.float64)
        self.conv_2 = nn.Conv1d(32, 32, 3, bias=False, dtype=torch.float64)
        self.dense_1 = nn.Linear(32, 32, dtype=torch.float64)
        self.dense_2 = nn.Linear(32, 3, dtype=torch.float64)
        own = Views.of(flat.astype(float))
        with torch.no_grad():
            # PyTorch correlates, so that the tap of delay k is the last but k
            self.conv_1.weight[:] = torch.tensor(own.filter_1[::-1].T[:, None].copy())
            self.conv_2.weight[:] = torch.tensor(own.filter_2[::-1].transpose(2, 1, 0).copy())
            for layer, kernel, bias in (
                (self.dense_1, own.dense_1, own.bias_1),
                (self.dense_2, own.dense_2, own.bias_2),
            ):
                layer.weight[:] = torch.tensor(kernel.T.copy())
                layer.bias[:] = torch.tensor(bias)
        if arm.frozen:
            for layer in (self.conv_1, self.conv_2):
                layer.weight.requires_grad_(False)

    def features(self, x: np.ndarray) -> torch.Tensor:
        """Compute the pooled features of signals (n, 256), already scaled and with their DC."""
        activation = ACTIVATIONS[self.arm.slope]
        h = torch.tensor(x)[:, None]
        h = activation(self.conv_1(functional.pad(h, (2, 0))))
        if self.arm.centred == "first":
            h = h - h.mean(-1, keepdim=True)
        h = activation(self.conv_2(functional.pad(h, (2, 0))))
        if self.arm.centred == "last":
            h = h - h.mean(-1, keepdim=True)
        return h.mean(-1)

    def forward(self, x: np.ndarray) -> torch.Tensor:
        """Compute the logits."""
        return self.dense_2(torch.relu(self.dense_1(self.features(x))))

    def flat(self, part) -> np.ndarray:
        """Lay out the weights (or what `part` gives of each) as the package does."""
        values = [part(p).detach().numpy() for p in self.parameters()]
        conv_1, conv_2, kernel_1, bias_1, kernel_2, bias_2 = values
        parts = (
            conv_1[:, 0, ::-1].T,
            conv_2[:, :, ::-1].transpose(2, 1, 0),
            kernel_1.T,
            bias_1,
            kernel_2.T,
            bias_2,
        )
        return np.concatenate([part.ravel() for part in parts])

    def step(self, x: np.ndarray, labels: np.ndarray) -> tuple[float, int, np.ndarray]:
        """Sum of the losses, correct answers, flat gradient of the mean loss."""
        self.zero_grad()
        logits = self(x)
        loss = functional.cross_entropy(logits, torch.tensor(labels))
        loss.backward()
        correct = int((logits.argmax(1).numpy() == labels).sum())
        gradient = self.flat(lambda p: torch.zeros_like(p) if p.grad is None else p.grad)
        return loss.item() * len(labels), correct, gradient
