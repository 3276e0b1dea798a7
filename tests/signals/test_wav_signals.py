"""Signals from wav files: against scipy and wave, and headers of every kind that are wrong."""

import io
import struct
import wave

import numpy as np
import pytest
from scipy.io import wavfile

from relu_spectrum.signals.wav_signals import read_wav

DATA = np.arange(-40, 40, dtype="<i2").tobytes()


def chunk(name, content, order="<", size=None):
    size = len(content) if size is None else size
    return name + struct.pack(f"{order}I", size) + content + b"\0" * (len(content) % 2)


def header(kind=1, channels=1, rate=8000, bits=16, order="<", frame=None):
    frame = channels * ((bits + 7) // 8) if frame is None else frame
    return chunk(
        b"fmt ",
        struct.pack(f"{order}HHIIHH", kind, channels, rate, rate * frame, frame, bits),
        order,
    )


def riff(*chunks, magic=b"RIFF", order="<", size=None):
    body = b"WAVE" + b"".join(chunks)
    return magic + struct.pack(f"{order}I", len(body) if size is None else size) + body


def extensible(kind):
    guid = struct.pack("<H", kind) + bytes.fromhex("000000001000800000aa00389b71")
    return chunk(b"fmt ", struct.pack("<HHIIHHHHI", 0xFFFE, 1, 8, 16, 2, 16, 22, 16, 0) + guid)


@pytest.fixture
def read(tmp_path):
    def write_and_read(content):
        (tmp_path / "x.wav").write_bytes(content)
        return read_wav(tmp_path / "x.wav")

    return write_and_read


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.int32, np.float32, np.float64])
@pytest.mark.parametrize("channels", [1, 2, 3])
def test_what_scipy_writes_comes_back(read, kind, channels):
    x = np.random.default_rng(0).uniform(-1, 1, (7, channels))
    whole = np.dtype(kind).kind != "f"
    top = 2.0 ** (8 * np.dtype(kind).itemsize - 1) if whole else 1.0
    offset = 128 if kind == np.uint8 else 0
    written = (x * top).astype(np.int64) + offset if whole else x
    written = written.astype(kind)
    file = io.BytesIO()
    wavfile.write(file, 44100, written)
    samples, rate = read(file.getvalue())
    np.testing.assert_array_equal(
        np.atleast_2d(samples), (written.astype(np.float64) - offset).T / top
    )
    assert rate == 44100.0


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_what_wave_writes_is_what_scipy_reads(read, tmp_path, width):
    with wave.open(str(tmp_path / "y.wav"), "wb") as file:
        file.setparams((2, width, 100, 0, "NONE", ""))
        file.writeframes(np.random.default_rng(1).bytes(10 * width))
    rate, wanted = wavfile.read(tmp_path / "y.wav")
    scale = 2.0 ** (8 * wanted.dtype.itemsize - 1)
    wanted = (wanted - 128.0) / 128 if width == 1 else wanted / scale
    samples, own = read((tmp_path / "y.wav").read_bytes())
    np.testing.assert_array_equal(samples, wanted.T)
    assert own == rate


GOOD = {
    "plain": riff(header(), chunk(b"data", DATA)),
    "chunks around": riff(
        chunk(b"LIST", b"odd"), header(), chunk(b"junk", b"1"), chunk(b"data", DATA),
        chunk(b"id3 ", b"x"),
    ),
    "odd without its pad byte": riff(
        b"LIST" + struct.pack("<I", 3) + b"odd", header(), chunk(b"data", DATA)
    ),
    "riff size 0": riff(header(), chunk(b"data", DATA), size=0),
    "stream": riff(header(), chunk(b"data", DATA, size=2**32 - 1), size=2**32 - 1),
    "large": riff(
        chunk(b"ds64", struct.pack("<QQQI", 0, len(DATA), 80, 0)), header(),
        chunk(b"data", DATA, size=2**32 - 1), chunk(b"LIST", b"more"), magic=b"RF64", size=0,
    ),
    "extensible": riff(extensible(1), chunk(b"data", DATA)),
    "big-endian": riff(
        header(order=">"), chunk(b"data", np.arange(-40, 40, dtype=">i2").tobytes(), ">"),
        magic=b"RIFX", order=">",
    ),
}  # fmt: skip
BAD = {
    "is cut: 80 of 160": GOOD["plain"][:-80],
    "says that it has no samples, and 160 bytes follow": riff(
        header(), chunk(b"data", DATA, size=0)
    ),
    "two chunks 'data'": riff(header(), chunk(b"data", DATA), chunk(b"data", DATA)),
    "two chunks 'fmt '": riff(header(), header(), chunk(b"data", DATA)),
    "one after the other": GOOD["plain"] * 2,
    "has no samples": riff(header()),
    "before it describes them": riff(chunk(b"data", DATA), header()),
    "0 channels at 8000 Hz": riff(header(channels=0), chunk(b"data", DATA)),
    "1 channels at 0 Hz": riff(header(rate=0), chunk(b"data", DATA)),
    "is A-law": riff(header(6, bits=8), chunk(b"data", DATA)),
    "is mu-law": riff(header(7, bits=8), chunk(b"data", DATA)),
    "is ADPCM": riff(header(2, bits=4), chunk(b"data", DATA)),
    "is MP3": riff(extensible(0x55), chunk(b"data", DATA)),
    "ends within a frame": riff(header(channels=2), chunk(b"data", DATA[:-2])),
    "samples of 12 bits and frames of 4": riff(header(bits=12, frame=4), chunk(b"data", DATA)),
    "samples of 16 bits and frames of 3": riff(header(channels=2, frame=3), chunk(b"data", DATA)),
    "samples of 64 bits": riff(header(bits=64), chunk(b"data", DATA)),
    "'fmt ' is cut": riff(chunk(b"fmt ", b"\0" * 14), chunk(b"data", DATA)),
    "is cut: 160 of 200": riff(
        chunk(b"ds64", struct.pack("<QQ", 0, 200)), header(),
        chunk(b"data", DATA, size=2**32 - 1), magic=b"RF64",
    ),
    "does not begin with RIFF": b"OggS" + DATA,
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_every_sample_is_read(read, name):
    samples, rate = read(GOOD[name])
    np.testing.assert_array_equal(samples * 2**15, np.arange(-40, 40))
    assert rate == (8.0 if name == "extensible" else 8000.0)


@pytest.mark.parametrize("message", BAD)
def test_a_doubtful_file_is_refused(read, message):
    with pytest.raises(ValueError, match="wav file") as caught:
        read(BAD[message])
    assert message in str(caught.value)


def test_wherever_a_file_is_cut_it_is_refused(read):
    for length in range(len(GOOD["plain"])):
        with pytest.raises(ValueError, match="wav file"):
            read(GOOD["plain"][:length])
