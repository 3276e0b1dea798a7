"""What workers compute, and a Dask cluster to compute it on.

- `compute`: one repetition of one arm
- `cluster`: a Dask cluster, by the address of its scheduler
- `SweepError`: why a sweep cannot go on
"""

import asyncio
import json
import platform
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from .arms import find
from .settings import Settings
from .training import train

CONNECT_SECONDS = 5  # until a scheduler must have answered
WORKER_SECONDS = 10  # until it must have a worker


class SweepError(RuntimeError):
    """A sweep cannot start or go on; what was finished is kept."""


def compute(arm: str, repetition: int, settings: Settings) -> dict[str, NDArray]:
    """Compute one repetition of one arm.

    Returns
    -------
    dict of str to ndarray
        The arrays of `training.Run`, and ``about``: a JSON text with arm, repetition, settings,
        date, seconds and versions.
    """
    begun = time.monotonic()
    run = train(find(arm), repetition, settings)
    about = {
        "arm": arm,
        "repetition": repetition,
        "settings": asdict(settings),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(time.monotonic() - begun, 3),
        "versions": versions(),
    }
    return vars(run) | {"about": np.array(json.dumps(about))}


def versions() -> dict[str, str]:
    """Versions of what the numbers depend on."""
    return {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        **{package: version(package) for package in ("numpy", "torch", "numba")},
    }


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

    Its workers need this package. What a worker that dies was computing, another one computes.
    (joblib's Dask backend, tried in its place, waits for ever when a task cannot be unpickled or
    has killed three workers.)

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
