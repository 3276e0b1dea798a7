import numpy as np
import pytest

from relu_spectrum.dc_experiment import convolution_loops as loops
from relu_spectrum.dc_experiment.convolutions import phases

# Lavin and Gray (2016), F(4 x 4, 3 x 3): sums of the six inputs, outputs of the six products
B = np.array(
    [
        [4, 0, -5, 0, 1, 0],
        [0, -4, -4, 1, 1, 0],
        [0, 4, -4, -1, 1, 0],
        [0, -2, -1, 2, 1, 0],
        [0, 2, -1, -2, 1, 0],
        [0, 4, 0, -5, 0, 1],
    ]
)
A = np.array([[1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]])
both_ways = pytest.mark.parametrize("centred", [False, True])
every_slope = pytest.mark.parametrize("slope", [0.0, 1.0, -1.0])


@pytest.fixture
def random():
    return np.random.default_rng(8)


def activation(v, slope):
    return np.where(v > 0, v, slope * v)


def tiles(x, filters, slope, centred):
    """Six sums of each tile of the filtered signals, by NumPy: shape (6, 32, signals * 64)."""
    h = np.stack([[np.convolve(v, filters[:, c])[:256] for v in x] for c in range(32)])
    h = activation(h, slope)
    h -= h.mean(axis=-1, keepdims=True) if centred else 0
    past = np.pad(h, ((0, 0), (0, 0), (2, 0)))
    inputs = np.lib.stride_tricks.sliding_window_view(past, 6, axis=-1)[:, :, ::4]
    return (inputs @ B.T).transpose(3, 0, 1, 2).reshape(6, 32, -1)


@every_slope
@both_ways
def test_first_makes_tiles_of_the_filtered_signals(random, slope, centred):
    x, filters = random.normal(0, 1, (3, 256)), random.normal(0, 1, (3, 32))
    own = np.full((6, 32, 3 * 64), np.nan, np.float32)
    loops.first(phases(x), filters.astype(np.float32), np.float32(slope), centred, own)
    np.testing.assert_allclose(own, tiles(x, filters, slope, centred), atol=3e-5)


@every_slope
def test_pool_and_spread_are_mean_and_gradient(random, slope):
    products = random.normal(0, 1, (6, 32, 2 * 64)).astype(np.float32)
    z = np.tensordot(A, products.reshape(6, 32, 2, 64), axes=1)  # four outputs of each tile
    pooled = np.empty((32, 2), np.float32)
    loops.pool(products, np.float32(slope), pooled)
    np.testing.assert_allclose(pooled, activation(z, slope).mean(axis=(0, -1)), atol=2e-6)

    back, gradient = random.normal(0, 1, (32, 2)).astype(np.float32), products.copy()
    loops.spread(gradient, np.float32(slope), back)
    by_outputs = back[:, :, None] / 256 * np.where(z > 0, 1, slope)
    expected = np.tensordot(A.T, by_outputs, axes=1)
    np.testing.assert_allclose(gradient.reshape(expected.shape), expected, atol=1e-6)


@every_slope
@both_ways
def test_collect_adds_the_derivative_of_first(random, slope, centred):
    """By differences: a weighted sum of the tiles, as the first filters move."""
    x, filters = random.normal(0, 1, (2, 256)), random.normal(0, 1, (3, 32))
    weights = random.normal(0, 1, (6, 32, 128))
    own = [array.astype(np.float32) for array in (weights, phases(x), filters)]
    gradient = np.full((3, 32), 5, np.float32)  # it must be added to
    loops.collect(*own, np.float32(slope), centred, gradient)
    for k, c in ((0, 0), (1, 7), (2, 31)):
        moved = np.zeros((3, 32))
        moved[k, c] = 1e-7
        more, less = (tiles(x, filters + d, slope, centred) for d in (moved, -moved))
        expected = ((more - less) * weights).sum() / 2e-7
        assert gradient[k, c] - 5 == pytest.approx(expected, abs=2e-3)
