"""Signals from files: what is read, and what is said about files that cannot be."""

import numpy as np
import pytest
from scipy.io import wavfile

from relu_spectrum.signal_files import read_signal

X = np.array([0.5, -0.25, 1.0])


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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("0.5\n-0.25\n1\n", X),
        ("ecg\n0.5\n-0.25\n1\n", X),
        ("a,b\n0.5,1\n-0.25,-0.5\n1,2\n", [X, 2 * X]),
        ("# from a watch\n0.5,1\n-0.25,-0.5\n\n1,2\n", [X, 2 * X]),
    ],
)
def test_csv(tmp_path, text, wanted):
    (tmp_path / "x.csv").write_text(text)
    samples, rate = read_signal(tmp_path / "x.csv")
    np.testing.assert_array_equal(samples, wanted)
    assert rate is None


def save(array):
    return lambda path: np.save(path, array, allow_pickle=True)


def write(content):
    return lambda path: path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "make", "error", "message"),
    [
        ("x.mp3", write(b""), ValueError, r"must be a \.npy, \.wav, \.csv file"),
        ("x.npy", lambda path: None, FileNotFoundError, "there is no such file"),
        ("x.npy", write(b"no"), ValueError, "not an array of numbers in npy format"),
        ("x.npy", write(b""), ValueError, "not an array of numbers in npy format"),
        ("x.npy", save(np.array([{}, 1], dtype=object)), ValueError, "allow_pickle=False"),
        ("x.npy", save(np.array([1j, 2])), TypeError, "real numbers, not complex128"),
        ("x.npy", save(np.array([1.0, np.nan])), ValueError, "1 of 2 values are NaN"),
        ("x.npy", save(np.array([1.0])), ValueError, r"at least two samples .* not shape \(1,\)"),
        ("x.npy", save(np.array(1.0)), ValueError, "at least two samples"),
        ("x.wav", write(b"RIFFno"), ValueError, "not a wav file"),
        ("x.wav", write(b""), ValueError, "not a wav file"),
        ("x.csv", write(b""), ValueError, "not a table of numbers"),
        ("x.csv", write(b"a,b\n1,x\n2,y\n"), ValueError, "column b does not hold numbers only"),
        ("x.csv", write(b"1,2\n3\n"), ValueError, "1 of 4 values are NaN"),
        ("x.csv", write(b"1\n2,3,4\n"), ValueError, "not a table of numbers"),
        ("x.csv", write(b"\xff\xfe\x00"), ValueError, "not a table of numbers"),
    ],
)
def test_bad_files_are_named_and_explained(tmp_path, name, make, error, message):
    make(tmp_path / name)
    with pytest.raises(error, match=message) as caught:
        read_signal(tmp_path / name)
    assert name in str(caught.value)
