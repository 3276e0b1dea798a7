"""Tensors that follow one another in time, or only seem to."""

import pytest

from relu_spectrum.probe.rates.moments import Moment, carried, rate_in_order


def states(firsts, lasts, rate=64.0):
    return [Moment(rate, first, last) for first, last in zip(firsts, lasts, strict=True)]


@pytest.mark.parametrize(
    ("moments", "rate"),
    [
        (states([0, 0, 0, 0], [0, 1, 2, 3]), 64),
        (states([0, 1, 2], [2, 2, 2]), 64),  # backwards in time
        (states([0, 0, 0], [1, 4, 7]), 64 / 3),
        (states([0, 0, 0], [2, 1, 0]), None),
        (states([0, 0, 0], [0, 1, 3]), None),
        (states([0, 0, 0], [5, 5, 5]), None),
        (states([0, 0], [0, 1]), None),
        ([*states([0, 0], [0, 1]), None], None),
        ([*states([0, 0], [0, 1]), Moment(32.0, 0, 2)], None),
    ],
)
def test_the_rate_of_a_row(moments, rate):
    assert rate_in_order(moments) == (None if rate is None else pytest.approx(rate))


def test_what_depends_on_several_samples():
    assert carried([]) is carried([None]) is None
    assert carried([Moment(64.0, 3, 3), None]) == Moment(64.0, 3, 3)
    assert carried(states([3, 0], [3, 2])) == Moment(64.0, 0, 3)
    assert carried([Moment(64.0, 0, 0), Moment(32.0, 0, 0)]) is None
