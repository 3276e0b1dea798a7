import errno
import json
import os
import resource
import signal
import threading
import time
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager

import numpy as np
import pandas as pd
import pytest
from dask_processes import dask_cluster
from filelock import FileLock

from relu_spectrum import _files
from relu_spectrum._files import DamagedFile
from relu_spectrum.dc_experiment import workers
from relu_spectrum.dc_experiment.chunks import SweepError
from relu_spectrum.dc_experiment.results import load, read
from relu_spectrum.dc_experiment.settings import Settings
from relu_spectrum.dc_experiment.sweeps import sweep as run_sweep

SMALL = Settings(epochs=1, train_per_class=10, test_per_class=2)
NAMES = ("linear", "relu")
LINEAR, RELU = "linear.0000-0002.npz", ["relu.0000-0001.npz", "relu.0002-0002.npz"]


class Here(Executor):
    """Computes when asked, in this process."""

    def __init__(self) -> None:
        self.computed = []

    def submit(self, task, chunk, settings):
        future = Future()
        self.computed.append(chunk.file)
        try:
            future.set_result(task(chunk, settings))
        except BaseException as error:
            future.set_exception(error)
        return future


@pytest.fixture
def here(monkeypatch):
    """Let sweeps compute in this process: most faults have nothing to do with processes."""
    executor = Here()

    @contextmanager
    def local(workers):
        yield executor

    monkeypatch.setattr("relu_spectrum.dc_experiment.sweeps.local", local)
    return executor


def sweep(folder, repetitions=3, arms=NAMES, settings=SMALL, **options):
    run_sweep(folder, arms, repetitions, settings=settings, **options)


def contents(folder):
    """What every chunk says, by its file."""
    return {path.name: path.read_bytes() for path in folder.glob("*.npz")}


def assert_same(a, b):
    first, second = read(a), read(b)
    assert first.arms == second.arms
    for name in ("repetitions", "records", "start_norms", "means_start", "means_end"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name), strict=True)


def test_all_repetitions_are_there(here, tmp_path):
    sweep(tmp_path / "deep" / "out")
    assert here.computed == [*RELU, LINEAR]  # what takes long comes first
    counts = load(tmp_path / "deep" / "out").groupby("arm")["repetition"].nunique()
    pd.testing.assert_series_equal(
        counts, pd.Series({"linear": 3, "relu": 3}), check_names=False, check_index_type=False
    )
    (line,) = (tmp_path / "deep/out/runs.jsonl").read_text().splitlines()
    line = json.loads(line)
    assert (line["arms"], line["repetitions"], line["chunks"]) == (["linear", "relu"], 3, 3)


def test_a_finished_sweep_computes_nothing(here, tmp_path):
    sweep(tmp_path / "out")
    before, here.computed = contents(tmp_path / "out"), []
    sweep(tmp_path / "out")
    assert here.computed == []
    assert contents(tmp_path / "out") == before


def test_more_repetitions_and_arms_are_added(here, tmp_path):
    sweep(tmp_path / "out", 3, ["relu"])
    before = contents(tmp_path / "out")
    sweep(tmp_path / "out", 5)
    after = contents(tmp_path / "out")
    assert before.items() < after.items()
    sweep(tmp_path / "fresh", 5)
    assert_same(tmp_path / "out", tmp_path / "fresh")


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        ({"arms": ["relu", "tanh"]}, ValueError, "no arm 'tanh'; the arms are relu, "),
        ({"arms": []}, ValueError, "arms is empty"),
        ({"repetitions": 0}, ValueError, "repetitions must be at least 1, not 0"),
        ({"repetitions": 1.5}, TypeError, "repetitions must be a whole number"),
        ({"workers": 0}, ValueError, "workers must be at least 1, not 0"),
    ],
)
def test_wrong_arguments_are_refused_before_anything_is_made(tmp_path, wrong, error, message):
    with pytest.raises(error, match=message):
        sweep(tmp_path / "out", **wrong)
    assert not (tmp_path / "out").exists()


def test_other_settings_are_refused(here, tmp_path):
    sweep(tmp_path / "out")
    before = contents(tmp_path / "out")
    with pytest.raises(SweepError, match=r"other settings \(epochs = 1, not 2\)"):
        sweep(tmp_path / "out", settings=Settings(epochs=2, train_per_class=10, test_per_class=2))
    assert contents(tmp_path / "out") == before


def test_two_sweeps_do_not_write_into_one_folder(here, tmp_path):
    sweep(tmp_path / "out", 1)
    with (
        FileLock(tmp_path / "out" / ".lock"),
        pytest.raises(SweepError, match="another sweep is writing to"),
    ):
        sweep(tmp_path / "out")


@pytest.mark.parametrize("call", ["savez", "replace"])
def test_a_full_disk_is_a_clear_error_and_loses_nothing(here, tmp_path, monkeypatch, call):
    sweep(tmp_path / "expected")
    sweep(tmp_path / "out", 2, ["relu"])
    before = contents(tmp_path / "out")
    with monkeypatch.context() as patch:
        module = _files.np if call == "savez" else os

        def full(*_, **__):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        patch.setattr(module, call, full)
        with pytest.raises(SweepError, match=r"cannot be written: No space left .* are intact"):
            sweep(tmp_path / "out")
    assert contents(tmp_path / "out") == before
    assert not list((tmp_path / "out").glob(".*npz*"))  # no half-written file stays
    sweep(tmp_path / "out")
    assert_same(tmp_path / "out", tmp_path / "expected")


def test_a_real_failing_write_leaves_what_was_there(here, tmp_path):
    """The system itself refuses to write more than 3000 bytes, as on a full disk."""
    sweep(tmp_path / "out", 1)
    before = contents(tmp_path / "out")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, limits[1]))
    try:
        with pytest.raises(SweepError, match=r"cannot be written: File too large"):
            sweep(tmp_path / "out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert contents(tmp_path / "out") == before
    assert not list((tmp_path / "out").glob(".*npz*"))


def test_a_damaged_chunk_is_named_and_computed_anew_on_request(here, tmp_path):
    sweep(tmp_path / "expected")
    sweep(tmp_path / "out")
    damaged = tmp_path / "out" / RELU[0]
    data = bytearray(damaged.read_bytes())
    data[len(data) // 2] ^= 0xFF
    damaged.write_bytes(data)
    with pytest.raises(DamagedFile, match=f"{RELU[0]}.*--recompute-corrupt"):
        sweep(tmp_path / "out")
    assert damaged.read_bytes() == data
    here.computed = []
    sweep(tmp_path / "out", recompute_corrupt=True)
    assert here.computed == [RELU[0]]
    assert_same(tmp_path / "out", tmp_path / "expected")


def test_an_error_in_a_worker_is_not_hidden(here, tmp_path, monkeypatch):
    def broken(chunk, settings):
        raise BrokenExecutor("a process died")

    monkeypatch.setattr("relu_spectrum.dc_experiment.sweeps.compute", broken)
    with pytest.raises(SweepError, match=r"gone \(a process died\); finished chunks are kept"):
        sweep(tmp_path / "out")

    def wrong(chunk, settings):
        raise ZeroDivisionError

    monkeypatch.setattr("relu_spectrum.dc_experiment.sweeps.compute", wrong)
    with pytest.raises(ZeroDivisionError):
        sweep(tmp_path / "out")


def wait_for(condition, seconds=100):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"nothing happened for {seconds} s"
        time.sleep(0.01)


@pytest.fixture
def patient(monkeypatch):
    """Give workers time to start on a machine that runs other tests as well."""
    monkeypatch.setattr(workers, "WORKER_SECONDS", 60)


@pytest.mark.usefixtures("patient")
def test_a_cluster_that_loses_a_worker_gives_the_same_numbers(here, tmp_path):
    """A real scheduler and two workers; one is killed in the middle."""
    settings = Settings(epochs=6, train_per_class=64, test_per_class=2)
    sweep(tmp_path / "expected", 24, settings=settings)
    out, seen = tmp_path / "out", []

    def kill_one():
        wait_for(lambda: len(contents(out)) >= 2)
        cluster.workers[0].send_signal(signal.SIGKILL)
        cluster.workers[0].wait(30)
        seen.append(len(contents(out)))

    with dask_cluster(tmp_path, workers=2) as cluster:
        killer = threading.Thread(target=kill_one)
        killer.start()
        sweep(out, 24, settings=settings, scheduler=cluster.address)
        killer.join(30)
        assert cluster.workers[0].returncode == -signal.SIGKILL
        assert cluster.workers[1].poll() is None
    assert 2 <= seen[0] < 13  # it was in the middle
    assert_same(out, tmp_path / "expected")


def test_a_cluster_without_workers_is_a_clear_error(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "WORKER_SECONDS", 0.5)
    with (
        dask_cluster(tmp_path, workers=0) as cluster,
        pytest.raises(SweepError, match=f"scheduler at {cluster.address} has no worker"),
    ):
        sweep(tmp_path / "out", scheduler=cluster.address)


@pytest.mark.usefixtures("patient")
def test_a_scheduler_that_dies_is_a_clear_error(tmp_path):
    out = tmp_path / "out"
    settings = Settings(epochs=60, train_per_class=64, test_per_class=2)

    def kill():
        wait_for(lambda: contents(out))
        cluster.scheduler.kill()

    with dask_cluster(tmp_path, workers=1) as cluster:
        killer = threading.Thread(target=kill)
        killer.start()
        with pytest.raises(SweepError, match="a worker or the scheduler is gone"):
            sweep(out, 40, ["relu"], settings=settings, scheduler=cluster.address)
        killer.join(30)
    kept = load(out)
    assert 1 <= kept["repetition"].nunique() < 40
