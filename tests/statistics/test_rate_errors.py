import re

import numpy as np
import pytest
from scipy import stats

from relu_spectrum.statistics.rate_errors import compared_errors, rate_errors


def test_every_number_by_hand():
    found = rate_errors([65, 72, 80, 60], [60, 70, 90, 80])  # errors 5, 2, -10, -20
    assert found == {
        "count": 4,
        "bias, bpm": pytest.approx(-5.75),
        "MAE, bpm": pytest.approx(9.25),
        "spread, bpm": pytest.approx(((4.25**2 + 7.25**2 + 0.75**2 + 10.75**2) / 4) ** 0.5),
        "within 5 bpm, %": 50.0,
        "within 10 bpm, %": 75.0,
    }
    assert next(iter(found)) == "count"


@pytest.mark.parametrize(
    ("found", "true", "message"),
    [
        ([1, 2], [1], r"not \(2,\) and \(1,\)"),
        (1.0, 1.0, r"not \(\)"),
        ([float("nan")], [1], "found must be finite"),
        ([], [], "found is empty"),
    ],
)
def test_bad_input_gets_a_clear_error(found, true, message):
    with pytest.raises(ValueError, match=message):
        rate_errors(found, true)


def test_a_comparison_is_one_of_pairs():
    rng = np.random.default_rng(5)
    true = rng.uniform(100, 160, 400)
    shared = rng.normal(0, 20, 400)  # what makes some windows hard for both
    found = true + shared + np.sign(shared) * rng.uniform(0, 2, (3, 400))
    row = compared_errors(found, true, true + shared, block=1)
    extra = (np.abs(found - true).mean(axis=0) - np.abs(shared)).tolist()
    assert row["MAE, bpm"] == f"{np.mean(np.abs(found - true)):.1f}"
    assert row["bias, bpm"] == f"{np.mean(found - true):.1f}"
    middle, low, high = map(float, re.findall(r"[\d.]+", row["extra MAE, bpm"]))
    expected = stats.ttest_1samp(extra, 0).confidence_interval()
    assert middle == pytest.approx(1, abs=0.1)
    assert (low, high) == pytest.approx((expected.low, expected.high), abs=0.02)


def test_a_bias_of_nothing_has_no_sign():
    row = compared_errors([59.999, 60.0], [60, 60], [60, 60], block=2)
    assert row["bias, bpm"] == "0.0"


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        (((3,), (2,), (2,)), r"not \(3,\), \(2,\) and \(2,\)"),
        (((2,), (2,), (3,)), r"and \(3,\)"),
        (((), (2,), (2,)), r"not \(\)"),
    ],
)
def test_a_comparison_of_other_shapes_is_refused(shapes, message):
    with pytest.raises(ValueError, match=message):
        compared_errors(*map(np.ones, shapes), block=1)
