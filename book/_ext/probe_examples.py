"""Saved probes for the page on which readers open their own.

The two example networks of chapter 3 and the network of chapter 4, as `Probe.save` writes them,
beside the pages: assets/probes/NAME.json. A page that is read from the disk cannot fetch them, so
each is also a script, NAME.js, which sets ``window.reluProbes.NAME``.

A local Sphinx extension; they are written if a page speaks of assets/probes/. By hand:
python book/_ext/probe_examples.py FOLDER
"""

import sys
from collections.abc import Callable
from pathlib import Path

import torch
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from relu_spectrum.models import AveragingStack, DifferencingStack, KidPpg
from relu_spectrum.probe import Probe, probe
from relu_spectrum.signals import PAPER_TONES, SENSOR_STD, pulse_pair, sample

RATE, DURATION = 1024, 8  # Hz, s: as in chapter 3
FOLDER = "assets/probes/"


def _of_tones(network: torch.nn.Module) -> Probe:
    _, x = sample(PAPER_TONES, sample_rate=RATE, duration=DURATION)
    return probe(network, torch.from_numpy(x), sample_rate=RATE)


@torch.no_grad()
def _of_pulse() -> Probe:
    windows = torch.tensor(pulse_pair([75], std=SENSOR_STD), dtype=torch.float32)
    return probe(KidPpg.pretrained(), windows, sample_rate=32)


EXAMPLES: dict[str, Callable[[], Probe]] = {
    "averaging": lambda: _of_tones(AveragingStack(depth=5, kernel_size=9)),
    "differencing": lambda: _of_tones(DifferencingStack(depth=2, kernel_size=2)),
    "kid_ppg": _of_pulse,
}


def write(folder: Path) -> None:
    """Write all examples into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in EXAMPLES.items():
        place = folder / f"{name}.json"
        make().save(place)
        text = place.read_text("utf-8").strip()
        script = f"(window.reluProbes ??= {{}}).{name} = {text};\n"
        place.with_suffix(".js").write_text(script, "utf-8")


def write_if_wanted(app: Sphinx, exception: Exception | None) -> None:
    """Write them if a page speaks of them."""
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    if any(FOLDER in path.read_text("utf-8") for path in out.rglob("*.html")):
        try:
            write(out / FOLDER)
        except Exception as error:
            raise ExtensionError(f"the example probes cannot be written: {error}") from error


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.connect("build-finished", write_if_wanted)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


if __name__ == "__main__":
    write(Path(sys.argv[1]))
