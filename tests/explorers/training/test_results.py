"""The packed trainings: what a page plays is what was published, to half a step."""

import gzip
import json

import numpy as np
import pandas as pd
import pytest

from relu_spectrum.dc_experiment import PAPER_ARMS, load_published, published
from relu_spectrum.explorers.training import results as training_results
from relu_spectrum.statistics.repetitions import by_repetition


def unpacked(packed):
    """All values by plain arithmetic, shape (arms, 3, repetitions, epochs + 1)."""
    shape = (3, 3, packed["repetitions"], packed["epochs"] + 1)
    levels = np.cumsum(np.reshape(packed["changes"], shape), axis=-1)
    starts, steps = (np.reshape(packed[name], (3, 3, 1, 1)) for name in ("starts", "steps"))
    return starts + levels * steps


def test_arms_are_the_papers():
    assert training_results.ARMS == PAPER_ARMS


def test_every_number_is_there_to_half_a_step():
    packed, frame = training_results.packed(), load_published()
    found, steps = unpacked(packed), np.reshape(packed["steps"], (3, 3))
    for i, arm in enumerate(PAPER_ARMS):
        loss = by_repetition(frame, arm, "loss")
        np.testing.assert_allclose(found[i, 0], np.log(loss), rtol=0, atol=0.5001 * steps[i, 0])
        np.testing.assert_allclose(np.exp(found[i, 0]), loss, rtol=1e-3)
        for k in (1, 2):
            distance = by_repetition(frame, arm, f"distance_{k}")
            error = np.abs(found[i, k] - distance).max()
            assert error <= 0.5001 * steps[i, k]
            assert error <= 1.3e-4 * distance.max()


def test_the_script_is_small():
    script = training_results.script()
    _, _, data = script.partition("globalThis.reluTrainingResults = ")
    assert json.loads(data.removesuffix(";\n")) == training_results.packed()
    assert script.isascii()
    # The explorer says "50 kB" while it loads them.
    assert len(gzip.compress(script.encode(), 9)) == pytest.approx(50_000, rel=0.1)


def test_arms_of_unequal_length_are_refused(monkeypatch):
    frame = load_published()
    fewer = frame[(frame["arm"] != "relu") | (frame["repetition"] > 0)]
    monkeypatch.setattr(published, "load_published", lambda: pd.DataFrame(fewer))
    with pytest.raises(
        ValueError, match=r"the arms must have the same repetitions, not \[\(99, 61"
    ):
        training_results.packed()
