import numpy as np
import pytest

from relu_spectrum import _files
from relu_spectrum._files import DamagedFile
from relu_spectrum.dc_experiment.folders import Folder
from relu_spectrum.dc_experiment.settings import Settings
from relu_spectrum.dc_experiment.workers import SweepError, compute

SMALL = Settings(epochs=1, train_per_class=3, test_per_class=2)
KEY = ("linear", 2)


@pytest.fixture(scope="module")
def arrays():
    return compute(*KEY, SMALL)


@pytest.fixture
def folder(tmp_path, arrays):
    folder = Folder(tmp_path / "out")
    folder.prepare(SMALL)
    folder.write(*KEY, arrays)
    return folder


def test_a_repetition_comes_back(folder, arrays):
    assert folder.finished() == [KEY]
    for name, array in folder.read(*KEY).items():
        np.testing.assert_array_equal(array, arrays[name], strict=True)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("mine")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(SweepError, match="is a file or lies in one; give a folder"):
            Folder(path).prepare(SMALL)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(SweepError, match=r"holds letter.txt and no settings.json"):
        Folder(tmp_path).prepare(SMALL)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_other_settings_are_refused_and_named(folder):
    other = Settings(epochs=2, train_per_class=3, test_per_class=2, seed=9)
    with pytest.raises(SweepError, match=r"\(seed = 0, not 9; epochs = 1, not 2\)"):
        folder.prepare(other)
    folder.prepare(SMALL)


def test_no_folder_of_a_sweep(tmp_path):
    (tmp_path / "file").write_text("")
    for name in ("none", "file"):
        with pytest.raises(FileNotFoundError):
            Folder(tmp_path / name).settings()


@pytest.mark.parametrize("text", ["", "[]", '{"epochs": 0}', '{"colour": 1}'])
def test_damaged_settings_are_named(folder, text):
    (folder.path / "settings.json").write_text(text)
    with pytest.raises(DamagedFile, match=r"settings.json cannot be read"):
        folder.prepare(SMALL)


@pytest.mark.parametrize(
    "change",
    [
        lambda arrays: arrays.pop("records"),
        lambda arrays: arrays.update(records=arrays["records"][:1]),
        lambda arrays: arrays.update(start_norms=np.full(2, np.nan)),
        lambda arrays: arrays.pop("about"),
        lambda arrays: arrays.update(about=np.array("{}")),
        lambda arrays: arrays.update(about=np.array("[1]")),
        lambda arrays: arrays.update(
            about=np.array(str(arrays["about"]).replace('"seed": 0', '"seed": 1'))
        ),
        lambda arrays: arrays.update(about=np.array(str(arrays["about"]).replace("near", "ear"))),
    ],
    ids=["missing", "short", "nan", "silent", "empty", "list", "other seed", "other arm"],
)
def test_a_repetition_that_is_not_what_its_name_says_is_named(folder, arrays, change):
    wrong = dict(arrays)
    change(wrong)
    _files.save(folder.file(*KEY), wrong)
    with pytest.raises(DamagedFile, match=r"linear.0002.npz is damaged: "):
        folder.read(*KEY)


@pytest.mark.parametrize(
    "name", ["x.npz", "tanh.0000.npz", "abs.1.npz", "abs.-001.npz", "abs.0000-0001.npz"]
)
def test_a_file_of_another_name_is_named(folder, name):
    (folder.path / name).write_bytes(b"")
    with pytest.raises(DamagedFile, match=f"{name} is not the name of a repetition"):
        folder.finished()


def test_lines_about_sweeps(folder):
    assert folder.runs() == []
    for seconds in (1, 2):
        folder.remember({"seconds": seconds})
    assert folder.runs() == [{"seconds": 1}, {"seconds": 2}]
