import numpy as np
import pytest

from relu_spectrum.dc_experiment import convolution_loops as loops


@pytest.fixture
def random():
    return np.random.default_rng(8)


def activation(v, slope):
    return np.where(v > 0, v, slope * v)


@pytest.mark.parametrize("slope", [0.0, 1.0, -1.0])
@pytest.mark.parametrize("centred", [False, True])
def test_first_stacks_the_delays_of_the_filtered_signals(random, slope, centred):
    x, filters = random.normal(0, 1, (3, 256)), random.normal(0, 1, (3, 32))
    h = np.stack([[np.convolve(v, filters[:, c])[:256] for v in x] for c in range(32)])
    h = activation(h, slope)
    if centred:
        h -= h.mean(axis=-1, keepdims=True)
    stacked = np.full((96, 3 * 256), np.nan, np.float32)
    padded = np.pad(x, ((0, 0), (2, 0))).astype(np.float32)
    loops.first(padded, filters.astype(np.float32), np.float32(slope), centred, stacked)
    for delay in range(3):
        expected = np.pad(h, ((0, 0), (0, 0), (delay, 0)))[:, :, :256]
        own = stacked[32 * delay : 32 * (delay + 1)].reshape(32, 3, 256)
        np.testing.assert_allclose(own, expected, atol=2e-6)


@pytest.mark.parametrize("slope", [0.0, 1.0, -1.0])
def test_pool_and_spread_are_mean_and_gradient(random, slope):
    z = random.normal(0, 1, (32, 2, 256)).astype(np.float32)
    pooled = np.empty((32, 2), np.float32)
    loops.pool(z.reshape(32, 512), np.float32(slope), pooled)
    np.testing.assert_allclose(pooled, activation(z, slope).mean(axis=-1), atol=1e-6)

    back, gradient = random.normal(0, 1, (32, 2)).astype(np.float32), z.copy().reshape(32, 512)
    loops.spread(gradient, np.float32(slope), back)
    expected = back[:, :, None] / 256 * np.where(z > 0, 1, slope)
    np.testing.assert_allclose(gradient.reshape(z.shape), expected, rtol=1e-6)


@pytest.mark.parametrize("slope", [0.0, 1.0, -1.0])
@pytest.mark.parametrize("centred", [False, True])
def test_collect_adds_the_derivative_of_first(random, slope, centred):
    """By differences: the sum of dh over the stacked signals, as the first filters move."""
    x, filters = random.normal(0, 1, (2, 256)), random.normal(0, 1, (3, 32))
    weights = random.normal(0, 1, (96, 512))
    padded = np.pad(x, ((0, 0), (2, 0)))

    def total(filters):
        h = np.stack([[np.convolve(v, filters[:, c])[:256] for v in x] for c in range(32)])
        h = activation(h, slope)
        h -= h.mean(axis=-1, keepdims=True) if centred else 0
        parts = [np.pad(h, ((0, 0), (0, 0), (k, 0)))[:, :, :256] for k in range(3)]
        return (np.concatenate(parts).reshape(96, 512) * weights).sum()

    gradient = np.full((3, 32), 5, np.float32)  # it must be added to
    own = [array.astype(np.float32) for array in (weights, padded, filters)]
    loops.collect(*own, np.float32(slope), centred, gradient)
    for k, c in ((0, 0), (1, 7), (2, 31)):
        moved = np.zeros((3, 32))
        moved[k, c] = 1e-7
        expected = (total(filters + moved) - total(filters - moved)) / 2e-7
        assert gradient[k, c] - 5 == pytest.approx(expected, abs=2e-3)
