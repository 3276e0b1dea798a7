import numpy as np
import pytest
import torch
from sklearn.linear_model import RidgeCV
from sklearn.model_selection import KFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from relu_spectrum.models import KidPpg, published
from relu_spectrum.statistics.ridge import readout


def noisy(n=300, d=5, noise=1.0, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, d))
    return x, x @ np.arange(d) + 100 + noise * rng.normal(size=n)


def test_the_share_of_the_noise_is_what_cannot_be_read():
    x, y = noisy(n=1000, noise=np.sqrt(30))  # signal power 0 + 1 + 4 + 9 + 16 = 30
    found = readout(x, y)
    assert found.r2.shape == found.error.shape == (4,)
    assert found.predicted.shape == (4, 1000)
    np.testing.assert_array_equal(found.target, y)
    np.testing.assert_allclose(found.r2, 0.5, atol=0.05)
    np.testing.assert_allclose(found.error, np.sqrt(2 / np.pi) * np.sqrt(30), rtol=0.1)


def test_scikit_learns_own_cross_validation_finds_the_same():
    x, y = noisy()
    model = make_pipeline(StandardScaler(), RidgeCV(np.logspace(-2, 5, 8)))
    predicted = cross_val_predict(model, x, y, cv=KFold(5, shuffle=True, random_state=0))
    expected = 1 - ((predicted - y) ** 2).sum() / ((y - y.mean()) ** 2).sum()
    assert readout(x, y).r2.mean() == pytest.approx(expected, abs=0.003)


@pytest.mark.slow
def test_the_interval_is_that_of_the_correlated_errors():
    x, y = noisy(n=1000, noise=np.sqrt(30))
    low, high = readout(x, y).r2_interval(block=1)
    # 1 - R^2 is noise over total power: its logarithm has the variance of both, twice 1 - rho^2
    assert high - low == pytest.approx(2 * 1.96 * 0.5 * np.sqrt(2 * 2 / 1000 * 0.5), rel=0.15)
    repeated = readout(np.repeat(x, 10, axis=0), np.repeat(y, 10), gap=0)
    assert np.ptp(repeated.r2_interval(block=100)) == pytest.approx(high - low, rel=0.15)
    assert np.ptp(repeated.r2_interval(block=1)) < 0.5 * (high - low)


def test_features_that_say_nothing_read_nothing():
    _, y = noisy()
    other = np.random.default_rng(9).normal(size=(300, 60))
    assert readout(other, y).r2.max() < 0.03
    assert readout(other, y, gap=0).r2.max() < 0.03


def test_units_of_the_features_do_not_matter():
    x, y = noisy()
    np.testing.assert_allclose(
        readout(x, y).r2, readout(x * [1, 1e6, 1e-6, 3, 10] + 5, y).r2, atol=1e-6
    )


def test_neighbours_are_not_learned_by_heart():
    # Each sample shares features with its neighbours, and the target wanders slowly: random folds
    # find the neighbours' targets; blocks of time with a gap do not.
    rng = np.random.default_rng(1)
    target = np.cumsum(rng.normal(size=300))
    steps = np.cumsum(rng.normal(size=(300, 400)), axis=0)
    assert readout(steps, target).r2.mean() > 0.9
    assert readout(steps, target, gap=20).r2.mean() < 0.6


def test_random_folds_of_the_recording_leak_and_a_wide_gap_does_not():
    stairs = published.recording()
    with torch.no_grad():
        block = KidPpg.pretrained().backbone.block1[:6]  # up to its last ReLU
        dc = block(torch.tensor(stairs.ppg[1:, None], dtype=torch.float32)).mean(-1).double()
    x, y = dc.numpy(), stairs.heart_rate[1:]
    assert readout(x, y).r2.mean() > readout(x, y, gap=28).r2.mean() + 0.2
    slow = np.vander(np.arange(len(y)), 4)  # nothing but time: a gap leaves nothing to read
    assert readout(slow, y, gap=28).r2.max() < 0
    moved = [readout(np.roll(x, k, axis=0), y, gap=28, repeats=1).r2[0] for k in range(30, 180, 25)]
    assert max(moved) < 0.2  # nor has another window's DC


BAD = {
    "shapes": (lambda: readout(np.ones((60, 2)), np.ones(59)), r"not \(60, 2\) and \(59,\)"),
    "one feature without an axis": (lambda: readout(np.ones(60), np.ones(60)), r"not \(60,\)"),
    "constant": (lambda: readout(np.eye(60), np.ones(60)), "60 with the standard deviation 0"),
    "few": (lambda: readout(*noisy(n=40)), "5 folds need at least 50 samples"),
    "one fold": (lambda: readout(*noisy(), n_folds=1), "n_folds must be at least 2"),
    "no repeat": (lambda: readout(*noisy(), repeats=0), "repeats must be at least 1"),
    "negative gap": (lambda: readout(*noisy(), gap=-1), "gap must be at least 0"),
    "NaN": (lambda: readout(np.full((60, 1), np.nan), np.arange(60)), "features must be finite"),
}


@pytest.mark.parametrize(("call", "message"), BAD.values(), ids=BAD.keys())
def test_bad_input_gets_a_clear_error(call, message):
    with pytest.raises(ValueError, match=message):
        call()
