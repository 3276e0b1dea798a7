"""The saved probes that come with the page on which readers open their own."""

import json
import sys
from pathlib import Path

import pytest

from relu_spectrum.probe import Probe

sys.path.append(str(Path(__file__).parents[1] / "book" / "_ext"))
import probe_examples

NETWORKS = {"averaging": 6, "differencing": 3, "kid_ppg": 10}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("site")
    probe_examples.write(place / "probes")
    return place / "probes"


@pytest.mark.parametrize("name", NETWORKS)
def test_each_is_a_file_and_a_script_with_the_same_content(folder, name):
    assert len(Probe.load(folder / f"{name}.json")) == NETWORKS[name]
    script = (folder / f"{name}.js").read_text("utf-8")
    start = f"(window.reluProbes ??= {{}}).{name} = "
    assert script.startswith(start)
    assert json.loads(script.removeprefix(start).removesuffix(";\n")) == json.loads(
        (folder / f"{name}.json").read_text("utf-8")
    )


def test_together_they_stay_small(folder):
    assert sum(place.stat().st_size for place in folder.glob("*.json")) < 1_000_000
