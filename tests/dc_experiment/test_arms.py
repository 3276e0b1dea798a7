import pytest

from relu_spectrum.dc_experiment.arms import ARMS, PAPER_ARMS, find

TWELVE = [
    "relu",
    "linear",
    "linear_class_dc",
    "linear_same_dc",
    "linear_class_dc_small",
    "linear_input_1000",
    "relu_input_20",
    "relu_mean_removed_first",
    "relu_mean_removed_last",
    "abs",
    "relu_frozen",
    "linear_frozen",
]


def test_there_are_twelve_arms():
    assert list(ARMS) == TWELVE
    assert tuple(TWELVE[:3]) == PAPER_ARMS
    assert all(find(name).name == name for name in TWELVE)


def test_what_is_slow_and_what_is_trained():
    slow = {"relu", "relu_input_20", "relu_mean_removed_first", "abs"}
    assert {name for name in TWELVE if ARMS[name].is_slow} == slow
    still = {"relu_frozen", "linear_frozen", "relu_mean_removed_last"}
    assert {name for name in TWELVE if not ARMS[name].trains_filters} == still


def test_the_small_constant_is_a_twentieth():
    assert ARMS["linear_class_dc_small"].dc[2] == pytest.approx(0.05 * 19 * 2**0.5 / 4)


def test_an_unknown_arm_is_named_with_all_others():
    with pytest.raises(ValueError, match=r"no arm 'tanh'; the arms are relu, .*, linear_frozen"):
        find("tanh")
