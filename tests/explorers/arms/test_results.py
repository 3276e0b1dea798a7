"""The packed arms: what a page shows is what was published, to half a step."""

import gzip
import json

import numpy as np

from relu_spectrum.dc_experiment import ARMS, load_published, read_published
from relu_spectrum.explorers.arms import results, sizes
from relu_spectrum.statistics.repetitions import by_repetition


def test_every_arm_that_moves_its_filters_is_there():
    frame = load_published()
    last = frame[frame["epoch"] == frame["epoch"].max()].groupby("arm")["distance_2"].min()
    assert set(results.RUNS) == set(last.index[last > 0])


def test_every_distance_is_there_to_half_a_step():
    packed, frame = results.packed(), read_published().relative_distances()
    for name, run in zip(results.RUNS, packed["runs"], strict=True):
        wanted = by_repetition(frame, name, "relative_2")[: sizes.REPETITIONS, 1:]
        found = 10 ** (np.cumsum(run["changes"], axis=1) / packed["levels"])
        np.testing.assert_allclose(found, wanted, rtol=1.2e-3)
        assert (sizes.ARMS[run["arm"]], run["scale"]) == results.RUNS[name]


def test_the_explorers_names_follow_the_arms():
    assert len(results.WORDS) == len(sizes.ARMS)
    titles = [ARMS[arm].title for arm in sizes.ARMS]
    assert titles[:2] == ["linear", "ReLU"] == list(results.WORDS.values())[:2]


def test_the_script_is_small():
    script = results.script()
    _, _, data = script.partition("globalThis.reluArmsResults = ")
    assert json.loads(data.removesuffix(";\n")) == json.loads(json.dumps(results.packed()))
    assert script.isascii()
    # The explorer says "10 kB" while it loads them.
    assert 8_000 < len(gzip.compress(script.encode(), 9)) < 12_000
