import numpy as np
import pandas as pd
import pytest

from relu_spectrum._files import DamagedFile
from relu_spectrum.dc_experiment import results
from relu_spectrum.dc_experiment.arms import ARMS
from relu_spectrum.dc_experiment.folders import Folder
from relu_spectrum.dc_experiment.settings import Settings
from relu_spectrum.dc_experiment.training import train
from relu_spectrum.dc_experiment.workers import compute

SMALL = Settings(epochs=2, train_per_class=20, test_per_class=5)
KEYS = [("linear", 0), ("linear", 1), ("linear", 3), ("relu_frozen", 0)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = Folder(tmp_path_factory.mktemp("sweep") / "out")
    folder.prepare(SMALL)
    for key in KEYS[::-1]:
        folder.write(*key, compute(*key, SMALL))
    return folder.path


def test_the_frame_has_the_fixed_columns(folder):
    frame = results.load(folder)
    assert list(frame.columns) == [
        "arm",
        "repetition",
        "epoch",
        "loss",
        "accuracy",
        "test_accuracy",
        "distance_1",
        "distance_2",
    ]
    expected = [(*key, epoch) for key in KEYS for epoch in range(3)]
    assert list(frame[["arm", "repetition", "epoch"]].itertuples(index=False)) == expected


@pytest.mark.parametrize(("arm", "number"), [("linear", 3), ("relu_frozen", 0)])
def test_each_row_is_the_runs(folder, arm, number):
    run = train(ARMS[arm], number, SMALL)
    frame = results.load(folder).query("arm == @arm and repetition == @number")
    np.testing.assert_array_equal(frame.iloc[:, 3:].to_numpy(), run.records)
    relative = results.read(folder).relative_distances()
    relative = relative.query("arm == @arm and repetition == @number")
    assert list(relative.columns) == ["arm", "repetition", "epoch", "relative_1", "relative_2"]
    expected = run.records[:, 3:] / run.start_norms
    np.testing.assert_allclose(relative[["relative_1", "relative_2"]].to_numpy(), expected)


def test_the_frame_can_be_grouped(folder):
    frame = results.load(folder)
    counts = frame.groupby(["arm", "epoch"])["loss"].count()
    pd.testing.assert_series_equal(
        counts.xs(0, level="epoch"), pd.Series({"linear": 3, "relu_frozen": 1}), check_names=False
    )


def test_nothing_to_read(tmp_path):
    with pytest.raises(FileNotFoundError):
        results.load(tmp_path / "none")
    Folder(tmp_path / "new").prepare(SMALL)
    with pytest.raises(FileNotFoundError, match="no finished repetition"):
        results.load(tmp_path / "new")


def test_a_damaged_repetition_is_named(tmp_path):
    folder = Folder(tmp_path / "out")
    folder.prepare(SMALL)
    folder.file("relu_frozen", 0).write_bytes(b"PK")
    with pytest.raises(DamagedFile, match=r"relu_frozen.0000.npz cannot be read"):
        results.load(folder.path)
