import hashlib
import io
import pickle
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor

import h5py
import numpy as np
import pytest

from relu_spectrum import _files
from relu_spectrum.models import kid_ppg_wheel, published

FILE = "fake_ppg-1.0-py3-none-any.whl"
KERNEL = np.arange(10, dtype=np.float32).reshape(5, 1, 2)
X = np.arange(2 * 4 * 256.0).reshape(2, 4, 256)
Y = np.array([[118.0], [120.0]])


def weights_file():
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        file["model_weights/model_52/conv1d_117/kernel:0"] = KERNEL
    return buffer.getvalue()


@pytest.fixture
def index(tmp_path, monkeypatch):
    """The folder where pip looks, instead of the package index."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def put_wheel(index, monkeypatch, stairs):
    """A small wheel that pip accepts, with the same members as the real one; pinned."""
    info = "fake_ppg-1.0.dist-info"
    members = {
        kid_ppg_wheel.WEIGHTS: weights_file(),
        kid_ppg_wheel.STAIRS: pickle.dumps(stairs),
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: fake-ppg\nVersion: 1.0\n"
        "Requires-Python: ==2.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": "",
    }
    with zipfile.ZipFile(index / FILE, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    digest = hashlib.sha256((index / FILE).read_bytes()).hexdigest()
    monkeypatch.setattr(kid_ppg_wheel, "REQUIREMENT", "fake-ppg==1.0")
    monkeypatch.setattr(kid_ppg_wheel, "WHEEL_DIGEST", digest)


@pytest.fixture
def fake(index, monkeypatch):
    put_wheel(index, monkeypatch, {"X": X, "y": Y})
    arrays = {"weights/conv1d_117/kernel": KERNEL, "stairs/X": X, "stairs/y": Y}
    monkeypatch.setattr(published, "ARRAYS_DIGEST", _files.digest(arrays))
    return index


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv(published.FOLDER_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def visible(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def test_fetch_keeps_the_arrays_and_leaves_alone_what_is_right(fake, cache):
    # The wheel is for another Python, and pip brings it all the same.
    assert published.folder() == cache
    path = published.fetch()
    assert path == cache / published.ARRAYS
    assert visible(cache) == [published.ARRAYS]
    before = path.stat().st_mtime_ns
    (fake / FILE).unlink()
    assert published.fetch() == path
    assert path.stat().st_mtime_ns == before


def test_weights_and_recording_fetch_what_is_missing(fake, cache):
    np.testing.assert_array_equal(published.weights()["conv1d_117/kernel"], KERNEL, strict=True)
    found = published.recording()
    np.testing.assert_array_equal(found.ppg, X[:, 0])
    np.testing.assert_array_equal(found.accelerometer, X[:, 1:])
    np.testing.assert_array_equal(found.heart_rate, [118, 120])
    np.testing.assert_array_equal(found.time, [4, 6])


def test_a_folder_can_be_given(fake, cache, tmp_path):
    other = tmp_path / "other"
    assert published.fetch(folder=other).parent == other
    assert set(published.weights(folder=other)) == {"conv1d_117/kernel"}
    assert len(published.recording(folder=other).ppg) == 2
    assert not cache.exists()


def test_the_user_cache_is_the_default(monkeypatch):
    monkeypatch.delenv(published.FOLDER_VARIABLE, raising=False)
    assert published.folder().name == "relu-spectrum"
    assert published.folder().is_absolute()


def test_damaged_arrays_are_noticed_and_fetched_again(fake, cache):
    path = published.fetch()
    changed = bytearray(path.read_bytes())
    changed[changed.index(X[1, 2, 3].tobytes())] ^= 1
    for damage in (b"", b"nonsense", changed):
        path.write_bytes(damage)
        np.testing.assert_array_equal(published.weights()["conv1d_117/kernel"], KERNEL)
        np.testing.assert_array_equal(published.recording().accelerometer, X[:, 1:])
        assert set(_files.load(path, published.ARRAYS_DIGEST)) >= {"stairs/X"}


def test_a_wheel_with_another_hash_is_refused_and_nothing_half_written(fake, cache):
    with open(fake / FILE, "ab") as file:
        file.write(b"more")
    with pytest.raises(published.FetchError, match="DO NOT MATCH THE HASHES"):
        published.weights()
    assert visible(cache) == []


def test_a_source_distribution_is_never_built(fake, cache):
    (fake / FILE).rename(fake / "fake-ppg-1.0.tar.gz")
    with pytest.raises(published.FetchError, match="No matching distribution"):
        published.weights()


def test_arrays_that_are_not_the_pinned_ones_are_refused(fake, cache, monkeypatch):
    monkeypatch.setattr(published, "ARRAYS_DIGEST", "3" * 64)
    with pytest.raises(_files.DamagedFile, match="not 3333"):
        published.weights()


def test_without_a_network_the_error_says_what_to_do(index, cache):
    with pytest.raises(published.FetchError) as caught:
        published.recording()
    for part in (kid_ppg_wheel.REQUIREMENT, kid_ppg_wheel.WHEEL_DIGEST, "run: relu-spectrum fetch"):
        assert part in str(caught.value)
    assert visible(cache) == []


def test_the_real_wheel_holds_what_is_said():
    published.fetch()
    assert sum(array.size for array in published.weights().values()) == 377_554
    stairs = published.recording()
    assert stairs.ppg.shape == (215, 256)
    assert stairs.accelerometer.shape == (215, 3, 256)
    assert (stairs.time[0], stairs.time[-1]) == (4.0, 432.0)
    # Successive windows share all but two seconds: the shift is as said.
    for signal in (stairs.ppg, stairs.accelerometer):
        np.testing.assert_array_equal(
            signal[1:, ..., : -stairs.shift], signal[:-1, ..., stairs.shift :]
        )
    assert 0.8 < np.linalg.norm(stairs.accelerometer, axis=1).mean() < 1.2  # 1 g at rest


def test_one_fetches_and_the_others_wait_for_it(fake, cache, monkeypatch):
    fetches, real = [], kid_ppg_wheel.download

    def slow(folder):
        fetches.append(folder)
        time.sleep(0.5)
        return real(folder)

    monkeypatch.setattr(kid_ppg_wheel, "download", slow)
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: set(published.weights()), range(3)))
    assert found == [{"conv1d_117/kernel"}] * 3
    assert len(fetches) == 1
