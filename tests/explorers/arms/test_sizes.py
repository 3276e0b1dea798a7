"""The sizes before training, and the inputs that the published arms have."""

from relu_spectrum.dc_experiment import ARMS
from relu_spectrum.dc_experiment.kept import FOUND
from relu_spectrum.explorers.arms import sizes
from relu_spectrum.explorers.arms.results import RUNS


def test_every_arm_has_all_repetitions():
    before, kept = len(FOUND), sizes.kept()
    assert len(FOUND) == before  # none was computed now
    assert tuple(kept) == sizes.ARMS
    assert {len(pairs) for pairs in kept.values()} == {sizes.REPETITIONS}
    assert all(0 < b <= r for pairs in kept.values() for r, b in pairs)


def test_the_input_of_a_run_is_what_its_arm_says():
    for name, (arm, scale) in RUNS.items():
        assert ARMS[name].scale == scale * ARMS[arm].scale
        assert (ARMS[name].slope, ARMS[name].dc, ARMS[name].centred) == (
            ARMS[arm].slope,
            ARMS[arm].dc,
            ARMS[arm].centred,
        )
