import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest

from relu_spectrum import _files
from relu_spectrum._files import DamagedFile
from relu_spectrum.dc_experiment import published, sweeps
from relu_spectrum.dc_experiment.results import read
from relu_spectrum.dc_experiment.settings import Settings

SMALL = Settings(seed=2, epochs=3, train_per_class=21, test_per_class=4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sweep") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweeps, "local", ThreadPoolExecutor)
        sweeps.sweep(folder, ["linear", "relu_frozen"], 2, settings=SMALL, workers=1)
    return folder


@pytest.fixture
def file(folder, tmp_path):
    published.publish(folder, tmp_path / "small.npz")
    return tmp_path / "small.npz"


def test_the_results_come_back(folder, file):
    expected, found = read(folder), published.read_published(file)
    assert found.settings == SMALL
    assert found.arms == expected.arms
    np.testing.assert_array_equal(found.repetitions, expected.repetitions, strict=True)
    np.testing.assert_allclose(found.records[:, :, [0, 3, 4]], expected.records[:, :, [0, 3, 4]])
    # accuracies are counts, hence exact
    np.testing.assert_array_equal(found.records[:, :, 1:3], expected.records[:, :, 1:3])
    np.testing.assert_allclose(found.start_norms, expected.start_norms, rtol=1e-7)
    pd.testing.assert_frame_equal(found.frame(), expected.frame(), rtol=1e-7)


def test_it_says_what_made_it(file):
    about = published.about_published(file)
    (line,) = about["sweeps"]
    assert line["command"] == (
        "relu-spectrum sweep --arms linear,relu_frozen --repetitions 2 --seed 2 --epochs 3 "
        "--train-per-class 21 --test-per-class 4 --out DIR"
    )
    assert {"date", "seconds", "versions", "workers"} <= set(line)
    assert about["settings"]["epochs"] == 3


@pytest.mark.parametrize("keep", [["about"], ["loss", "about"], []])
def test_a_file_of_something_else_is_refused(file, keep):
    arrays = _files.read(file)
    _files.save(file, {name: arrays[name] for name in keep})
    with pytest.raises(DamagedFile, match="does not hold the results of a sweep"):
        published.read_published(file)


def test_wrong_settings_are_refused(file):
    arrays = _files.read(file)
    arrays["about"] = np.array(json.dumps({"settings": {"epochs": 0}}))
    _files.save(file, arrays)
    with pytest.raises(DamagedFile, match="epochs must be at least 1"):
        published.read_published(file)
