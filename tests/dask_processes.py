"""A real Dask scheduler and its workers, as processes on 127.0.0.1."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

SECONDS = 60  # the longest wait


class Cluster:
    """The scheduler's address, its process and the workers' processes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--port", "0", "--no-dashboard", "--no-show")
        deadline = time.monotonic() + SECONDS
        while not self.file.exists():
            if self.scheduler.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((folder / "scheduler.log").read_text())
            time.sleep(0.05)
        self.address = json.loads(self.file.read_text())["address"]
        self.workers = []

    def add_worker(self) -> None:
        """Start a worker of one thread, without a nanny that would start it again."""
        name = f"worker{len(self.workers)}"
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name)
        self.workers.append(self._start("worker", *options))

    def _start(self, kind: str, *options: str) -> subprocess.Popen:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options]
        command += ["--host", "127.0.0.1", "--scheduler-file", str(self.file)]
        with (self.folder / f"{kind}.log").open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)


@contextmanager
def dask_cluster(folder: Path, *, workers: int):
    """Start a cluster, and end all of its processes whatever happens."""
    cluster = Cluster(folder)
    try:
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
    finally:
        for process in (*cluster.workers, cluster.scheduler):
            process.kill()
        for process in (*cluster.workers, cluster.scheduler):
            process.wait(SECONDS)
