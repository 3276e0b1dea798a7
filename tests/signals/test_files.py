"""Signals from files: what is read, and what is said about files that cannot be."""

import base64
import json
from pathlib import Path

import numpy as np
import pytest
from scipy.io import wavfile

from relu_spectrum.signals.files import read_signal

X = np.array([0.5, -0.25, 1.0])
CASES = json.loads(Path(__file__).with_name("file_cases.json").read_text("utf-8"))


def test_npy(tmp_path):
    np.save(tmp_path / "x.npy", np.stack([X, 2 * X]).astype(np.float32))
    samples, rate = read_signal(tmp_path / "x.npy")
    np.testing.assert_array_equal(samples, [X, 2 * X])
    assert samples.dtype == np.float64
    assert rate is None


@pytest.mark.parametrize(
    ("kind", "scale", "offset"),
    [(np.float32, 1, 0), (np.int16, 2**15, 0), (np.int32, 2**31, 0), (np.uint8, 128, 128)],
)
def test_wav(tmp_path, kind, scale, offset):
    x = np.array([0.5, -0.25, 0.75])
    wavfile.write(tmp_path / "x.wav", 8000, (x * scale + offset).astype(kind))
    samples, rate = read_signal(tmp_path / "x.wav")
    np.testing.assert_allclose(samples, x)
    assert rate == 8000.0


def test_a_wav_file_has_its_channels_first(tmp_path):
    wavfile.write(tmp_path / "x.WAV", 100, np.stack([X, 2 * X], axis=1))
    samples, _ = read_signal(tmp_path / "x.WAV")
    np.testing.assert_array_equal(samples, [X, 2 * X])


@pytest.mark.parametrize("ending", ["csv", "TXT", "tsv"])
def test_tables(tmp_path, ending):
    np.savetxt(tmp_path / f"x.{ending}", np.stack([X, 2 * X], axis=1), header="ecg ppg")
    samples, rate = read_signal(tmp_path / f"x.{ending}")
    np.testing.assert_array_equal(samples, [X, 2 * X])
    assert rate is None


@pytest.mark.parametrize("kind", ["<f2", ">f4", ">f8", "i1", "u1", ">i2", "<u8"])
@pytest.mark.parametrize("order", ["C", "F"])
def test_every_type_of_number_is_kept(tmp_path, kind, order):
    x = np.arange(12).reshape(2, 2, 3).astype(kind, order=order)
    np.save(tmp_path / "x.npy", x)
    np.savez(tmp_path / "x.npz", x=x)
    for name in ("x.npy", "x.npz"):
        samples, _ = read_signal(tmp_path / name)
        np.testing.assert_array_equal(samples, np.arange(12.0).reshape(2, 2, 3))


def test_one_array_a_file(tmp_path):
    np.savez(tmp_path / "x.npz", x=X, rate=8)
    with pytest.raises(ValueError, match=r"one array is wanted, not 2: x\.npy, rate\.npy"):
        read_signal(tmp_path / "x.npz")
    with (tmp_path / "x.npy").open("wb") as file:
        np.save(file, X)
        np.save(file, X)
    with pytest.raises(ValueError, match="more follows the array"):
        read_signal(tmp_path / "x.npy")


def test_a_cut_array_is_refused(tmp_path):
    np.save(tmp_path / "x.npy", X)
    whole = (tmp_path / "x.npy").read_bytes()
    for length in range(len(whole)):
        (tmp_path / "x.npy").write_bytes(whole[:length])
        with pytest.raises(ValueError, match="npy format"):
            read_signal(tmp_path / "x.npy")


def save(array):
    return lambda path: np.save(path, array, allow_pickle=True)


def write(content):
    return lambda path: path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "make", "error", "message"),
    [
        ("x.mp3", write(b""), ValueError, r"must be a \.npy, \.npz, \.wav, "),
        ("x.npy", lambda path: None, FileNotFoundError, "there is no such file"),
        ("x.npy", write(b"no"), ValueError, "not an array of numbers in npy format"),
        ("x.npy", write(b""), ValueError, "not an array of numbers in npy format"),
        ("x.npy", save(np.array([{}, 1], dtype=object)), ValueError, "allow_pickle=False"),
        ("x.npy", save(np.array([1j, 2])), TypeError, "real numbers, not complex128"),
        ("x.npy", save(np.array([1.0, np.nan])), ValueError, "1 of 2 values are NaN"),
        ("x.npy", save(np.array([[1, 2], [3, np.inf]])), ValueError, r"the first at \[1, 1\]"),
        ("x.npy", save(np.array([1, 2**53 + 1])), ValueError, "would be rounded"),
        ("x.npy", save(np.array([True, False])), TypeError, "real numbers, not bool"),
        ("x.npy", save(np.zeros(3, "f4,f4")), TypeError, "real numbers"),
        ("x.npy", save(np.zeros((0, 3))), ValueError, "is empty"),
        ("x.npy", lambda path: path.mkdir(), FileNotFoundError, "this is no file"),
        ("x.npz", write(b"PK no"), ValueError, "npz format"),
        ("x.npy", save(np.array([1.0])), ValueError, r"at least two samples .* not shape \(1,\)"),
        ("x.npy", save(np.array(1.0)), ValueError, "at least two samples"),
        ("x.wav", write(b"RIFFno"), ValueError, "not a wav file"),
        ("x.wav", write(b""), ValueError, "not a wav file"),
        ("x.csv", write(b""), ValueError, "not a table of numbers"),
        ("x.csv", write(b"a,b\n1,x\n2,y\n"), ValueError, "line 2, column b: 'x'"),
        ("x.csv", write(b"1,2\n3\n"), ValueError, "line 2 has 1 cells"),
        ("x.csv", write(b"1\n2,3,4\n"), ValueError, "line 2 has 3 cells"),
        ("x.csv", write(b"\xff\xfe\x00"), ValueError, "not a table of numbers"),
    ],
)
def test_bad_files_are_named_and_explained(tmp_path, name, make, error, message):
    make(tmp_path / name)
    with pytest.raises(error, match=message) as caught:
        read_signal(tmp_path / name)
    assert name in str(caught.value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['file']}: {case['what']}")
def test_each_case_is_read_or_refused(tmp_path, case):
    """The table that the pages' readers are tested with, too."""
    path = tmp_path / case["file"]
    path.write_bytes(base64.b64decode(case["bytes"]))
    if "error" in case:
        with pytest.raises((TypeError, ValueError)) as caught:
            read_signal(path)
        assert str(caught.value).startswith(f"{path}: {case['error']}")
    else:
        samples, rate = read_signal(path)
        np.testing.assert_array_equal(samples, case["samples"])
        assert rate == case["rate"]
