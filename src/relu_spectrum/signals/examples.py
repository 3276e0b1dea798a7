"""Six signals that are made, not recorded: what a page offers to those who bring none.

- `EXAMPLES`: their names
- `example_signal`: one of them, and its sample rate

t is the time in s; all but the pulse wave are 2 s at 8000 Hz. Each is given by a formula, without
random numbers of a library, so that any program can make the same samples.

- tone: 0.8 cos(2 pi 440 t)
- two tones: 0.4 cos(2 pi 440 t) + 0.4 cos(2 pi 550 t), a major third
- chirp: 0.8 cos(2 pi (100 t + 475 t^2)), 100 Hz to 2000 Hz
- pulse wave: 64 s of `relu_spectrum.signals.pulses.pulse_wave` at 75 bpm, 32 Hz, in the sensor's
  units
- sung vowel: harmonics n = 1 .. 24 of 140 Hz with a vibrato of 5.5 Hz, sin(n theta) / n, theta =
  2 pi 140 t + 0.5 sin(2 pi 5.5 t), each times the gain at 140 n Hz of three resonances (an "a":
  700, 1220 and 2600 Hz, 130, 70 and 160 Hz wide) in a row; the largest value is 0.8
- noise: normal, standard deviation 0.25, from the counter n by the last step of MurmurHash3 and
  the method of Box and Muller
"""

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from ..paper import SAMPLE_RATE as PULSE_RATE
from ..paper import SENSOR_STD
from .pulses import pulse_wave

__all__ = ["EXAMPLES", "example_signal"]

Example = Literal["tone", "two tones", "chirp", "pulse wave", "sung vowel", "noise"]
EXAMPLES: tuple[str, ...] = get_args(Example)
RATE, COUNT = 8000, 16_000
RESONANCES = ((700, 130), (1220, 70), (2600, 160))  # Hz: where, and how wide


def example_signal(name: Example) -> tuple[NDArray[np.float64], float]:
    """Make one of the example signals by the formulas of this module.

    Parameters
    ----------
    name : str
        One of `EXAMPLES`.

    Returns
    -------
    ndarray [shape=(time,)]
    float
        The sample rate in Hz.

    Raises
    ------
    ValueError
        If there is no such example.

    Examples
    --------
    >>> for name in EXAMPLES:
    ...     x, rate = example_signal(name)
    ...     print(f"{name}: {x.size / rate:g} s at {rate:g} Hz, rms {x.std():.3f}")
    tone: 2 s at 8000 Hz, rms 0.566
    two tones: 2 s at 8000 Hz, rms 0.400
    chirp: 2 s at 8000 Hz, rms 0.566
    pulse wave: 64 s at 32 Hz, rms 27.000
    sung vowel: 2 s at 8000 Hz, rms 0.269
    noise: 2 s at 8000 Hz, rms 0.252
    """
    if name not in EXAMPLES:
        raise ValueError(f"an example must be one of {', '.join(EXAMPLES)}, not {name!r}")
    if name == "pulse wave":
        x = pulse_wave(75, n_samples=64 * PULSE_RATE, std=SENSOR_STD)
        return x, float(PULSE_RATE)
    make = {"tone": _tone, "two tones": _two_tones, "chirp": _chirp, "sung vowel": _vowel}
    x = _noise() if name == "noise" else make[name](np.arange(COUNT) / RATE)
    return x, float(RATE)


def _tone(t: NDArray) -> NDArray[np.float64]:
    return 0.8 * np.cos(2 * np.pi * 440 * t)


def _two_tones(t: NDArray) -> NDArray[np.float64]:
    return 0.4 * np.cos(2 * np.pi * 440 * t) + 0.4 * np.cos(2 * np.pi * 550 * t)


def _chirp(t: NDArray) -> NDArray[np.float64]:
    return 0.8 * np.cos(2 * np.pi * (100 * t + 475 * t**2))


def _vowel(t: NDArray) -> NDArray[np.float64]:
    theta = 2 * np.pi * 140 * t + 0.5 * np.sin(2 * np.pi * 5.5 * t)
    x = np.zeros(t.size)
    for n in range(1, 25):
        f, gain = 140 * n, 1.0
        for centre, width in RESONANCES:
            gain *= centre**2 / np.hypot(centre**2 - f**2, width * f)
        x += gain / n * np.sin(n * theta)
    return 0.8 * x / np.abs(x).max()


def _noise() -> NDArray[np.float64]:
    uniform = (_scrambled(np.arange(1, 2 * COUNT + 1)) + 0.5) / 2**32
    first, second = uniform[0::2], uniform[1::2]
    return 0.25 * np.sqrt(-2 * np.log(first)) * np.cos(2 * np.pi * second)


def _scrambled(n: NDArray) -> NDArray[np.uint32]:
    """Turn counters into numbers of 32 bits that look random."""
    z = n.astype(np.uint32) * np.uint32(0x9E3779B9)
    z = (z ^ (z >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    z = (z ^ (z >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return z ^ (z >> np.uint32(16))
