"""The package as others install it: light, whole, and without node."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
EXPLORERS = [
    "arms",
    "heart_rate",
    "own_signal",
    "phases",
    "readout",
    "spectrum",
    "stack",
    "taylor",
    "training",
]


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pip(python, *words, **options):
    """Run our pip on another environment."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]
    return run(*command, *words, **options)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    run(*build, "--wheel-dir", folder, ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """The base in an empty environment, installed where there is no node."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    python = folder / "bin" / "python"
    pip(python, "install", "--quiet", wheel, env=os.environ | {"PATH": str(folder / "bin")})
    return python


def test_the_wheel_holds_every_bundle(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    static = "relu_spectrum/explorers/static"
    viewer = ["probe_viewer.js", "probe_viewer.css"]
    for file in [*(f"{name}.js" for name in EXPLORERS), "explorers.css", *viewer]:
        assert f"{static}/{file}" in names
    assert {"relu_spectrum/figures/style.json", "relu_spectrum/paper.json"} <= set(names)
    kept = {"published.npz", "kept.txt"}
    assert {f"relu_spectrum/dc_experiment/{name}" for name in kept} <= set(names)
    assert "relu_spectrum/probe/kept/probe.schema.json" in names


def test_the_base_runs_the_readmes_lines(python):
    text = (ROOT / "README.md").read_text("utf-8")
    lines = re.search(r"six lines\n\n```python\n(.*?)```", text, re.DOTALL)[1]
    dc, exact, product = map(float, run(python, "-c", lines, cwd=python.parent).split())
    assert dc == pytest.approx(exact, abs=1e-3)
    assert 0.05 < product < 0.2


def test_the_base_brings_numpy_and_scipy_alone(python):
    listed = pip(python, "list", "--format", "freeze").split()
    names = {line.split("==")[0].lower() for line in listed}
    assert names == {"numpy", "scipy", "relu-spectrum"}


@pytest.mark.parametrize(
    ("room", "extras"),
    [
        ("figures", "figures"),
        ("explorers", "explorers"),
        ("models", "probe"),
        ("probe", "probe"),
        ("dc_experiment", "experiment"),
        ("cli", "probe"),
    ],
)
def test_a_missing_extra_says_what_to_install(python, room, extras):
    code = f"try: import relu_spectrum.{room}\nexcept ModuleNotFoundError as error: print(error)"
    said = run(python, "-c", code, cwd=python.parent)
    assert f'pip install "relu-spectrum[{extras}]"' in said
