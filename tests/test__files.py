import contextlib
import hashlib

import numpy as np
import pytest

from relu_spectrum import _files
from relu_spectrum._files import DamagedFile, digest, load, save, write_text

ARRAYS = {"b/x": np.arange(6, dtype=np.float32).reshape(2, 3), "a": np.array(3)}


@pytest.fixture
def path(tmp_path):
    save(tmp_path / "arrays.npz", ARRAYS)
    return tmp_path / "arrays.npz"


def test_arrays_come_back(path):
    found = load(path, digest(ARRAYS))
    assert set(found) == set(ARRAYS)
    for name, array in ARRAYS.items():
        np.testing.assert_array_equal(found[name], array, strict=True)
    assert [other.name for other in path.parent.iterdir()] == ["arrays.npz"]


def test_the_digest_is_of_what_is_said():
    text = b"a <f8 (2,)\n" + np.array([1, 2], "<f8").tobytes()
    assert digest({"a": np.array([1.0, 2.0])}) == hashlib.sha256(text).hexdigest()


@pytest.mark.parametrize(
    "other",
    [
        {"a": ARRAYS["a"]},
        ARRAYS | {"b/x": ARRAYS["b/x"] + 1},
        ARRAYS | {"b/x": ARRAYS["b/x"].astype(float)},
        ARRAYS | {"b/x": ARRAYS["b/x"].reshape(3, 2)},
        {"b/y": ARRAYS["b/x"], "a": ARRAYS["a"]},
    ],
    ids=["missing", "value", "type", "shape", "name"],
)
def test_every_difference_changes_the_digest(other):
    assert digest(other) != digest(ARRAYS)


def test_the_digest_does_not_depend_on_order_in_memory():
    turned = {"a": ARRAYS["a"], "b/x": np.asfortranarray(ARRAYS["b/x"])}
    assert digest(turned) == digest(ARRAYS)


@pytest.mark.parametrize("at", range(0, 400, 7))
def test_a_changed_byte_is_noticed_or_changes_nothing(path, at):
    data = bytearray(path.read_bytes())
    data[at] ^= 0x55
    path.write_bytes(data)
    with contextlib.suppress(DamagedFile):  # no other error than this one
        found = load(path, digest(ARRAYS))
        assert digest(found) == digest(ARRAYS)  # it was a time stamp or a flag of the zip file


def test_a_changed_value_is_noticed(path):
    data = path.read_bytes()
    value = ARRAYS["b/x"][1, 2].tobytes()
    assert data.count(value) == 1
    path.write_bytes(data.replace(value, np.float32(7).tobytes()))
    with pytest.raises(DamagedFile, match="CRC"):
        load(path, digest(ARRAYS))


@pytest.mark.parametrize("keep", [0, 10, -30])
def test_a_short_file_is_noticed(path, keep):
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(DamagedFile, match="cannot be read"):
        load(path, digest(ARRAYS))


def test_other_arrays_are_noticed(path):
    save(path, {"a": np.array(4)})
    with pytest.raises(DamagedFile, match="digest"):
        load(path, digest(ARRAYS))


def test_objects_are_neither_written_nor_read(path, tmp_path):
    with pytest.raises(ValueError, match="Object arrays cannot be saved"):
        save(path, {"a": np.array([{}], dtype=object)})
    np.savez(tmp_path / "objects.npz", a=np.array([{}], dtype=object))
    with pytest.raises(DamagedFile, match="allow_pickle=False"):
        load(tmp_path / "objects.npz", digest(ARRAYS))


def test_a_failed_write_leaves_the_old_file_and_nothing_else(path, monkeypatch):
    def fail(file, **_):
        file.write(b"half")
        raise OSError("no space left")

    monkeypatch.setattr(_files.np, "savez", fail)
    with pytest.raises(OSError, match="no space left"):
        save(path, {"a": np.array(4)})
    assert [other.name for other in path.parent.iterdir()] == ["arrays.npz"]
    assert set(load(path, digest(ARRAYS))) == set(ARRAYS)


def test_compressed_files_are_smaller_and_hold_the_same(tmp_path):
    arrays = {"zeros": np.zeros(10_000)}
    for compressed in (False, True):
        save(tmp_path / f"{compressed}.npz", arrays, compressed=compressed)
        found = _files.read(tmp_path / f"{compressed}.npz")
        np.testing.assert_array_equal(found["zeros"], arrays["zeros"], strict=True)
    assert (tmp_path / "True.npz").stat().st_size < 1000 < (tmp_path / "False.npz").stat().st_size


def test_no_file_is_not_a_damaged_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.npz", digest(ARRAYS))


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("old")
    write_text(path, "neu: ä")
    assert path.read_text("utf-8") == "neu: ä"
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]


def test_nothing_half_written_is_left(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "half " * 100_000 + "\ud800")
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_text(tmp_path / "no" / "page.html", "x")


def test_what_esbuild_made_is_read_or_the_command_named(monkeypatch, tmp_path):
    monkeypatch.setattr(_files, "STATIC", tmp_path)
    (tmp_path / "a.js").write_text("−1;\n", encoding="utf-8")
    assert _files.built("a.js") == "−1;\n"
    with pytest.raises(
        FileNotFoundError, match=r"b\.js is missing: .* `node build\.mjs explorers`"
    ):
        _files.built("b.js")
