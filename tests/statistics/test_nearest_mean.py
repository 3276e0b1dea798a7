"""The nearest-mean rule against scikit-learn's, the classes against scipy's distributions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sklearn.neighbors import NearestCentroid

from relu_spectrum.statistics.nearest_mean import (
    accuracy,
    class_frequencies,
    nearest_mean,
    normal_quantiles,
)


@given(st.integers(1, 300))
def test_quantiles_are_those_of_scipy(count):
    expected = stats.norm.ppf((np.arange(count) + 0.5) / count)
    np.testing.assert_allclose(normal_quantiles(count), expected, rtol=1e-12, atol=1e-15)


def test_classes_scatter_as_the_papers_do():
    frequencies = class_frequencies(count=1024)
    np.testing.assert_allclose(frequencies.mean(axis=1), [3, 5, 10], rtol=1e-12)
    np.testing.assert_allclose(frequencies.std(axis=1), 0.1, rtol=2e-3)
    for centre, row in zip([3, 5, 10], frequencies, strict=True):
        assert stats.kstest(row, "norm", args=(centre, 0.1)).statistic < 1 / 1024


def test_without_spread_all_are_at_the_centres():
    found = class_frequencies([2, 4], spread=0, count=5)
    np.testing.assert_array_equal(found, [[2] * 5, [4] * 5])


@given(st.integers(0, 2**32 - 1), st.floats(0.1, 3))
def test_the_rule_is_that_of_scikit_learn(seed, distance):
    random = np.random.default_rng(seed)
    values = random.normal(size=(3, 20)) + distance * np.arange(3)[:, np.newaxis]
    labels = np.repeat(np.arange(3), 20)
    other = NearestCentroid().fit(values.reshape(-1, 1), labels)
    fresh = random.normal(size=30) * 3
    means = values.mean(axis=1)
    np.testing.assert_array_equal(nearest_mean(fresh, means), other.predict(fresh[:, np.newaxis]))
    assert accuracy(values) == pytest.approx(other.score(values.reshape(-1, 1), labels))


def test_many_classifiers_at_once():
    values = np.random.default_rng(8).normal(size=(4, 5, 3, 10)) + np.arange(3)[:, np.newaxis]
    many = accuracy(values)
    assert many.shape == (4, 5)
    assert many[2, 3] == accuracy(values[2, 3])


def test_means_of_another_measurement():
    values = np.array([[0.0, 0.2], [0.6, 0.8]])
    assert accuracy(values) == 1
    assert accuracy(values, means=[0.0, 2.0]) == 0.5


def test_rounding_does_not_decide():
    values = np.full((3, 4), 1.0)
    values[1] += 1e-16 * 3
    values[2] -= 1e-16 * 3
    assert accuracy(values) == pytest.approx(1 / 3)
    assert accuracy(np.zeros((3, 4))) == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("run", "error", "message"),
    [
        (lambda: normal_quantiles(0), ValueError, "count must be at least 1, not 0"),
        (lambda: normal_quantiles(2.0), TypeError, "count must be a whole number"),
        (lambda: class_frequencies(spread=-1), ValueError, "spread must be 0 or more, not -1"),
        (lambda: class_frequencies([np.nan]), ValueError, "centres must be finite"),
        (lambda: accuracy([1.0, 2.0]), ValueError, "axis of classes"),
        (lambda: nearest_mean([1j], [1.0]), TypeError, "values must hold real numbers"),
    ],
)
def test_bad_input(run, error, message):
    with pytest.raises(error, match=message):
        run()
