import numpy as np
import pytest

from relu_spectrum.probe.kept.thinning import Pooled, outline, single

RNG = np.random.default_rng(3)


@pytest.mark.parametrize("lines", [1, 2, 3, 64, 65, 66, 129, 1000])
@pytest.mark.parametrize("most", [2, 64, 129])
def test_each_group_has_its_largest_line_and_dc_stays_alone(lines, most):
    grid = Pooled.into(lines, most=most)
    amplitude = RNG.random((3, lines))
    pooled = grid.largest(amplitude)
    assert pooled.shape[-1] <= most
    assert pooled.shape[-1] == grid.centres.size
    np.testing.assert_array_equal(pooled[:, 0], amplitude[:, 0])
    for group in range(1, pooled.shape[-1]):
        first = 1 + (group - 1) * grid.width
        members = amplitude[:, first : first + grid.width]
        np.testing.assert_array_equal(pooled[:, group], members.max(axis=-1))
        assert grid.centres[group] == first + (members.shape[-1] - 1) / 2
    if lines <= most:
        np.testing.assert_array_equal(pooled, amplitude)


@pytest.mark.parametrize("samples", [1, 63, 64, 65, 128, 1000])
def test_an_outline_never_leaves_the_wave_and_reaches_its_ends(samples):
    x = RNG.normal(size=(2, samples))
    thin, width = outline(x, points=64)
    assert thin.shape[-1] <= 64
    np.testing.assert_array_equal(thin.max(axis=-1), x.max(axis=-1))
    np.testing.assert_array_equal(thin.min(axis=-1), x.min(axis=-1))
    if samples <= 64:
        assert width == 1
        np.testing.assert_array_equal(thin, x)
    else:
        for group in range(thin.shape[-1] // 2):
            part = x[:, group * width : (group + 1) * width]
            np.testing.assert_array_equal(thin[:, 2 * group], part.min(axis=-1))
            np.testing.assert_array_equal(thin[:, 2 * group + 1], part.max(axis=-1))


def test_what_single_precision_cannot_hold_is_not_known():
    np.testing.assert_array_equal(
        single(np.array([1e39, -1e39, np.inf, np.nan, 0.1])),
        np.array([np.nan, np.nan, np.nan, np.nan, 0.1], dtype=np.float32),
    )
