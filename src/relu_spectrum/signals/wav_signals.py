"""Signals in wav files.

- `read_wav`: the samples and the sample rate

No sample is lost or invented: a file that says two things about its samples is refused. The rules:

1. RIFF, RIFX (big-endian) and RF64 or BW64 (for large files) are read. The size in the first chunk
   is not used: recorders that break off leave it wrong.
2. There is one chunk ``fmt`` and, after it, one chunk ``data``; others are passed over.
3. The data chunk is in the file as long as its header says, in whole frames. Size 2**32 - 1, which
   programs write that cannot go back, means: to the end of the file.
4. Samples are whole numbers of 8 (unsigned), 16, 24 or 32 bits, or floats of 32 or 64. Whole
   numbers are scaled so that full scale is -1 .. 1; fewer bits fill their bytes from the top.
   Compressed samples (A-law, mu-law, ADPCM, ...) are refused.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["read_wav"]

UNKNOWN = 2**32 - 1  # the size of a chunk whose end its writer did not know
PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE
OTHERS = {2: "ADPCM", 6: "A-law", 7: "mu-law", 0x11: "IMA ADPCM", 0x31: "GSM", 0x55: "MP3"}


def read_wav(path: str | Path) -> tuple[NDArray[np.float64], float]:
    """Read a wav file by the rules of this module.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    ndarray [shape=(time,) or (channels, time)], float64
        From -1 to 1 for whole numbers, as they are for floats.
    float
        The sample rate in Hz.

    Raises
    ------
    ValueError
        If a rule is broken.

    Examples
    --------
    >>> import tempfile, wave
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with wave.open(f"{folder}/x.wav", "wb") as file:
    ...         file.setparams((1, 2, 8000, 0, "NONE", ""))
    ...         file.writeframes(struct.pack("<2h", 2**14, -(2**15)))
    ...     print(*read_wav(f"{folder}/x.wav"))
    [ 0.5 -1. ] 8000.0
    """
    content = Path(path).read_bytes()
    order = ">" if content[:4] == b"RIFX" else "<"
    if content[:4] not in (b"RIFF", b"RIFX", b"RF64", b"BW64") or content[8:12] != b"WAVE":
        raise ValueError("not a wav file: it does not begin with RIFF and WAVE")
    described, data = None, None
    for name, start, size in _chunks(content, order):
        if name in (b"fmt ", b"data") and (described if name == b"fmt " else data) is not None:
            raise ValueError(f"the wav file has two chunks {name.decode()!r}")
        if name == b"RIFF":
            raise ValueError("the wav file is two, one after the other")
        if name == b"fmt ":
            described = _format(content[start : start + size], order)
        elif name == b"data":
            if described is None:
                raise ValueError("the wav file has samples before it describes them")
            data = memoryview(content)[start : start + size]
    if data is None:
        raise ValueError("the wav file has no samples: there is no chunk 'data', or it is empty")
    kind, channels, rate, width = described
    if len(data) % (channels * width):
        raise ValueError(
            f"the wav file ends within a frame: {len(data)} bytes of samples, and "
            f"{channels * width} bytes are a frame"
        )
    samples = _decoded(data, order, kind, width).reshape(-1, channels)
    return samples[:, 0] if channels == 1 else samples.T, float(rate)


def _chunks(content: bytes, order: str) -> Iterator[tuple[bytes, int, int]]:
    """Give each chunk's name, and where its content starts and how long it is."""
    large, place = None, 12
    while place + 8 <= len(content):
        name = content[place : place + 4]
        (size,) = struct.unpack_from(f"{order}I", content, place + 4)
        start = place + 8
        if name == b"ds64" and start + 16 <= len(content):
            (large,) = struct.unpack_from("<Q", content, start + 8)
        if name == b"data" and size == UNKNOWN:
            size = len(content) - start if large is None else large
        there = len(content) - start
        if name == b"data" and size > there:
            raise ValueError(f"the wav file is cut: {there} of {size} bytes of samples are there")
        if name == b"data" and size == 0 and there:
            raise ValueError(
                f"the wav file says that it has no samples, and {there} bytes follow: the "
                "recording was not ended; let an audio editor repair its header"
            )
        yield name, start, size
        place = start + size
        if size % 2 and content[place : place + 1] == b"\0":
            place += 1


def _format(chunk: bytes, order: str) -> tuple[int, int, int, int]:
    if len(chunk) < 16:
        raise ValueError("the wav file's chunk 'fmt ' is cut")
    kind, channels, rate, _, frame, bits = struct.unpack_from(f"{order}HHIIHH", chunk)
    if kind == EXTENSIBLE and len(chunk) >= 40:
        (kind,) = struct.unpack_from(f"{order}H", chunk, 24)
    if kind not in (PCM, FLOAT):
        name = OTHERS.get(kind, f"format {kind:#06x}")
        raise ValueError(f"the wav file is {name}: whole numbers or floats are wanted")
    if channels == 0 or rate == 0:
        raise ValueError(f"the wav file has {channels} channels at {rate} Hz")
    width = frame // channels
    widths = {PCM: (1, 2, 3, 4), FLOAT: (4, 8)}[kind]
    if frame % channels or width not in widths or not 8 * (width - 1) < bits <= 8 * width:
        raise ValueError(
            f"the wav file has samples of {bits} bits and frames of {frame} bytes for {channels} "
            f"channels: whole numbers of 8 to 32 bits, or floats of 32 or 64, are wanted"
        )
    return kind, channels, rate, width


def _decoded(data: memoryview, order: str, kind: int, width: int) -> NDArray[np.float64]:
    if kind == FLOAT:
        return np.frombuffer(data, f"{order}f{width}").astype(np.float64)
    raw = np.frombuffer(data, np.uint8)
    if width == 1:
        return (raw - 128.0) / 128
    padded = np.zeros((raw.size // width, 4), np.uint8)  # the sample in its highest bytes
    padded[:, slice(0, width) if order == ">" else slice(4 - width, 4)] = raw.reshape(-1, width)
    return padded.view(f"{order}i4")[:, 0] / 2.0**31
