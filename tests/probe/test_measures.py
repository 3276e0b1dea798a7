"""New power and the linear part, against other ways to compute them."""

import numpy as np
import pytest
from scipy import stats

from relu_spectrum.probe.measures import linear_part, new_power

RNG = np.random.default_rng(7)
X = RNG.normal(size=(3, 2, 500)) + np.array([0, 1, -1])[:, None, None]
Y = np.maximum(X, 0)


def test_the_gain_is_the_slope_of_a_regression_and_the_share_its_r_squared():
    gain, share = linear_part(X, Y)
    for place in np.ndindex(3, 2):
        fit = stats.linregress(X[place], Y[place])
        assert gain[place] == pytest.approx(fit.slope)
        assert share.channels[place] == pytest.approx(fit.rvalue**2)
    power = Y.var(axis=-1)
    assert share.total == pytest.approx((share.channels * power).sum() / power.sum())


def test_gaussian_noise_of_mean_zero_has_bussgangs_numbers():
    x = np.random.default_rng(1).normal(size=10**6)
    gain, share = linear_part(x, np.maximum(x, 0))
    assert gain == pytest.approx(1 / 2, abs=0.002)
    assert share.total == pytest.approx((1 / 4) / (1 / 2 - 1 / (2 * np.pi)), abs=0.002)


def test_what_is_left_has_nothing_in_common_with_the_input():
    gain, share = linear_part(X, Y)
    left = Y - gain[..., None] * X
    pairs = zip(left.reshape(6, -1), X.reshape(6, -1), strict=True)
    products = [np.cov(a, b)[0, 1] for a, b in pairs]
    np.testing.assert_allclose(products, 0, atol=1e-12)
    unexplained = left.var(axis=-1) / Y.var(axis=-1)
    np.testing.assert_allclose(share.channels, 1 - unexplained)


def test_a_linear_function_is_explained_wholly_whatever_its_sign():
    gain, share = linear_part(X, 3 - 2 * X)
    np.testing.assert_allclose(gain, -2)
    assert share.total == pytest.approx(1)
    assert new_power(X, 3 - 2 * X).total < 1e-5  # lines that noise leaves almost empty


def test_new_power_of_each_channel_is_that_of_the_channel_alone():
    t = np.arange(64) / 64
    x = np.cos(2 * np.pi * t * np.array([[1], [4]])) + np.array([[0], [0.5]])
    y = np.maximum(x, 0)
    share = new_power(x, y)
    for channel in range(2):
        alone = new_power(x[channel], y[channel])
        assert share.channels[channel] == pytest.approx(alone.total) == alone.channels
    assert share.channels.min() < share.total < share.channels.max()


@pytest.mark.parametrize("scale", [1e-300, 1e-160, 1e160, 1e300])
def test_sizes_do_not_matter(scale):
    gain, share = linear_part(scale * X / 10, scale * Y / 10)
    wanted_gain, wanted = linear_part(X, Y)
    np.testing.assert_allclose(gain, wanted_gain)
    assert share.total == pytest.approx(wanted.total)


@pytest.mark.parametrize("measure", [new_power, lambda x, y: linear_part(x, y)[1]])
@pytest.mark.parametrize(
    ("x", "y"),
    [
        (np.zeros((0, 4)), np.zeros((0, 4))),
        (np.array([[1, np.nan]]), np.array([[1, np.nan]])),
        (np.array([[1.0, 2.0]]), np.array([[0.0, np.inf]])),
        (np.array([[1.0, 2.0]]), np.zeros((1, 2))),
        (np.full((1, 64), 0.1), np.full((1, 64), 0.1)),
        (np.ones((1, 1)), np.ones((1, 1))),
    ],
)
def test_what_has_no_power_beside_dc_has_no_share(measure, x, y):
    share = measure(x, y)
    assert np.isnan(share.total)
    assert share.channels.shape == y.shape[:-1]
    assert np.isnan(share.channels).all()


def test_a_silent_channel_has_gain_zero_and_a_constant_one_has_none():
    x = np.array([[-1.0, -2.0], [1.0, 1.0], [1.0, 2.0]])
    gain, share = linear_part(x, np.maximum(x, 0))
    np.testing.assert_array_equal(gain, [0, np.nan, 1])
    np.testing.assert_array_equal(share.channels, [np.nan, np.nan, 1])
    assert share.total == 1
