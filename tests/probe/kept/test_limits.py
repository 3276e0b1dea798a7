"""What is kept is bounded, whatever the number of records."""

import numpy as np
import pytest

from relu_spectrum.probe.kept.limits import Limits, evenly


@pytest.mark.parametrize("records", [0, 1, 2, 31, 32, 33, 100, 1000, 2047, 2048])
def test_all_records_together_have_a_bounded_size(records):
    limits = Limits.of(records)
    assert limits.channels >= 1
    assert limits.waves >= 1
    assert limits.points >= 64
    for channels in range(1, limits.channels + 1):
        lines = limits.lines(channels)
        assert lines >= 128
        assert records * (channels + 1) * lines <= 2**19
    assert records * limits.waves * limits.points <= 2**17


def test_more_records_are_refused():
    with pytest.raises(ValueError, match=r"2048 records at most, not 2049: .* seen\[:2048\]"):
        Limits.of(2049)


def test_few_are_all_kept_and_many_are_spread():
    np.testing.assert_array_equal(evenly(5, 64), np.arange(5))
    chosen = evenly(1000, 64)
    assert chosen[0] == 0
    assert chosen.size == 64
    assert set(np.diff(chosen)) <= {15, 16}
    assert evenly(0, 64).size == 0
