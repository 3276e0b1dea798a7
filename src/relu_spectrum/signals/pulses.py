"""Clean synthetic pulse waves, and windows as KID-PPG wants them.

- `pulse_wave`: one window, or many, of a pulse with its second harmonic
- `pulse_pair`: two successive windows of the same pulse
- `random_pulses`: many pairs that differ in all that a pulse can differ in

KID-PPG reads windows with mean 0 in the units of the sensor, not z-scores: see `SENSOR_STD`,
the median of the recording in `relu_spectrum.models.published`, whose windows range from 15 to 55.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import not_negative, positive, real_array, whole_number
from ..paper import N_SAMPLES, SAMPLE_RATE, SENSOR_STD
from .windows import split_windows, z_score

SHIFT = 64
"""Samples from one window of KID-PPG and PPG-DaLiA to the next: 2 s."""


def _pulse(n, bpm, strength, phase, harmonic_phase, sample_rate) -> NDArray[np.float64]:
    """Sample the pulse at the times n / sample_rate, s."""
    arrays = np.broadcast_arrays(
        real_array(bpm, "bpm"),
        real_array(strength, "second_harmonic", least=0),
        real_array(phase, "phase"),
        real_array(harmonic_phase, "harmonic_phase"),
    )
    bpm, strength, phase, harmonic_phase = (values[..., None] for values in arrays)
    sample_rate = positive(sample_rate, "sample_rate")
    if bpm.min() <= 0:
        raise ValueError(f"bpm must be above 0, not {bpm.min():g}")
    if 2 * bpm.max() / 60 >= sample_rate / 2:
        raise ValueError(
            f"the second harmonic of {bpm.max():g} bpm, {bpm.max() / 30:g} Hz, must lie below "
            f"Nyquist, {sample_rate / 2:g} Hz"
        )
    angle = 2 * np.pi * bpm / 60 * n / sample_rate + phase
    return np.sin(angle) + strength * np.sin(2 * angle + harmonic_phase)


def pulse_wave(
    bpm: ArrayLike,
    *,
    second_harmonic: ArrayLike = 0.4,
    phase: ArrayLike = 0.0,
    harmonic_phase: ArrayLike = 0.0,
    sample_rate: float = SAMPLE_RATE,
    n_samples: int = N_SAMPLES,
    std: float = 1.0,
) -> NDArray[np.float64]:
    """Make windows of a clean pulse wave.

    sin(theta) + s sin(2 theta + psi), theta = 2 pi (bpm / 60) t + phase, t from 0 in steps of
    1 / sample_rate; then mean 0 and the standard deviation `std`. With psi = 0 it rises fast and
    falls slowly, as a pulse does.

    Parameters
    ----------
    bpm : float or array-like, beats per minute
        Above zero, below 15 sample_rate.
    second_harmonic : float or array-like
        s, the amplitude of the second harmonic against that of the fundamental, zero or more.
    phase : float or array-like, radians
        Of the fundamental at time 0.
    harmonic_phase : float or array-like, radians
        psi. With pi the wave runs backwards in time: it rises slowly and falls fast. The first
        four parameters are broadcast.
    sample_rate : float, Hz
    n_samples : int
        At least 2.
    std : float
        Of each window, above zero.

    Returns
    -------
    ndarray [shape=(..., n_samples)]

    Raises
    ------
    TypeError, ValueError
        For numbers outside their ranges, or a second harmonic at or above Nyquist.

    Examples
    --------
    >>> pulse_wave([60, 75, 90]).shape
    (3, 256)
    """
    n = np.arange(whole_number(n_samples, "n_samples", least=2))
    wave = _pulse(n, bpm, second_harmonic, phase, harmonic_phase, sample_rate)
    return positive(std, "std") * z_score(wave)


def pulse_pair(
    bpm: ArrayLike,
    *,
    second_harmonic: ArrayLike = 0.4,
    phase: ArrayLike = 0.0,
    harmonic_phase: ArrayLike = 0.0,
    std: float = SENSOR_STD,
) -> NDArray[np.float64]:
    """Make two successive windows of a clean pulse wave, as KID-PPG wants them.

    Parameters
    ----------
    bpm, second_harmonic, phase, harmonic_phase
        As in `pulse_wave`; the phase is that at the start of the first window.
    std : float, units of the sensor
        Of each window, above zero.

    Returns
    -------
    ndarray [shape=(..., 2, 256)]
        8 s each at 32 Hz, the second one 2 s later, each with mean 0.

    Raises
    ------
    TypeError, ValueError
        As in `pulse_wave`.

    Examples
    --------
    >>> pair = pulse_pair(60)  # one beat a second, so the window 2 s later is the same
    >>> print(pair.shape, np.allclose(pair[0], pair[1]))
    (2, 256) True
    """
    n = np.arange(N_SAMPLES + SHIFT)
    wave = _pulse(n, bpm, second_harmonic, phase, harmonic_phase, SAMPLE_RATE)
    return positive(std, "std") * z_score(_two_windows(wave))


def _two_windows(wave: NDArray) -> NDArray:
    pair = split_windows(wave, length=N_SAMPLES, shift=SHIFT)
    return np.moveaxis(pair, 0, -2)


def random_pulses(
    n: int, *, bpm: tuple[float, float] = (40.0, 180.0), noise: float = 1.6, seed: int = 0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw pulses at random, so that nothing but the heart rate gives the heart rate away.

    Uniform are the rate, the phase (over a full turn) and the strength of the second harmonic (0.1
    to 0.8). The standard deviation is log-uniform from 15 to 55, its range in the recording.

    Parameters
    ----------
    n : int
        How many pairs of windows.
    bpm : (float, float), beats per minute
        Lowest and highest rate.
    noise : float, units of the sensor
        Standard deviation of the white noise that is added; 1.6 gives the power above 8 Hz that the
        recording has.
    seed : int

    Returns
    -------
    windows : ndarray [shape=(n, 2, 256)], units of the sensor
        As `pulse_pair` makes them, plus noise.
    rates : ndarray [shape=(n,)], bpm

    Raises
    ------
    TypeError, ValueError
        As in `pulse_pair`.

    Examples
    --------
    >>> windows, rates = random_pulses(5)
    >>> print(windows.shape, rates.round())
    (5, 2, 256) [...]
    """
    n = whole_number(n, "n", least=1)
    rng = np.random.default_rng(seed)
    low, high = (positive(value, "bpm") for value in bpm)
    rates = rng.uniform(low, high, n)
    strength, phase = rng.uniform(0.1, 0.8, n), rng.uniform(0, 2 * np.pi, n)
    pairs = pulse_pair(rates, second_harmonic=strength, phase=phase, std=1.0)
    std = np.exp(rng.uniform(np.log(15), np.log(55), n))
    added = not_negative(noise, "noise") * rng.normal(size=(n, N_SAMPLES + SHIFT))
    return std[:, None, None] * pairs + _two_windows(added), rates
