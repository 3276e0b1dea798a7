"""The three classes of tones of section V.C.

Class k holds cos(2 pi f t) at 32 Hz for 8 s, t = n / 32 s with n = 0..255, each signal with its own
frequency f ~ Normal(f_k, 0.1) Hz, f_k = 3, 5, 10 Hz. For controls, phases and amplitudes can be
drawn too.

- `Signals`: tones and their classes
- `draw`: fresh ones
- `CLASS_DC`, `SAME_DC`: the constants that some arms add
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .._checks import not_negative, positive, whole_number
from ..paper import CENTRES, N_SAMPLES, SAMPLE_RATE, SPREAD
from .network import CLASSES

CLASS_DC = tuple(c * 2**0.5 / 4 for c in (1, 5, 19))  # the paper's, class by class
SAME_DC = (sum(CLASS_DC) / CLASSES,) * CLASSES  # their mean, for every class


@dataclass(frozen=True)
class Signals:
    """Tones and their classes.

    Attributes
    ----------
    x : ndarray [shape=(n, 256)], float64
    label : ndarray [shape=(n,)], int64
        The class, 0, 1 or 2.
    """

    x: NDArray[np.float64]
    label: NDArray[np.int64]

    def changed(self, scale: float, dc: tuple[float, float, float]) -> NDArray[np.float64]:
        """Compute ``scale * x`` plus the constant of each signal's class, shape (n, 256)."""
        return scale * self.x + np.asarray(dc)[self.label, None]


def draw(
    random: np.random.Generator,
    per_class: int,
    *,
    random_phase: bool = False,
    amplitudes: tuple[float, float] = (1.0, 1.0),
    noise: float = 0.0,
    samples: int = N_SAMPLES,
) -> Signals:
    """Draw fresh signals, class by class.

    Parameters
    ----------
    random : numpy.random.Generator
    per_class : int
        Signals in each class, at least 1.
    random_phase : bool, optional
        Each signal starts at a phase of its own, even over a whole turn, instead of the paper's 0.
    amplitudes : (float, float), optional
        Lowest and highest amplitude, above 0; each signal's own is even between them. The paper's
        are all 1.
    noise : float, optional
        Standard deviation of white normal noise, zero or more; the paper has none.
    samples : int, optional
        How many samples are kept, 1 to 256: the last ones. Those before are set to zero, noise
        included. A mean over time then averages so many, up to a factor.

    Returns
    -------
    Signals
        ``3 * per_class`` of them, first all of class 0, then 1, then 2. Frequencies are drawn
        before phases, amplitudes and noise, and do not depend on whether these are drawn.

    Raises
    ------
    TypeError, ValueError
        If per_class, noise or samples is no such number, or the amplitudes are no such range.

    Examples
    --------
    >>> signals = draw(np.random.default_rng(0), per_class=2)
    >>> signals.x.shape, signals.label
    ((6, 256), array([0, 0, 1, 1, 2, 2]))
    >>> signals.x[:, 0]
    array([1., 1., 1., 1., 1., 1.])
    """
    per_class = whole_number(per_class, "per_class", least=1)
    low, high = (positive(end, "an amplitude") for end in amplitudes)
    if low > high:
        raise ValueError(f"amplitudes must be a range, lowest first, not {amplitudes}")
    noise, samples = not_negative(noise, "noise"), whole_number(samples, "samples", least=1)
    if samples > N_SAMPLES:
        raise ValueError(f"samples must be at most {N_SAMPLES}, not {samples}")
    label = np.repeat(np.arange(CLASSES), per_class)
    frequency = random.normal(np.asarray(CENTRES)[label], SPREAD)
    angle = 2 * np.pi * frequency[:, None] * (np.arange(N_SAMPLES) / SAMPLE_RATE)
    if random_phase:
        angle += random.uniform(0, 2 * np.pi, (label.size, 1))
    x = random.uniform(low, high, (label.size, 1)) * np.cos(angle)
    if noise:
        x += random.normal(0, noise, x.shape)
    x[:, : N_SAMPLES - samples] = 0
    return Signals(x, label)
