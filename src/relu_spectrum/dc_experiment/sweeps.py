"""Many repetitions of several arms, into a folder.

- `sweep`: compute what is missing there
"""

import os
import time
from collections.abc import Iterable
from concurrent.futures import BrokenExecutor, CancelledError, as_completed
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from tqdm import tqdm

from .._checks import whole_number
from .._files import DamagedFile
from .._processes import local
from .arms import PAPER_ARMS, find
from .folders import Folder
from .settings import Settings
from .workers import SweepError, cluster, compute, versions

SLOW_COST, FAST_COST = 100, 1  # of a repetition, for the time left


def sweep(
    folder: str | Path,
    arms: Iterable[str] = PAPER_ARMS,
    repetitions: int = 100,
    *,
    settings: Settings | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
    recompute_corrupt: bool = False,
    progress: bool = False,
) -> None:
    """Compute the repetitions 0, 1, ... of some arms that are not in the folder yet.

    Each finished repetition is one file, written in one step by this process. Whatever stops the
    sweep, these stay, and the same call goes on with the others. The numbers do not depend on the
    number of workers nor on how often it was stopped.

    Parameters
    ----------
    folder : str or Path
        Made if need be. It must not come from a sweep with other settings; other arms and more
        repetitions may be added.
    arms : iterable of str, optional
        Names of `arms.ARMS`; by default the paper's three.
    repetitions : int, optional
        At least 1.
    settings : Settings, optional
    workers : int, optional
        Processes on this machine, at least 1; by default one a core. Each works on one thread.
    scheduler : str, optional
        Address of a Dask scheduler (``tcp://host:port``), whose workers compute instead. Nothing
        need be shared with them: the files are written here.
    recompute_corrupt : bool, optional
        Whether damaged repetitions are computed anew rather than reported.
    progress : bool, optional
        Whether to show a bar with the time left on stderr.

    Raises
    ------
    TypeError, ValueError
        If an arm is unknown, or a number is no whole one of at least 1.
    SweepError
        If the folder is a file, is used by another sweep or holds other settings; if a file cannot
        be written; if no scheduler answers; if a local worker dies.
    DamagedFile
        If a repetition's file is damaged; the message names it.
    """
    settings = settings or Settings()
    names = list(dict.fromkeys(find(name).name for name in arms))
    if not names:
        raise ValueError("arms is empty: at least one is wanted")
    repetitions = whole_number(repetitions, "repetitions", least=1)
    workers = os.cpu_count() or 1 if workers is None else whole_number(workers, "workers", least=1)
    home = Folder(folder)
    home.prepare(settings)
    begun = time.monotonic()
    with ExitStack() as stack:
        try:
            stack.enter_context(FileLock(home.path / ".lock", timeout=0))
        except Timeout:
            raise SweepError(f"another sweep is writing to {home.path}") from None
        done = _done(home, recompute_corrupt)
        todo = [
            (name, repetition)
            for name in sorted(names, key=_cost, reverse=True)  # what takes long comes first
            for repetition in range(repetitions)
            if (name, repetition) not in done
        ]
        total = len(names) * repetitions
        ready = total - len(todo)
        # the mean speed since the start tells the time left
        bar = tqdm(
            total=sum(_cost(name) for name, _ in todo),
            postfix=f"{ready}/{total} repetitions",
            bar_format="{percentage:3.0f}%|{bar}|{postfix} [{elapsed}, {remaining} left]",
            smoothing=0,
            disable=not progress,
        )
        stack.enter_context(bar)
        if todo:
            executor = stack.enter_context(cluster(scheduler) if scheduler else local(workers))
            futures = {executor.submit(compute, *key, settings): key for key in todo}
            try:
                for future in as_completed(futures):
                    key = futures[future]
                    home.write(*key, future.result())
                    ready += 1
                    bar.set_postfix_str(f"{ready}/{total} repetitions", refresh=False)
                    bar.update(_cost(key[0]))
            except (BrokenExecutor, CancelledError) as error:
                raise SweepError(
                    f"a worker or the scheduler is gone ({error or type(error).__name__}); what is "
                    "finished is kept, and the same command continues with what is missing"
                ) from error
        home.remember(
            {
                "arms": names,
                "repetitions": repetitions,
                "computed": len(todo),
                "workers": "cluster" if scheduler else workers,
                "date": datetime.now(UTC).isoformat(timespec="seconds"),
                "seconds": round(time.monotonic() - begun, 1),
                "versions": versions(),
            }
        )


def _cost(name: str) -> int:
    """Work of a repetition of an arm, in units of a fast one."""
    return SLOW_COST if find(name).is_slow else FAST_COST


def _done(folder: Folder, recompute_corrupt: bool) -> set[tuple[str, int]]:
    """Read every repetition; return those that can be read."""
    done = set()
    for key in folder.finished():
        try:
            folder.read(*key)
        except DamagedFile as error:
            if not recompute_corrupt:
                raise DamagedFile(
                    f"{error}; --recompute-corrupt (recompute_corrupt=True) computes it anew"
                ) from error
        else:
            done.add(key)
    return done
