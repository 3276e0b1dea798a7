"""Autocorrelation times in closed form, and intervals of samples that depend on each other."""

import numpy as np
import pytest
from scipy import signal, stats

from relu_spectrum.models import published
from relu_spectrum.statistics.block_bootstrap import autocorrelation_time, block_interval

RNG = np.random.default_rng(4)


def ar1(n, r, size=None):
    """Stationary AR(1) process: x[n] = r x[n - 1] + noise; the same in every order of the tests."""
    noise = np.random.default_rng(4).normal(size=(*([] if size is None else [size]), n + 500))
    return signal.lfilter([1], [1, -r], noise)[..., 500:]


@pytest.mark.parametrize("r", [0.0, 0.5, 0.9])
def test_the_time_of_an_ar1_process_is_the_closed_form(r):
    assert autocorrelation_time(ar1(200_000, r)) == pytest.approx((1 + r) / (1 - r), rel=0.15)


def test_the_time_of_a_few_samples_by_hand():
    # centred -2, 0, 2, 1, -1: products 10, 2 - 1 = 1, -4 - 2 + 0 = -6
    assert autocorrelation_time([3, 5, 7, 6, 4]) == pytest.approx(1 + 2 * 1 / 10)


def test_the_recording_has_about_eight_independent_windows():
    rate = published.recording().heart_rate[1:]
    own = [np.corrcoef(rate[:-k], rate[k:])[0, 1] for k in range(1, 60)]  # each lag by itself
    first = next(k for k, rho in enumerate(own) if rho <= 0)
    assert 25 < first < 35
    assert autocorrelation_time(rate) == pytest.approx(28.4, abs=0.1)
    assert rate.size / autocorrelation_time(rate) == pytest.approx(7.5, abs=0.1)


def test_blocks_of_one_are_the_ordinary_bootstrap():
    x = RNG.exponential(size=80)
    expected = stats.bootstrap((x,), np.mean, method="percentile", n_resamples=20_000, rng=RNG)
    found = block_interval(np.mean, x, block=1, resamples=20_000)
    np.testing.assert_allclose(found, expected.confidence_interval, atol=0.02)


def test_the_spread_of_a_mean_is_that_of_the_means_of_blocks():
    x, block = ar1(240, 0.8), 12
    means = np.convolve(np.r_[x, x[: block - 1]], np.ones(block) / block, mode="valid")
    expected = stats.norm.interval(0.95, x.mean(), means.std() / np.sqrt(240 / block))
    found = block_interval(np.mean, x, block=block, resamples=20_000)
    np.testing.assert_allclose(found, expected, atol=0.06)


def test_blocks_cover_where_single_samples_do_not():
    def covered(x, block):
        low, high = block_interval(lambda y: y.mean(), x, block=block, resamples=200)
        return low < 0 < high

    runs = ar1(400, 0.9, size=300)
    assert np.mean([covered(x, 1) for x in runs]) < 0.45
    assert np.mean([covered(x, 38) for x in runs]) > 0.78


def test_pairs_stay_pairs():
    x = RNG.normal(size=(3, 100))
    low, high = block_interval(lambda a, b: np.ptp(a - 2 * b), x, x / 2, block=7)
    assert low == high == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: autocorrelation_time([1.0]), r"samples that differ, not of the shape \(1,\)"),
        (lambda: autocorrelation_time([2.0, 2.0, 2.0]), "samples that differ"),
        (lambda: autocorrelation_time(np.ones((3, 2))), r"not of the shape \(3, 2\)"),
        (lambda: block_interval(np.mean, block=2), "at least one series"),
        (lambda: block_interval(np.mean, 1.0, block=1), "at least one series"),
        (lambda: block_interval(np.mean, [1, 2], [1, 2, 3], block=1), r"not \[2, 3\] samples"),
        (lambda: block_interval(np.mean, [1, 2, 3], block=4), "at most .* 3, not 4"),
        (lambda: block_interval(np.mean, [1, 2, 3], block=0), "block must be at least 1"),
        (lambda: block_interval(np.mean, [1, 2], block=1, resamples=9), "resamples must be at"),
        (lambda: block_interval(lambda x: np.nan, [1, 2], block=1), "not a finite number"),
        (lambda: block_interval(lambda x: x, [1, 2], block=1), "not a finite number"),
        (lambda: block_interval(np.mean, [1, np.nan], block=1), "finite"),
    ],
)
def test_bad_input_gets_a_clear_error(call, message):
    with pytest.raises(ValueError, match=message):
        call()
