import os
import pickle
import pickletools
import subprocess

import numpy as np
import pytest

from relu_spectrum.array_pickle import load_arrays

ARRAYS = {
    "C order": np.arange(24.0).reshape(2, 3, 4),
    "Fortran order": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "strided": np.arange(20)[::3],
    "big endian": np.arange(3, dtype=">i4"),
    "complex": np.array([1 + 2j]),
    "truths": np.array([True, False]),
    "no axis": np.array(3.0),
    "empty": np.zeros((0, 4)),
}


class Calls:
    """Pickles as a call of a function."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


@pytest.mark.parametrize("protocol", [3, 4, 5])
def test_arrays_come_back_whatever_the_protocol(protocol):
    found = load_arrays(pickle.dumps(ARRAYS, protocol))
    assert found.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        assert found[name].dtype.newbyteorder("=") == array.dtype.newbyteorder("=")
        np.testing.assert_array_equal(found[name], array)
        assert found[name].shape == array.shape
        found[name].fill(0)  # in memory of its own


@pytest.mark.parametrize("protocol", [0, 1, 2])
def test_protocols_of_python_2_are_refused(protocol):
    # They spell bytes as a call of a codec, which is refused like any other call.
    with pytest.raises(pickle.UnpicklingError, match=r"_codecs\.encode"):
        load_arrays(pickle.dumps(ARRAYS, protocol))


def test_names_of_older_numpy_are_known():
    new = pickle.dumps({"x": np.arange(3)}, 3)
    old = new.replace(b"numpy._core.multiarray", b"numpy.core.multiarray")
    assert old != new
    np.testing.assert_array_equal(load_arrays(old)["x"], [0, 1, 2])


DANGEROUS = {
    "a command": Calls(os.system, "echo bad"),
    "a process": Calls(subprocess.check_output, ["true"]),
    "evaluated code": Calls(eval, "1 + 1"),
    "an attribute": Calls(getattr, np.ndarray, "tofile"),
    "another function of NumPy": Calls(np.load, "x.npy"),
    "a function of NumPy's core": Calls(np.frombuffer, b"12345678"),
}


@pytest.mark.parametrize("protocol", [0, 2, 5])
@pytest.mark.parametrize("value", DANGEROUS.values(), ids=DANGEROUS.keys())
def test_any_other_name_is_refused_before_it_is_called(value, protocol):
    function = value.call[0]
    data = pickle.dumps({"x": value}, protocol)
    assert any(opcode.name == "REDUCE" for opcode, _, _ in pickletools.genops(data))
    with pytest.raises(pickle.UnpicklingError, match=f"{function.__name__}: only NumPy arrays"):
        load_arrays(data)


def test_nothing_is_called_on_the_way(tmp_path):
    marker = tmp_path / "called"
    data = pickle.dumps({"x": np.arange(3), "y": Calls(os.mkdir, str(marker))})
    with pytest.raises(pickle.UnpicklingError, match="mkdir"):
        load_arrays(data)
    assert not marker.exists()
    pickle.loads(data)  # the plain loader would have called it
    assert marker.exists()


REFUSED = {
    "objects": ({"x": np.array([{}], dtype=object)}, "of numbers"),
    "text": ({"x": np.array(["a"])}, "of numbers"),
    "records": ({"x": np.zeros(2, dtype="i4,f4")}, "of numbers"),
    "a list": ([np.arange(3)], "mapping of names"),
    "numbered arrays": ({1: np.arange(3)}, "mapping of names"),
    "a number": ({"x": 3}, "x must be an array of numbers, not 3"),
    "a type": ({"x": np.dtype("f8")}, "x must be an array of numbers"),
}


@pytest.mark.parametrize(("value", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_only_a_mapping_of_names_to_arrays_of_numbers_is_admitted(value, message):
    with pytest.raises(pickle.UnpicklingError, match=message):
        load_arrays(pickle.dumps(value))


@pytest.mark.parametrize("data", [b"", b"nonsense", pickle.dumps({"x": np.arange(99)})[:-40]])
def test_damaged_bytes_are_said(data):
    with pytest.raises(pickle.UnpicklingError):
        load_arrays(data)


def test_a_buffer_too_short_for_its_shape_is_said():
    data = pickle.dumps({"x": np.arange(300.0)}, 5)
    other = data.replace(b"M,\x01", b"M-\x01")  # 300 -> 301
    assert other != data
    with pytest.raises(pickle.UnpicklingError, match="cannot be read"):
        load_arrays(other)
