import numpy as np
import pytest

from relu_spectrum.dc_experiment.settings import Settings, streams

NAMES = ("train", "test", "weights", "order")


def test_the_default_is_the_papers_size():
    assert (Settings().epochs, Settings().train_per_class) == (60, 1024)


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        ({"epochs": 0}, ValueError, "epochs must be at least 1, not 0"),
        ({"seed": -1}, ValueError, "seed must be at least 0"),
        ({"test_per_class": 0}, ValueError, "test_per_class must be at least 1"),
        ({"train_per_class": 2.5}, TypeError, "train_per_class must be a whole number"),
    ],
)
def test_wrong_settings_are_refused(wrong, error, message):
    with pytest.raises(error, match=message):
        Settings(**wrong)


def test_settings_are_plain_numbers():
    assert type(Settings(epochs=np.int64(3)).epochs) is int


def test_streams_are_the_children_of_seed_and_repetition():
    for name, child in zip(NAMES, np.random.SeedSequence([7, 3]).spawn(4), strict=True):
        expected = np.random.default_rng(child).random(5)
        np.testing.assert_array_equal(getattr(streams(7, 3), name).random(5), expected)


def test_no_two_streams_are_alike():
    draws = [
        getattr(streams(seed, repetition), name).random()
        for seed in (0, 1)
        for repetition in range(20)
        for name in NAMES
    ]
    assert len(set(draws)) == len(draws)


def test_a_negative_repetition_is_refused():
    with pytest.raises(ValueError, match="repetition must be at least 0"):
        streams(0, -1)
