"""The published results of the full run: what they hold, and a sample of them computed again."""

import numpy as np
import pytest

from relu_spectrum.dc_experiment.arms import ARMS, PAPER_ARMS
from relu_spectrum.dc_experiment.network import Views, start
from relu_spectrum.dc_experiment.published import (
    PUBLISHED,
    about_published,
    load_published,
    read_published,
)
from relu_spectrum.dc_experiment.settings import Settings, streams
from relu_spectrum.dc_experiment.training import train

pytestmark = pytest.mark.slow
SLOW = [name for name, arm in ARMS.items() if arm.is_slow]
FAST = [name for name, arm in ARMS.items() if not arm.is_slow]


@pytest.fixture(scope="module")
def results():
    return read_published()


def rows(results, arm, repetition):
    """The records of one repetition."""
    own = [
        row
        for row, key in enumerate(zip(results.arms, results.repetitions, strict=True))
        if key == (arm, repetition)
    ]
    assert len(own) == 1
    return results.records[own[0]]


def assert_early(found, expected):
    """Before training and after each of the first epochs: equal but for rounding."""
    np.testing.assert_allclose(found[:, 0], expected[:, 0], rtol=2e-3)
    np.testing.assert_allclose(found[:, 1], expected[:, 1], atol=0.005)
    np.testing.assert_allclose(found[:, 2], expected[:, 2], atol=0.02)
    np.testing.assert_allclose(found[:, 3:], expected[:, 3:], rtol=5e-3, atol=1e-6)


def assert_final(found, expected):
    """After many epochs: rounding has grown, above all in losses that are nearly zero."""
    assert 1 / 3 < found[0] / expected[0] < 3
    np.testing.assert_allclose(found[1:3], expected[1:3], atol=0.05)
    np.testing.assert_allclose(found[3:], expected[3:], rtol=0.25, atol=1e-6)


def test_the_file_is_small():
    assert PUBLISHED.stat().st_size < 400_000


def test_all_arms_are_there_with_the_papers_settings(results):
    assert results.settings == Settings()
    counts = load_published().groupby("arm")["repetition"].nunique()
    assert set(counts.index) == set(ARMS)
    assert all(counts[name] == 100 for name in PAPER_ARMS)
    assert counts.min() >= 20
    assert results.records.shape[1:] == (61, 5)
    assert np.isfinite(results.records).all()


def test_it_says_what_made_it():
    about = about_published()
    assert about["sweeps"]
    for line in about["sweeps"]:
        assert line["command"].startswith("relu-spectrum sweep --arms ")
        assert line["seconds"] > 0
        assert {"python", "numpy", "torch", "numba"} <= set(line["versions"])
        assert line["date"].startswith("20")


def test_every_repetition_has_its_own_start(results):
    for row, number in enumerate(results.repetitions):
        parts = Views.of(start(streams(0, int(number)).weights))
        expected = [np.linalg.norm(parts.filter_1), np.linalg.norm(parts.filter_2)]
        np.testing.assert_allclose(results.start_norms[row], expected, rtol=1e-5)


@pytest.mark.parametrize("name", FAST)
@pytest.mark.parametrize("repetition", [0, 13])
def test_a_repetition_of_a_fast_arm_can_be_computed_again(results, name, repetition):
    run = train(ARMS[name], repetition, Settings())
    found = rows(results, name, repetition)
    assert_early(found[:4], run.records[:4])
    assert_final(found[-1], run.records[-1])


@pytest.mark.parametrize("name", SLOW[1:])
def test_the_first_epochs_of_a_slow_arm_can_be_computed_again(results, name):
    run = train(ARMS[name], 5, Settings(epochs=2))
    assert_early(rows(results, name, 5)[:3], run.records)


def test_many_epochs_of_relu_can_be_computed_again(results):
    run = train(ARMS["relu"], 99, Settings(epochs=8))
    found = rows(results, "relu", 99)
    assert_early(found[:4], run.records[:4])
    assert_final(found[8], run.records[8])


def test_the_papers_arms_end_with_every_fresh_tone_in_its_class():
    final = load_published().query("epoch == 60").groupby("arm")["test_accuracy"].min()
    assert (final[["relu", "linear", "linear_class_dc"]] == 1).all()


def test_the_order_is_the_papers(results):
    final = load_published().query("epoch == 60").groupby("arm")[["distance_1", "distance_2"]]
    for column in ("distance_1", "distance_2"):
        mean = final.mean()[column]
        assert mean["linear_class_dc"] < mean["relu"] < mean["linear"]
