"""The sizes in the file are those that the package computes."""

import pytest

from relu_spectrum.dc_experiment import ARMS
from relu_spectrum.explorers.arms import sizes


def test_every_arm_has_all_repetitions():
    kept = sizes.kept()
    assert tuple(kept) == sizes.ARMS
    assert {len(pairs) for pairs in kept.values()} == {sizes.REPETITIONS}
    assert all(0 < b <= r for pairs in kept.values() for r, b in pairs)


@pytest.mark.parametrize("arm", sizes.ARMS)
def test_they_are_computed_the_same(arm):
    last = sizes.REPETITIONS - 1
    (found,) = sizes.measure(arm, [last])
    assert found == pytest.approx(sizes.kept()[arm][last], rel=2e-4)


def test_what_is_written_is_read(monkeypatch, tmp_path):
    kept = sizes.kept()
    monkeypatch.setattr(sizes, "FILE", tmp_path / "sizes.csv")
    sizes.write(kept)
    assert sizes.kept() == kept


def test_the_input_of_a_run_is_what_its_arm_says():
    from relu_spectrum.explorers.arms.results import RUNS

    for name, (arm, scale) in RUNS.items():
        assert ARMS[name].scale == scale * ARMS[arm].scale
        assert (ARMS[name].slope, ARMS[name].dc, ARMS[name].centred) == (
            ARMS[arm].slope,
            ARMS[arm].dc,
            ARMS[arm].centred,
        )
