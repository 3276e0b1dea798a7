import errno
import json
import os
import resource
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from unittest.mock import Mock

import numpy as np
import pandas as pd
import pytest
from dask_processes import dask_cluster
from filelock import FileLock
from terminals import wait_for

from relu_spectrum._files import DamagedFile
from relu_spectrum.dc_experiment import sweeps, workers
from relu_spectrum.dc_experiment.results import load, read
from relu_spectrum.dc_experiment.settings import Settings
from relu_spectrum.dc_experiment.workers import SweepError

SMALL = Settings(epochs=1, train_per_class=10, test_per_class=2)
NAMES = ("linear", "relu")
LINEAR, RELU = ([(name, number) for number in range(3)] for name in NAMES)


class Here(Executor):
    """Computes when asked, in this process."""

    def __init__(self) -> None:
        self.computed = []

    def submit(self, task, arm, repetition, settings):
        future = Future()
        self.computed.append((arm, repetition))
        try:
            future.set_result(task(arm, repetition, settings))
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

    monkeypatch.setattr(sweeps, "local", local)
    return executor


def sweep(folder, repetitions=3, arms=NAMES, settings=SMALL, **options):
    sweeps.sweep(folder, arms, repetitions, settings=settings, **options)


def contents(folder):
    """What every repetition says, by its file."""
    return {path.name: path.read_bytes() for path in folder.glob("*.npz")}


def assert_same(a, b):
    first, second = read(a), read(b)
    assert first.arms == second.arms
    for name in ("repetitions", "records", "start_norms"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name), strict=True)


def test_all_repetitions_are_there(here, tmp_path):
    sweep(tmp_path / "deep" / "out")
    assert here.computed == RELU + LINEAR  # what takes long comes first
    counts = load(tmp_path / "deep" / "out").groupby("arm")["repetition"].nunique()
    pd.testing.assert_series_equal(
        counts, pd.Series({"linear": 3, "relu": 3}), check_names=False, check_index_type=False
    )
    (line,) = (tmp_path / "deep/out/runs.jsonl").read_text().splitlines()
    line = json.loads(line)
    assert (line["arms"], line["repetitions"], line["computed"]) == (["linear", "relu"], 3, 6)


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


@pytest.mark.parametrize("where", ["while it is written", "when it is put in place"])
def test_a_full_disk_is_a_clear_error_and_loses_nothing(here, tmp_path, monkeypatch, where):
    sweep(tmp_path / "out", 1)
    before = contents(tmp_path / "out")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with monkeypatch.context() as patch:
        if where == "while it is written":  # the system itself refuses to write so much
            resource.setrlimit(resource.RLIMIT_FSIZE, (500, limits[1]))
        else:
            no_space = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            patch.setattr(os, "replace", Mock(side_effect=no_space))
        try:
            with pytest.raises(
                SweepError, match=r"cannot be written: (File too large|No space left).* is intact"
            ):
                sweep(tmp_path / "out")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert contents(tmp_path / "out") == before
    assert not list((tmp_path / "out").glob(".*npz*"))  # no half-written file stays
    sweep(tmp_path / "out")
    assert before.items() < contents(tmp_path / "out").items()


def test_a_damaged_file_is_named_and_computed_anew_on_request(here, tmp_path):
    sweep(tmp_path / "out")
    expected = read(tmp_path / "out")
    damaged = tmp_path / "out" / "relu.0000.npz"
    data = bytearray(damaged.read_bytes())
    data[len(data) // 2] ^= 0xFF
    damaged.write_bytes(data)
    with pytest.raises(DamagedFile, match=r"relu.0000.npz.*--recompute-corrupt"):
        sweep(tmp_path / "out")
    assert damaged.read_bytes() == data
    here.computed = []
    sweep(tmp_path / "out", recompute_corrupt=True)
    assert here.computed == RELU[:1]
    np.testing.assert_array_equal(read(tmp_path / "out").records, expected.records)


def test_a_repetition_that_fails_stops_the_sweep_and_the_others_are_kept(
    here, tmp_path, monkeypatch
):
    def fails(arm, repetition, settings):
        if (arm, repetition) == LINEAR[2]:
            raise error
        return workers.compute(arm, repetition, settings)

    monkeypatch.setattr(sweeps, "compute", fails)
    monkeypatch.setattr(sweeps, "as_completed", list)  # in their order
    error = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):  # an error of ours is not hidden
        sweep(tmp_path / "out")
    assert len(contents(tmp_path / "out")) == 5
    error = BrokenExecutor("a process died")
    with pytest.raises(SweepError, match=r"gone \(a process died\); what is finished is kept"):
        sweep(tmp_path / "out")
    assert here.computed[6:] == LINEAR[2:]


@pytest.mark.slow
def test_a_cluster_may_lose_workers_but_not_its_scheduler(here, tmp_path, monkeypatch):
    """A real scheduler: without workers; then with two, one of which is killed; then killed."""
    settings = Settings(epochs=6, train_per_class=64, test_per_class=2)
    out, other = tmp_path / "out", tmp_path / "other"
    with dask_cluster(tmp_path, workers=0) as cluster, ThreadPoolExecutor(1) as killer:
        monkeypatch.setattr(workers, "WORKER_SECONDS", 0.5)
        with pytest.raises(SweepError, match=f"scheduler at {cluster.address} has no worker"):
            sweep(out, scheduler=cluster.address, settings=settings)

        cluster.add_worker()
        cluster.add_worker()
        monkeypatch.setattr(workers, "WORKER_SECONDS", 60)

        def kill_a_worker():
            wait_for(lambda: len(contents(out)) >= 2)
            cluster.workers[0].kill()
            cluster.workers[0].wait(30)
            return len(contents(out))

        seen = killer.submit(kill_a_worker)
        sweep(out, 12, settings=settings, scheduler=cluster.address)
        assert 2 <= seen.result(30) < 20  # it was in the middle
        assert cluster.workers[1].poll() is None
        sweep(tmp_path / "expected", 12, settings=settings)
        assert_same(out, tmp_path / "expected")

        def kill_the_scheduler():
            wait_for(lambda: contents(other))
            cluster.scheduler.kill()

        killed = killer.submit(kill_the_scheduler)
        with pytest.raises(SweepError, match="a worker or the scheduler is gone"):
            sweep(other, 100, ["relu"], settings=settings, scheduler=cluster.address)
        killed.result(30)
    assert 1 <= load(other)["repetition"].nunique() < 100
