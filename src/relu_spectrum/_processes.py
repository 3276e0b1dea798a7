"""Processes of this machine that end at once, with this process or with a block of it.

Not part of the public interface.

- `local`: start some; joblib's leave tracebacks after Ctrl-C, and outlive a parent that is killed
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection


def _end_with(parent: Connection) -> None:
    """Prepare a process: it ends when its parent closes the other end of a pipe, or is gone."""

    def watch() -> None:
        parent.poll(None)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def local(workers: int) -> Iterator[Executor]:
    """Start processes of this machine, and end them whatever happens and whatever they compute.

    Ctrl-C is for this process only. Each of the others is a fresh interpreter: a script that calls
    this must guard its main part by ``if __name__ == "__main__"``.

    Raises
    ------
    concurrent.futures.BrokenExecutor
        From a task's future, if a process dies.
    """
    theirs, ours = multiprocessing.Pipe(duplex=False)
    executor = ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), initializer=_end_with, initargs=(theirs,)
    )
    try:
        # what starts while SIGINT is blocked never gets it; a task for each process starts it now
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            for _ in range(workers):
                executor.submit(os.getpid)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        yield executor
    finally:
        ours.close()
        executor.shutdown(cancel_futures=True)
        theirs.close()
