from dataclasses import replace

import pytest
from fake_wheel import FILE, index, make_wheel, sha256

from relu_spectrum.pinned_wheel import FetchError

__all__ = ["index"]
DATA = b"some weights"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def wheel(index):
    return make_wheel(index, {"fake/data.bin": DATA})


def test_the_wheel_comes_from_the_index_although_its_python_is_another(wheel, index, tmp_path):
    cache = tmp_path / "deep" / "cache"
    path = wheel.fetch(cache)
    assert path.read_bytes() == (index / FILE).read_bytes()
    assert names(cache) == [FILE]
    assert wheel.read(path, "fake/data.bin", sha256(DATA)) == DATA


def test_a_wheel_that_is_there_and_right_is_used_without_the_index(wheel, index, tmp_path):
    first = wheel.fetch(tmp_path)
    (index / FILE).unlink()
    assert wheel.fetch(tmp_path) == first


def test_a_wheel_that_was_damaged_later_is_kept_aside_and_fetched_again(wheel, index, tmp_path):
    cache = tmp_path / "cache"
    wheel.fetch(cache).write_bytes(b"damaged")
    assert wheel.fetch(cache).read_bytes() == (index / FILE).read_bytes()
    assert (cache / f"{FILE}.rejected").read_bytes() == b"damaged"


def test_another_hash_is_refused_and_the_file_kept_aside(wheel, index, tmp_path):
    cache = tmp_path / "cache"
    other = replace(wheel, sha256="0" * 64)
    with pytest.raises(FetchError, match=f"{wheel.sha256}, not 0000.*: refused.*rejected"):
        other.fetch(cache)
    assert names(cache) == [f"{FILE}.rejected"]
    assert (cache / f"{FILE}.rejected").read_bytes() == (index / FILE).read_bytes()


def test_without_the_index_the_error_names_file_hash_and_command(wheel, index, tmp_path):
    (index / FILE).unlink()
    with pytest.raises(FetchError) as caught:
        wheel.fetch(tmp_path / "cache")
    for part in (FILE, wheel.sha256, "run: try-again", "No matching distribution found"):
        assert part in str(caught.value)
    assert names(tmp_path / "cache") == []


def test_a_source_distribution_is_never_built(wheel, index, tmp_path):
    (index / FILE).rename(index / "fake-ppg-1.0.tar.gz")
    with pytest.raises(FetchError, match="No matching distribution"):
        wheel.fetch(tmp_path / "cache")


def test_another_file_than_the_pinned_one_is_said(wheel, tmp_path):
    with pytest.raises(FetchError, match=f"it brought .*{FILE}"):
        replace(wheel, file="other-1.0.whl").fetch(tmp_path / "cache")


def test_a_member_with_another_hash_is_refused(wheel, tmp_path):
    path = wheel.fetch(tmp_path)
    with pytest.raises(FetchError, match=r"fake/data.bin in .* has the SHA-256 .*, not 1111.*ref"):
        wheel.read(path, "fake/data.bin", "1" * 64)


def test_a_member_that_is_not_there_is_said(wheel, tmp_path):
    with pytest.raises(FetchError, match=r"no item named 'fake/other.bin'"):
        wheel.read(wheel.fetch(tmp_path), "fake/other.bin", sha256(DATA))
