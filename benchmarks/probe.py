"""The probe against the bare forward pass: three networks, in time of the processor."""

import time

import torch
from timing import print_table, side_by_side
from torch import nn

from relu_spectrum.probe.run import probe


class Block(nn.Module):
    """Two convolutions around a skip, each after BatchNorm and a ReLU that works in place."""

    def __init__(self, channels: int, dimensions: int) -> None:
        super().__init__()
        convolution = (nn.Conv1d, nn.Conv2d)[dimensions - 1]
        norm = (nn.BatchNorm1d, nn.BatchNorm2d)[dimensions - 1]
        self.way = nn.Sequential(
            convolution(channels, channels, 3, padding=1), norm(channels), nn.ReLU(inplace=True),
            convolution(channels, channels, 3, padding=1), norm(channels),
        )  # fmt: skip
        self.act = nn.ReLU(inplace=True)

    def forward(self, x):
        """Add the way through to the input."""
        return self.act(self.way(x) + x)


def networks() -> dict[str, tuple[nn.Module, torch.Tensor]]:
    """Make the networks and their inputs."""
    torch.manual_seed(0)
    one = nn.Sequential(nn.Conv1d(1, 64, 7, padding=3), *(Block(64, 1) for _ in range(8)))
    two = nn.Sequential(nn.Conv2d(1, 32, 3, padding=1), *(Block(32, 2) for _ in range(4)))
    layer = nn.TransformerEncoderLayer(128, 8, 512, batch_first=True)
    return {
        "1-D residual network, 17 convolutions, 8 x 1024 samples": (one, torch.randn(8, 1, 1024)),
        "2-D residual network, 9 convolutions, 4 x 64 x 64": (two, torch.randn(4, 1, 64, 64)),
        "transformer layer, width 128, 8 x 256 steps": (layer, torch.randn(8, 256, 128)),
        "1-D residual network, one short signal of 128 samples": (one, torch.randn(1, 1, 128)),
    }


def main() -> None:
    """Print the comparison, in evaluation mode without gradients."""
    with torch.no_grad():
        for title, (model, x) in networks().items():
            model.eval()
            calls = {
                "forward": lambda model=model, x=x: model(x),
                "probe": lambda model=model, x=x: probe(model, x),
                "probe, with rates": lambda model=model, x=x: probe(model, x, sample_rate=1.0),
            }
            print_table(
                title, side_by_side(calls, rounds=25, clock=time.process_time), reference="forward"
            )


if __name__ == "__main__":
    main()
