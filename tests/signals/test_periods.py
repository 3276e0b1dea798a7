import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_spectrum import Tone, common_frequency


@pytest.mark.parametrize(
    ("frequencies", "f0", "multiples"),
    [
        ((10, 5, 20, 40), 5, (2, 1, 4, 8)),
        ((7.3,), 7.3, (1,)),
        ((6, 10, 15), 1, (6, 10, 15)),
        ((0.1, 0.3, 0.1 + 0.2), 0.1, (1, 3, 3)),
        ((59.5, 60), 0.5, (119, 120)),
        ((1 / 3, 1 / 7), 1 / 21, (7, 3)),
        ((0, 4, 6), 2, (0, 2, 3)),
    ],
)
def test_common_frequencies_written_out(frequencies, f0, multiples):
    found, found_multiples = common_frequency([Tone(f) for f in frequencies])
    assert found == pytest.approx(f0, rel=1e-14)
    assert tuple(found_multiples) == multiples


@given(
    st.lists(st.integers(1, 500), min_size=1, max_size=5),
    st.floats(1e-3, 1e3, allow_subnormal=False),
)
def test_common_frequency_is_the_greatest_common_divisor(multiples, step):
    f0, found = common_frequency([Tone(k * step) for k in multiples])
    gcd = np.gcd.reduce(multiples)
    assert f0 == pytest.approx(gcd * step, rel=1e-12)
    np.testing.assert_array_equal(found, np.array(multiples) // gcd)


@pytest.mark.parametrize("ratio", [np.sqrt(2), np.pi, 1 + 1e-6, 10_001 / 10_000])
def test_tones_without_a_common_frequency_are_refused(ratio):
    with pytest.raises(ValueError, match="no common divisor"):
        common_frequency([Tone(1.0), Tone(ratio)])
