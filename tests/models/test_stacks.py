"""The example models, against NumPy and SciPy."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import signal

from relu_spectrum import PAPER_TONES, Tone, amplitude_spectrum, sample
from relu_spectrum.models import AveragingStack, DifferencingStack

BOTH = pytest.mark.parametrize("kind", [AveragingStack, DifferencingStack])
WAVES = hnp.arrays(np.float64, st.integers(61, 90), elements=st.floats(-10, 10, width=32))
KERNELS = st.integers(2, 15)


def impulse_response(kind, kernel_size, sample_rate):
    """h[n] of one filter, written down independently."""
    if kind is AveragingStack:
        return np.full(kernel_size, 1 / kernel_size)
    h = np.zeros(kernel_size)
    h[0], h[-1] = sample_rate / (kernel_size - 1), -sample_rate / (kernel_size - 1)
    return h


def by_numpy(x, h, depth):
    """The whole network."""
    x = np.maximum(x, 0)
    for _ in range(depth):
        x = np.maximum(np.convolve(x, h, mode="valid"), 0)
    return x


@BOTH
@given(x=WAVES, kernel_size=KERNELS, depth=st.integers(0, 4), rate=st.sampled_from([1.0, 32, 1024]))
def test_stack_against_numpy(kind, x, kernel_size, depth, rate):
    stack = kind(depth, kernel_size, rate)
    expected = by_numpy(x, impulse_response(kind, kernel_size, rate), depth)
    y = stack(torch.from_numpy(x))
    assert y.dtype == torch.float64
    assert x.size - y.shape[-1] == stack.cropped == depth * (kernel_size - 1)
    scale = 10 * (2 * rate) ** depth if kind is DifferencingStack else 10
    np.testing.assert_allclose(y.numpy(), expected, rtol=0, atol=1e-13 * scale)


@BOTH
@given(x=WAVES, kernel_size=KERNELS)
def test_filter_against_lfilter(kind, x, kernel_size):
    """The linear part: what lfilter gives once its start has passed."""
    stack = kind(1, kernel_size, 32)
    h = impulse_response(kind, kernel_size, 32)
    expected = signal.lfilter(h, 1, x)[kernel_size - 1 :]
    y = stack.filter_1(torch.from_numpy(x)).numpy()
    np.testing.assert_allclose(y, expected, rtol=0, atol=1e-11)


@given(x=WAVES, depth=st.integers(0, 6))
def test_relu_alone_again_changes_nothing(x, depth):
    x = torch.from_numpy(x)
    once = AveragingStack(depth=0)(x)
    assert torch.equal(once, torch.relu(x))
    assert torch.equal(AveragingStack(depth=0)(once), once)
    assert torch.equal(AveragingStack(depth, kernel_size=1)(x), once)


@given(x=WAVES, kernel_size=KERNELS, depth=st.integers(0, 4))
def test_averaging_is_linear_behind_the_first_relu(x, kernel_size, depth):
    stack = AveragingStack(depth, kernel_size)
    y = torch.from_numpy(np.maximum(x, 0))
    for layer in range(1, depth + 1):
        y = getattr(stack, f"filter_{layer}")(y)
    assert torch.equal(stack(torch.from_numpy(x)), y)


@BOTH
@given(x=WAVES, gain=st.floats(0.1, 10))
def test_stacks_are_homogeneous(kind, x, gain):
    stack, x = kind(2, 4), torch.from_numpy(x)
    torch.testing.assert_close(stack(gain * x), gain * stack(x), rtol=1e-12, atol=1e-6)


@BOTH
@pytest.mark.parametrize("kernel_size", [2, 3, 8, 9, 16])
@pytest.mark.parametrize("rate", [1024, 32.0])
def test_response_against_freqz(kind, kernel_size, rate):
    f = np.linspace(-rate, 2 * rate, 301)
    h = impulse_response(kind, kernel_size, rate)
    _, expected = signal.freqz(h, worN=f, fs=rate)
    stack = kind(1, kernel_size, rate)
    np.testing.assert_allclose(stack.response(f), expected, rtol=0, atol=1e-11 * max(1, rate))
    value = stack.response(rate / 5)
    assert np.ndim(value) == 0
    assert value == pytest.approx(signal.freqz(h, worN=[rate / 5], fs=rate)[1][0])


@BOTH
@pytest.mark.parametrize("frequency", [0.0, 5.0, 40.0, 300.0, 512.0])
def test_response_against_the_filters_own_output(kind, frequency):
    """A tone keeps its frequency; its line is multiplied by H(f), phase included."""
    stack = kind(1, 9)
    _, x = sample([Tone(frequency)], sample_rate=1024, duration=1 + stack.cropped / 1024)
    y = stack.filter_1(torch.from_numpy(x))
    before = amplitude_spectrum(x[stack.cropped :], sample_rate=1024).lines
    after = amplitude_spectrum(y.numpy(), sample_rate=1024).lines
    np.testing.assert_allclose(
        after[int(frequency)] / before[int(frequency)],
        stack.response(frequency),
        rtol=1e-9,
        atol=1e-9,
    )


def test_paper_settings():
    averaging, differencing = AveragingStack(), DifferencingStack()
    assert (averaging.depth, averaging.kernel_size, averaging.cropped) == (5, 9, 40)
    assert (differencing.depth, differencing.kernel_size, differencing.cropped) == (2, 2, 2)
    assert averaging.sample_rate == differencing.sample_rate == 1024


def shares_of_power(y):
    """The shares of the power beside DC: beside the paper's tones, and above all of them."""
    power = amplitude_spectrum(y[-1024:], sample_rate=1024).amplitude ** 2
    power[-1] *= 2  # Nyquist
    power = power[1:] / power[1:].sum()
    return 1 - power[[4, 9, 19, 39]].sum(), power[40:].sum()


def test_the_claim_of_the_paper():
    """New lines fade in one network, those above 40 Hz most, and grow in the other."""
    _, x = sample(PAPER_TONES, sample_rate=1024, duration=2)
    first = shares_of_power(np.maximum(x, 0))
    low = shares_of_power(AveragingStack()(torch.from_numpy(x)).numpy())
    high = shares_of_power(DifferencingStack()(torch.from_numpy(x)).numpy())
    assert first == pytest.approx((0.154, 0.047), abs=5e-4)
    assert low == pytest.approx((0.087, 0.0014), abs=5e-4)
    assert high == pytest.approx((0.897, 0.876), abs=5e-4)


def line_place(y):
    """Where the single line of a sampled tone stands, in Hz."""
    return amplitude_spectrum(y, sample_rate=1024).amplitude.argmax() / 2


@pytest.mark.parametrize(("frequency", "folds"), [(500, 0), (600, 1), (1100, 2), (1700, 3)])
def test_folded_lines_move_backwards_after_an_odd_number_of_folds(frequency, folds):
    n = np.arange(2048)
    here, there = (line_place(np.cos(2 * np.pi * f * n / 1024)) for f in (frequency, frequency + 1))
    assert frequency // 512 == folds
    assert there - here == (-1) ** folds


def test_a_harmonic_that_folds_twice_moves_with_the_tone():
    """Harmonic 26 of 40.5 Hz, 1053 Hz, stands at 29 Hz after two folds; of 41 Hz at 42 Hz."""
    n, power = np.arange(2048 + 2), []
    for f in (40.5, 41):
        x = torch.from_numpy(np.cos(2 * np.pi * f * n / 1024))
        lines = amplitude_spectrum(DifferencingStack()(x).numpy(), sample_rate=1024)
        power.append(lines.amplitude[[2 * 29, 2 * 42]])
    assert power[0][0] > 10 * power[0][1]
    assert power[1][1] > 10 * power[1][0]


@BOTH
@pytest.mark.parametrize(
    ("name", "value", "error", "message"),
    [
        ("depth", -1, ValueError, "depth must be at least 0, not -1"),
        ("depth", 2.0, TypeError, "depth must be a whole number, not 2.0"),
        ("depth", True, TypeError, "depth must be a whole number, not True"),
        ("kernel_size", 0, ValueError, "kernel_size must be at least [12], not 0"),
        ("kernel_size", "9", TypeError, "kernel_size must be a whole number, not '9'"),
        ("sample_rate", 0, ValueError, "sample_rate must be above 0, not 0"),
        ("sample_rate", np.nan, ValueError, "sample_rate must be finite, not nan"),
        ("sample_rate", 1j, TypeError, "sample_rate must be one real number"),
    ],
)
def test_wrong_parameters(kind, name, value, error, message):
    with pytest.raises(error, match=message):
        kind(**{name: value})


def test_a_difference_needs_two_samples():
    with pytest.raises(ValueError, match="kernel_size must be at least 2, not 1"):
        DifferencingStack(kernel_size=1)


@BOTH
@pytest.mark.parametrize(
    ("frequency", "error"), [([], ValueError), (np.nan, ValueError), (1j, TypeError)]
)
def test_wrong_frequencies(kind, frequency, error):
    with pytest.raises(error, match="frequency"):
        kind().response(frequency)
