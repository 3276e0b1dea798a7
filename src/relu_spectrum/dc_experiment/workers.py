"""Who computes the chunks: processes of this machine, or a Dask cluster.

Both are given as `concurrent.futures.Executor`, so that a sweep need not know.

- `compute`: one chunk; this is what workers run
- `local`: processes of this machine
- `cluster`: a Dask cluster, by the address of its scheduler
"""

import asyncio
import json
import multiprocessing
import os
import platform
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from multiprocessing.connection import wait
from multiprocessing.synchronize import Event

import numpy as np
from numpy.typing import NDArray

from .arms import find
from .chunks import Chunk, SweepError
from .settings import Settings
from .training import Run, train

CONNECT_SECONDS = 5  # until a scheduler must have answered
WORKER_SECONDS = 10  # until it must have a worker

_stop: Event | None = None  # set in the local processes only


class Stopped(RuntimeError):
    """The sweep is over; this chunk is given up."""


def compute(chunk: Chunk, settings: Settings) -> dict[str, NDArray]:
    """Compute one chunk.

    Returns
    -------
    dict of str to ndarray
        The arrays of `training.Run`, stacked over the repetitions, and ``about``: a JSON text with
        arm, repetitions, settings, date, seconds, machine and versions.
    """

    def between_epochs() -> None:
        if _stop is not None and _stop.is_set():
            raise Stopped(f"{chunk.file} was given up")

    arm, begun = find(chunk.arm), time.monotonic()
    runs = [train(arm, number, settings, between_epochs) for number in chunk.repetitions]
    arrays = {
        name: np.stack([getattr(run, name) for run in runs]) for name in Run.__dataclass_fields__
    }
    about = {
        "arm": chunk.arm,
        "repetitions": chunk.repetitions,
        "settings": asdict(settings),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(time.monotonic() - begun, 3),
        "versions": versions(),
    }
    return arrays | {"about": np.array(json.dumps(about))}


def versions() -> dict[str, str]:
    """Versions of what the numbers depend on."""
    packages = ("numpy", "torch", "numba")
    return {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        **{package: version(package) for package in packages},
    }


def _begin(stop: Event) -> None:
    """Prepare a local process: it stops when it is told to, or when its parent is gone."""
    global _stop
    _stop = stop

    def watch() -> None:
        wait([multiprocessing.parent_process().sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def local(workers: int) -> Iterator[Executor]:
    """Start processes of this machine, and end them whatever happens.

    Each is a fresh interpreter: a script that calls this must guard its main part by
    ``if __name__ == "__main__"``.
    """
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    executor = ProcessPoolExecutor(
        workers, mp_context=context, initializer=_begin, initargs=(stop,)
    )
    try:
        with _no_ctrl_c():  # a task for each process makes it start now
            for _ in range(workers):
                executor.submit(os.getpid)
        yield executor
    finally:
        stop.set()
        executor.shutdown(cancel_futures=True)


@contextmanager
def _no_ctrl_c() -> Iterator[None]:
    """Block SIGINT: processes that start meanwhile never get it. Ctrl-C is for their parent."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


async def _shake_hands(address: str) -> None:
    """See that a scheduler answers, before there is a client that would wait for it and retry."""
    from distributed.comm import connect

    # connect's own limit ends before the greeting, which something else may never send
    greeted = connect(address, timeout=CONNECT_SECONDS)
    comm = await asyncio.wait_for(greeted, CONNECT_SECONDS + 1)
    await comm.close()


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Connect to a Dask cluster.

    Its workers need this package. A chunk whose worker dies is computed by another one.

    Raises
    ------
    SweepError
        If no scheduler answers within seconds, or it has no worker.
    """
    from distributed import Client

    try:
        # in a thread of its own: a notebook has an event loop already
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, _shake_hands(address)).result()
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, MemoryError) as error:  # the last: it answered, but not as Dask
        reason = str(error) or type(error).__name__
        raise SweepError(f"no Dask scheduler answers at {address}: {reason}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=WORKER_SECONDS)
        except TimeoutError:
            raise SweepError(
                f"the Dask scheduler at {address} has no worker: start one with "
                f"`dask worker {address}`"
            ) from None
        executor = client.get_executor(pure=False)
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)
