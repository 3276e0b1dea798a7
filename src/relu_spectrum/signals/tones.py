"""Tones and their samples.

A signal of this package is a sum of tones, x(t) = sum_j a_j cos(2 pi f_j t + phi_j), with
frequencies in hertz, phases in radians, times in seconds. Time starts at 0, and a sampled signal
stops one step short of its duration, so that whole periods repeat without a seam and every tone is
one line.

- `Tone`, `PAPER_TONES`: what to sample
- `sample`: a sum of tones on a periodic grid
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .. import paper
from .._checks import not_negative, positive, real_number


@dataclass(frozen=True)
class Tone:
    """One tone, a cos(2 pi f t + phi).

    Parameters
    ----------
    frequency : float, Hz
        f, zero or more. A tone of 0 Hz is the constant a cos(phi).
    amplitude : float
        a, the peak value, zero or more.
    phase : float, radians
        phi, the phase at time 0.

    Raises
    ------
    TypeError, ValueError
        If a value is not a finite real number, or frequency or amplitude is negative.

    Examples
    --------
    >>> Tone(10.0, amplitude=2.0)
    Tone(frequency=10.0, amplitude=2.0, phase=0.0)
    """

    frequency: float
    amplitude: float = 1.0
    phase: float = 0.0

    def __post_init__(self) -> None:
        """Check the three numbers and keep them as floats."""
        object.__setattr__(self, "frequency", not_negative(self.frequency, "frequency"))
        object.__setattr__(self, "amplitude", not_negative(self.amplitude, "amplitude"))
        object.__setattr__(self, "phase", real_number(self.phase, "phase"))


PAPER_TONES = tuple(map(Tone, paper.TONES))
"""The input of section V.A of Kechris et al. (arXiv:2407.16556): four unit cosines."""


def tone_tuple(tones: Iterable[Tone]) -> tuple[Tone, ...]:
    """Return `tones` as a tuple, if it holds at least one `Tone` and nothing else.

    Parameters
    ----------
    tones : iterable of Tone
        The tones of one signal.

    Returns
    -------
    tuple of Tone

    Raises
    ------
    TypeError, ValueError
        If something in it is not a `Tone`, or it is empty.

    Examples
    --------
    >>> len(tone_tuple([Tone(3.0), Tone(5.0)]))
    2
    """
    if isinstance(tones, Tone):
        raise TypeError(f"tones must be a sequence of Tone: write [{tones!r}]")
    try:
        kept = tuple(tones)
    except TypeError:
        raise TypeError(f"tones must be a sequence of Tone, not {tones!r}") from None
    for tone in kept:
        if not isinstance(tone, Tone):
            raise TypeError(f"tones must hold Tone only, not {tone!r}")
    if not kept:
        raise ValueError("tones is empty: at least one Tone is wanted")
    return kept


def sample(
    tones: Iterable[Tone], *, sample_rate: float, duration: float, bias: float = 0.0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Sample a sum of tones plus a constant on a periodic grid, without the end point.

    x[n] = bias + sum_j a_j cos(2 pi f_j t[n] + phi_j), t[n] = n / sample_rate, n = 0..N-1 with
    N = sample_rate * duration.

    Parameters
    ----------
    tones : iterable of Tone
        Frequencies from 0 to sample_rate / 2.
    sample_rate : float, Hz
        Above zero.
    duration : float, seconds
        Above zero. sample_rate * duration must be a whole number of samples.
    bias : float, optional
        The constant that is added.

    Returns
    -------
    time : ndarray [shape=(N,)], seconds
        From 0 to duration - 1 / sample_rate.
    x : ndarray [shape=(N,)]
        The signal at these times, exact to rounding.

    Raises
    ------
    TypeError, ValueError
        For a frequency above Nyquist, a duration that is no whole number of samples, or a number
        that is no finite real number in its range.

    Notes
    -----
    A tone fills whole periods, and so gives one line, when f_j * duration is a whole number.

    Examples
    --------
    The setting of section V.A of the paper: 1024 Hz, 8 s.

    >>> time, x = sample(PAPER_TONES, sample_rate=1024, duration=8)
    >>> print(time.shape, time[-1], x[0])
    (8192,) 7.9990234375 4.0
    """
    tones = tone_tuple(tones)
    sample_rate = positive(sample_rate, "sample_rate")
    duration = positive(duration, "duration")
    bias = real_number(bias, "bias")
    for tone in tones:
        if tone.frequency > sample_rate / 2:
            raise ValueError(
                f"a tone of {tone.frequency:g} Hz lies above Nyquist, {sample_rate / 2:g} Hz: "
                f"sample_rate must be at least {2 * tone.frequency:g} Hz"
            )
    n_samples = round(sample_rate * duration)
    if n_samples < 1 or abs(sample_rate * duration - n_samples) > 1e-9 * n_samples:
        raise ValueError(
            f"sample_rate * duration must be a whole number of samples, not {sample_rate:g} Hz * "
            f"{duration:g} s = {sample_rate * duration:.6g}"
        )
    n = np.arange(n_samples)
    x = np.full(n_samples, bias)
    for tone in tones:
        turns = (tone.frequency * n / sample_rate) % 1.0
        x += tone.amplitude * np.cos(2 * np.pi * turns + tone.phase)
    return n / sample_rate, x
