"""Paired effects: means by hand, intervals that cover as often as they say."""

import numpy as np
import pytest
from scipy import stats

from relu_spectrum.statistics.paired_effects import paired_effect, with_interval

RANDOM = np.random.default_rng(1)
A = RANDOM.lognormal(0, 1, 40)
B = A * RANDOM.lognormal(0.5, 0.3, 40)


def test_means_are_those_of_pairs():
    effect = paired_effect(A, B)
    assert effect.count == 40
    assert effect.holds == sum(a < b for a, b in zip(A, B, strict=True))
    assert effect.difference == pytest.approx((B - A).mean())
    assert effect.ratio == pytest.approx(stats.gmean(B / A))
    t = stats.ttest_rel(B, A).statistic  # t = d sqrt(n)
    assert effect.standardised == pytest.approx(t / np.sqrt(40))


def test_what_pairs_share_does_not_widen_the_interval():
    low, high = paired_effect(A, B).ratio_interval
    paired = stats.ttest_1samp(np.log(B / A), 0).confidence_interval()
    assert np.log([low, high]) == pytest.approx([paired.low, paired.high], abs=0.02)
    mixed = paired_effect(A, RANDOM.permutation(B)).ratio_interval
    assert np.diff(np.log(mixed)) > 3 * np.log(high / low)


def test_intervals_cover_as_often_as_they_say():
    covered = 0
    for _ in range(200):
        change = RANDOM.normal(0.3, 1, 50)
        effect = paired_effect(np.ones(50), np.exp(change), resamples=499)
        covered += effect.ratio_interval[0] < np.exp(0.3) < effect.ratio_interval[1]
    assert 0.88 < covered / 200 < 0.99


def test_the_same_numbers_at_every_call():
    assert paired_effect(A, B) == paired_effect(A, B)


def test_the_other_way_round_is_the_inverse():
    one, other = paired_effect(A, B), paired_effect(B, A)
    assert other.ratio == pytest.approx(1 / one.ratio)
    assert other.difference == pytest.approx(-one.difference)
    assert other.holds == 40 - one.holds


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        ([1, 2], [2, 3], r"three pairs, not \(2,\)"),
        ([1, 2, 3], [2, 3], r"three pairs, not \(3,\) and \(2,\)"),
        (np.ones((3, 2)), np.ones((3, 2)), "three pairs"),
        ([1, 2, 0], [2, 3, 5], "must be above 0, not 0"),
        ([1, 2, 3], [2, 4, 6], "all pairs differ by the same factor"),
        ([1, 2, 3], [2, 3, 4], "all pairs differ by the same amount"),
        ([1, np.nan, 3], [2, 3, 4], "finite"),
    ],
)
def test_bad_pairs_are_refused(a, b, message):
    with pytest.raises(ValueError, match=message):
        paired_effect(a, b)


def test_a_number_is_written_with_its_interval():
    assert with_interval(-1.005, (-2, 0.125)) == "-1.00 (-2.00 to 0.12)"
