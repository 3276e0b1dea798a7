"""Random sums of tones, and their values, for the property tests."""

import numpy as np
from hypothesis import strategies as st

from relu_spectrum import Tone

tones = st.lists(
    st.builds(
        Tone,
        st.integers(1, 15).map(lambda k: k * 0.5),
        st.floats(0.05, 2.0),
        st.floats(-np.pi, np.pi),
    ),
    min_size=1,
    max_size=4,
)
biases = st.floats(-3, 3)


def value(tones, t, bias=0.0):
    return bias + sum(
        s.amplitude * np.cos(2 * np.pi * s.frequency * np.asarray(t) + s.phase) for s in tones
    )
