"""Random sums of tones, and their values, for the property tests."""

import numpy as np
from hypothesis import strategies as st

from relu_spectrum import Tone


def sums(most, step, least=0.05):
    """One to four tones, of whole multiples of `step` Hz up to so many."""
    frequency = st.integers(1, most).map(lambda k: k * step)
    tone = st.builds(Tone, frequency, st.floats(least, 2.0), st.floats(-np.pi, np.pi))
    return st.lists(tone, min_size=1, max_size=4)


tones = sums(15, 0.5)
biases = st.floats(-3, 3)


def value(tones, t, bias=0.0):
    return bias + sum(
        s.amplitude * np.cos(2 * np.pi * s.frequency * np.asarray(t) + s.phase) for s in tones
    )
