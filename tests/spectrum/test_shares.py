import numpy as np
import pytest
from scipy import integrate

from relu_spectrum import Tone, sample, tone_harmonics
from relu_spectrum.spectrum.shares import added_dc, new_line_share, unlike_input

BIASES = [-0.9, -0.4, 0.0, 0.3, 0.8, 1.2]


def tone(bias):
    return sample([Tone(10.0)], sample_rate=4000, duration=1, bias=bias)[1]


@pytest.mark.parametrize("bias", BIASES)
def test_a_tone_against_its_exact_lines(bias):
    before = tone(bias)
    after = np.maximum(before, 0)
    lines = np.asarray(tone_harmonics(1.0, bias=bias, n_harmonics=4000))
    power = np.abs(lines[1:]) ** 2 / 2
    assert added_dc(before, after) == pytest.approx((lines[0].real - bias) * np.sqrt(2), abs=1e-5)
    share = power[1:].sum() / power.sum()
    assert new_line_share(after, sample_rate=4000.0, tones=[10.0]) == pytest.approx(share, abs=1e-4)
    # For one tone the part that is a copy of the input is its own line.
    assert unlike_input(before, after) == pytest.approx(share, abs=1e-4)


def test_a_gaussian_input_against_quadrature():
    x = np.random.default_rng(0).normal(size=(3, 200_000))

    def moment(f):
        return integrate.quad(lambda t: f(t) * np.exp(-(t**2) / 2) / np.sqrt(2 * np.pi), 0, 12)[0]

    mean, square, product = moment(lambda t: t), moment(lambda t: t**2), moment(lambda t: t * t)
    after = np.maximum(x, 0)
    np.testing.assert_allclose(added_dc(x, after), mean, atol=0.01)
    np.testing.assert_allclose(
        unlike_input(x, after), 1 - product**2 / (square - mean**2), atol=0.01
    )


def test_scale_does_not_matter():
    x = np.random.default_rng(1).normal(size=(4, 100))
    for share in (added_dc, unlike_input):
        one, other = share(x, np.maximum(x, 0)), share(1e-6 * x, np.maximum(1e-6 * x, 0))
        np.testing.assert_allclose(one, other, rtol=1e-9)


def test_silent_channels_have_no_share():
    before = np.stack([tone(-2.0), np.full(4000, 3.0)])
    after = np.maximum(before, 0)
    assert np.isnan(unlike_input(before, after)).all()
    assert np.isnan(new_line_share(after, sample_rate=4000.0, tones=[10.0])).all()
    assert np.isnan(added_dc(before, after)).tolist() == [False, True]


def test_lines_are_looked_for_where_they_fold_to():
    # 10 and 25 Hz sampled at 32 Hz: the second one lies at 7 Hz, and nothing is new.
    _, x = sample([Tone(10.0), Tone(7.0)], sample_rate=32, duration=4)
    assert new_line_share(x, sample_rate=32.0, tones=[10.0, 25.0]) < 1e-20
    assert new_line_share(x, sample_rate=32.0, tones=[10.0]) == pytest.approx(0.5)


def test_nyquist_counts_once():
    n = np.arange(32)
    x = np.cos(2 * np.pi * n / 8) + (-1.0) ** n  # powers 1/2 and 1
    assert new_line_share(x, sample_rate=32.0, tones=[4.0]) == pytest.approx(2 / 3)


def test_tones_between_lines_are_refused():
    with pytest.raises(ValueError, match=r"\[3.3\] Hz do not fill whole periods of 32 samples"):
        new_line_share(np.arange(32.0), sample_rate=32.0, tones=[3.3])


@pytest.mark.parametrize("share", [added_dc, unlike_input])
def test_shapes_must_fit(share):
    with pytest.raises(ValueError, match=r"same shape"):
        share(np.ones(4), np.ones(5))
    with pytest.raises(ValueError, match=r"same shape"):
        share(1.0, 1.0)
