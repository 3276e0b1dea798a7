import numpy as np
import pytest

from relu_spectrum import _checks


@pytest.mark.parametrize("value", [3, 3.0, np.float32(3), np.int64(3), np.array(3.0)])
def test_any_kind_of_real_number_becomes_a_float(value):
    number = _checks.real_number(value, "v")
    assert type(number) is float
    assert number == 3


@pytest.mark.parametrize("value", [True, np.True_, "3", None, 3j, [3.0], np.array([3.0])])
def test_other_things_are_named_in_the_error(value):
    with pytest.raises(TypeError, match="v must be one real number, not"):
        _checks.real_number(value, "v")


def test_the_error_says_what_was_given_and_what_is_wanted():
    with pytest.raises(ValueError, match=r"rate must be above 0, not -2\.5"):
        _checks.positive(-2.5, "rate")
    with pytest.raises(ValueError, match="a must be 0 or more, not -1"):
        _checks.not_negative(-1, "a")
    with pytest.raises(ValueError, match="n must be at least 1, not 0"):
        _checks.whole_number(0, "n", least=1)
    with pytest.raises(ValueError, match="2 of 3 values are NaN or infinite"):
        _checks.real_array([1.0, np.nan, np.inf], "x")


def test_zero_is_not_negative_and_numpy_integers_are_whole():
    assert _checks.not_negative(0, "a") == 0.0
    assert _checks.whole_number(np.int32(7), "n", least=1) == 7


def test_arrays_become_float64_copies():
    given = np.arange(3, dtype=np.float32)
    array = _checks.real_array(given, "x")
    array[0] = 9
    assert array.dtype == np.float64
    assert given[0] == 0
    assert _checks.whole_array([1, 2], "n", least=1).tolist() == [1.0, 2.0]
