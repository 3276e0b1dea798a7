"""Lesions of features: what is lost and what stays, and what KID-PPG's head makes of them."""

import numpy as np
import pytest
import torch
from scipy import stats

from relu_spectrum.models import KidPpg, published
from relu_spectrum.models.dc_lesions import constant, correlation, permuted, removed
from relu_spectrum.signals.motion import remove_motion
from relu_spectrum.signals.pulses import random_pulses
from relu_spectrum.signals.windows import join_windows, split_windows, successive_pairs

FEATURES = torch.from_numpy(np.random.default_rng(3).gamma(2.0, size=(7, 2, 5, 16)))
DC = FEATURES.numpy().mean(axis=-1)
PATTERN = FEATURES.numpy() - DC[..., None]


def test_what_is_removed_or_constant_says_nothing_and_the_rest_stays():
    np.testing.assert_allclose(removed(FEATURES, "DC"), PATTERN, atol=1e-12)
    np.testing.assert_allclose(removed(FEATURES, "pattern"), DC[..., None] + 0 * PATTERN)
    level = constant(FEATURES, "DC").numpy()
    np.testing.assert_allclose(level.mean(axis=-1), np.tile(DC.mean(axis=0), (7, 1, 1)))
    np.testing.assert_allclose(level - level.mean(axis=-1, keepdims=True), PATTERN, atol=1e-12)
    shape = constant(FEATURES, "pattern").numpy()
    np.testing.assert_allclose(shape.mean(axis=-1), DC)
    assert np.ptp(shape - DC[..., None], axis=0).max() < 1e-12


@pytest.mark.parametrize("part", ["DC", "pattern"])
def test_a_permutation_moves_one_part_whole_and_leaves_the_other(part):
    moved = permuted(FEATURES, part, seed=1).numpy()
    dc = moved.mean(axis=-1)
    pattern = moved - dc[..., None]
    (own, source), (rest, kept) = (
        ((dc, DC), (pattern, PATTERN)) if part == "DC" else ((pattern, PATTERN), (dc, DC))
    )
    np.testing.assert_allclose(rest, kept, atol=1e-12)
    far = np.abs(own[:, None] - source).reshape(7, 7, -1).max(axis=-1)
    assert sorted(far.argmin(axis=1)) == list(range(7))
    assert far.min(axis=1).max() < 1e-12
    assert not np.array_equal(far.argmin(axis=1), range(7))
    other = permuted(FEATURES, part, seed=2).numpy()
    assert not np.allclose(other, moved)


def test_correlations_are_those_of_scipy():
    rng = np.random.default_rng(0)
    found, true = rng.normal(size=(3, 50)), rng.normal(size=50)
    expected = [stats.pearsonr(one, true).statistic for one in found]
    np.testing.assert_allclose(correlation(found, true), expected)


@pytest.fixture(scope="module")
def recording():
    """Features of the filtered recording, the head, and the true rates."""
    stairs = published.recording()
    ppg, motion = (join_windows(x, shift=stairs.shift) for x in (stairs.ppg, stairs.accelerometer))
    windows = split_windows(
        remove_motion(ppg, motion, taps=21).signal, length=256, shift=stairs.shift
    )
    model = KidPpg.pretrained()
    with torch.no_grad():
        features = model.features(torch.tensor(successive_pairs(windows), dtype=torch.float32))

    @torch.no_grad()
    def head(changed):
        changed = np.array(changed, dtype=np.float32)
        return model.head(torch.from_numpy(changed))[0].double().numpy()

    return features.numpy(), head, stairs.heart_rate[1:]


def test_without_the_information_in_either_part_the_network_is_worse_than_the_mean(recording):
    features, head, true = recording
    dc = features.mean(axis=-1, keepdims=True)
    mean = np.abs(true - true.mean()).mean()
    frozen = head(features - dc + dc.mean(axis=0)) - true
    alone = head(np.broadcast_to(dc, features.shape)) - true
    assert mean == pytest.approx(9.1, abs=0.05)
    assert np.abs(frozen).mean() == pytest.approx(11.7, abs=0.05)
    assert frozen.mean() == pytest.approx(-10.8, abs=0.05)
    assert np.abs(frozen - frozen.mean()).mean() < mean  # without its bias it is better
    assert np.abs(alone).mean() == pytest.approx(10.4, abs=0.05)


def test_on_the_recording_the_pattern_matters_more_than_dc(recording):
    features, head, true = recording
    dc = features.mean(axis=-1, keepdims=True)
    rng = np.random.default_rng(11)  # other permutations than the chapter's
    orders = [rng.permutation(len(true)) for _ in range(40)]

    def followed(found):
        return [stats.pearsonr(one, true).statistic for one in found]

    without_dc = followed([head(features - dc + dc[order]) for order in orders])
    without_pattern = followed([head((features - dc)[order] + dc) for order in orders])
    assert np.mean(without_dc) == pytest.approx(0.56, abs=0.03)
    assert np.mean(without_pattern) == pytest.approx(0.20, abs=0.03)
    assert min(without_dc) > max(without_pattern)


@pytest.mark.parametrize(
    ("low", "high", "least", "most"), [(118, 170, 0.04, 0.2), (60, 180, -0.06, 0.0)]
)
def test_on_pulses_the_range_of_rates_decides_which_part_matters_more(
    recording, low, high, least, most
):
    pairs, rates = random_pulses(500, bpm=(low, high), seed=8)  # not the chapter's pulses
    with torch.no_grad():
        features = KidPpg.pretrained().features(torch.tensor(pairs, dtype=torch.float32)).numpy()
    head, dc = recording[1], features.mean(axis=-1, keepdims=True)
    rng, gap = np.random.default_rng(12), []
    for _ in range(15):
        order = rng.permutation(len(rates))
        both = head(features - dc + dc[order]), head((features - dc)[order] + dc)
        gap.append(np.subtract(*(stats.pearsonr(one, rates).statistic for one in both)))
    assert least < np.mean(gap) < most


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: removed(FEATURES, "AC"), "part must be 'DC' or 'pattern', not 'AC'"),
        (lambda: constant(FEATURES[:1], "DC"), r"2 or more, .*not \(1, 2, 5, 16\)"),
        (lambda: permuted(FEATURES[0, 0, 0], "DC", seed=0), r"not \(16,\)"),
        (lambda: correlation([1, 2, 3], [1, 2]), r"not \(3,\) and \(2,\)"),
        (lambda: correlation([1, 1], [1, 2]), "a constant has no correlation"),
        (lambda: correlation([[1, 2], [3, 3]], [1, 2]), "a constant has no correlation"),
        (lambda: correlation([1, 2], [np.nan, 2]), "true must be finite"),
    ],
)
def test_bad_input_gets_a_clear_error(call, message):
    with pytest.raises(ValueError, match=message):
        call()
