import pytest

from relu_spectrum.atomic_files import write_text


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
