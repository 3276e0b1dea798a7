"""The probe's peak memory with signals and with spectra kept, each run in a process of its own."""

import resource
import subprocess
import sys

import torch
from torch import nn

from relu_spectrum.probe import probe

LAYERS, SAMPLES = (8, 32), (2**15, 2**17)


def network(layers: int) -> nn.Sequential:
    """Make 16 channels that are filtered and rectified again and again."""
    first = nn.Conv1d(1, 16, 5, padding=2)
    rest = [(nn.ReLU(), nn.Conv1d(16, 16, 5, padding=2)) for _ in range(layers)]
    return nn.Sequential(first, *(one for pair in rest for one in pair))


def peak(what: str, layers: int, samples: int) -> float:
    """Run in this process, and give its largest memory in MB."""
    torch.manual_seed(0)
    model, x = network(layers), torch.randn(1, 1, samples)
    with torch.no_grad():
        if what == "forward":
            model(x)
        else:
            seen = probe(model, x, keep=what)
            if len(seen) != layers:
                raise AssertionError(f"{len(seen)} records of {layers} layers")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3  # Linux counts kB


def main() -> None:
    """Print how much more memory the probe takes than the bare forward pass."""
    print("\nThe probe's peak memory, 16 channels, beyond that of the forward pass (MB)")
    for layers in LAYERS:
        for samples in SAMPLES:
            found = {
                what: float(
                    subprocess.run(
                        [sys.executable, __file__, what, str(layers), str(samples)],
                        capture_output=True, text=True, check=True,
                    ).stdout
                )
                for what in ("forward", "signals", "spectra")
            }  # fmt: skip
            more = {what: found[what] - found["forward"] for what in ("signals", "spectra")}
            print(
                f"  {layers:3} layers, {samples:7} samples   "
                + "   ".join(f"{what} {value:7.1f}" for what, value in more.items())
            )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(peak(sys.argv[1], *map(int, sys.argv[2:])))
    else:
        main()
