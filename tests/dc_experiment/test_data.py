import numpy as np
import pytest
from scipy import stats

from relu_spectrum.dc_experiment.data import CLASS_DC, SAME_DC, draw


def random():
    return np.random.default_rng(5)


def test_signals_are_cosines_at_32_hz():
    signals = draw(random(), per_class=50)
    f = random().normal(np.repeat([3.0, 5.0, 10.0], 50), 0.1)
    n = np.arange(256)
    np.testing.assert_allclose(signals.x, np.cos(np.outer(f, 2 * np.pi * n / 32)), atol=1e-12)


def test_frequencies_have_the_papers_means_and_spread():
    signals = draw(random(), per_class=2000)
    # with phase 0, x[1] = cos(2 pi f / 32)
    frequency = np.arccos(signals.x[:, 1]) * 32 / (2 * np.pi)
    for label, mean in enumerate((3, 5, 10)):
        own = frequency[signals.label == label]
        assert own.size == 2000
        assert own.mean() == pytest.approx(mean, abs=4 * 0.1 / 2000**0.5)
        assert own.std() == pytest.approx(0.1, rel=0.07)


def test_each_class_gets_its_constant():
    signals = draw(random(), per_class=2)
    changed = signals.changed(20.0, CLASS_DC)
    np.testing.assert_allclose(
        (changed - 20 * signals.x).mean(axis=1),
        np.repeat([0.35355339, 1.76776695, 6.71751442], 2),
        rtol=1e-7,
    )


def test_the_same_constant_is_the_mean_of_the_classes():
    assert pytest.approx([np.mean(CLASS_DC)] * 3) == SAME_DC


def test_phases_and_amplitudes_of_their_own():
    plain = draw(random(), per_class=400)
    varied = draw(random(), per_class=400, random_phase=True, amplitudes=(0.5, 2))
    # the frequency is the paper's draw: x[n - 1] + x[n + 1] = 2 cos(omega) x[n]
    omega = np.arccos(plain.x[:, 1])
    residue = varied.x[:, :-2] + varied.x[:, 2:] - 2 * np.cos(omega)[:, None] * varied.x[:, 1:-1]
    np.testing.assert_allclose(residue, 0, atol=1e-11)
    wave = varied.x[:, 0] - 1j * (varied.x[:, 1] - np.cos(omega) * varied.x[:, 0]) / np.sin(omega)
    assert stats.kstest(abs(wave), stats.uniform(0.5, 1.5).cdf).pvalue > 0.01
    turn = np.angle(wave) % (2 * np.pi) / (2 * np.pi)
    assert stats.kstest(turn, stats.uniform().cdf).pvalue > 0.01
    half = draw(random(), per_class=400, amplitudes=(0.5, 0.5))
    np.testing.assert_array_equal(half.x, plain.x / 2)


def test_noise_is_white_and_comes_on_top():
    plain = draw(random(), per_class=300, random_phase=True)
    noise = draw(random(), per_class=300, random_phase=True, noise=0.3).x - plain.x
    assert stats.kstest(noise.ravel()[:5000], stats.norm(0, 0.3).cdf).pvalue > 0.01
    power = np.square(np.abs(np.fft.rfft(noise)[:, 1:-1])).mean(axis=0) / 256
    np.testing.assert_allclose(power, 0.09, rtol=0.2)


def test_only_the_last_samples_are_kept():
    whole = draw(random(), per_class=3, noise=0.3)
    some = draw(random(), per_class=3, noise=0.3, samples=16)
    np.testing.assert_array_equal(some.x[:, -16:], whole.x[:, -16:])
    assert not some.x[:, :-16].any()


@pytest.mark.parametrize(
    ("tones", "message"),
    [
        ({"noise": -1}, "noise must be 0 or more, not -1"),
        ({"samples": 0}, "samples must be at least 1, not 0"),
        ({"samples": 257}, "samples must be at most 256, not 257"),
    ],
)
def test_bad_noise_and_lengths_are_refused(tones, message):
    with pytest.raises(ValueError, match=message):
        draw(random(), per_class=2, **tones)


@pytest.mark.parametrize(
    ("amplitudes", "message"),
    [
        ((2, 1), r"amplitudes must be a range, lowest first, not \(2, 1\)"),
        ((0, 1), "an amplitude must be above 0, not 0"),
        ((1, np.nan), "an amplitude must be finite"),
    ],
)
def test_bad_amplitudes_are_refused(amplitudes, message):
    with pytest.raises(ValueError, match=message):
        draw(random(), per_class=2, amplitudes=amplitudes)


def test_an_empty_class_is_refused():
    with pytest.raises(ValueError, match="per_class must be at least 1"):
        draw(random(), per_class=0)
