"""Mean and spread of what comes one by one, against those of all at once."""

import numpy as np

from relu_spectrum.probe.mean_and_spread import MeanAndSpread


def test_nothing_is_lost_where_the_mean_is_large():
    moments, values = MeanAndSpread(), 1e9 + np.random.default_rng(1).normal(size=(100, 3))
    for one in values:
        moments.add(one)
    np.testing.assert_allclose(moments.spread, values.std(axis=0, ddof=1), rtol=1e-6)
    np.testing.assert_allclose(moments.mean, values.mean(axis=0), rtol=1e-15)
