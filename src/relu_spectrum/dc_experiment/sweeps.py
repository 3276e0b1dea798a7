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
from .arms import PAPER_ARMS, find
from .chunks import Chunk, SweepError, missing
from .folders import Folder
from .settings import Settings
from .workers import cluster, compute, local, versions

SLOW_SIZE, FAST_SIZE = 2, 25  # repetitions in a chunk
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

    Each finished chunk is one file, written in one step by this process. Whatever stops the sweep,
    finished chunks stay, and the same call goes on with the others. The numbers do not depend on
    the number of workers nor on how often it was stopped.

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
        Whether damaged chunks are computed anew rather than reported.
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
        If a chunk is damaged; the message names it.
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
            chunk
            for name in sorted(names, key=lambda name: not find(name).is_slow)
            for chunk in missing(
                name,
                repetitions,
                done.get(name, ()),
                SLOW_SIZE if find(name).is_slow else FAST_SIZE,
            )
        ]
        total = len(names) * repetitions
        ready = total - sum(len(chunk.repetitions) for chunk in todo)
        bar = stack.enter_context(_bar(todo, ready, total, disable=not progress))
        if todo:
            executor = stack.enter_context(cluster(scheduler) if scheduler else local(workers))
            futures = {executor.submit(compute, chunk, settings): chunk for chunk in todo}
            try:
                for future in as_completed(futures):
                    chunk = futures[future]
                    home.write(chunk, future.result())
                    ready += len(chunk.repetitions)
                    bar.set_postfix_str(f"{ready}/{total} repetitions", refresh=False)
                    bar.update(_cost(chunk))
            except (BrokenExecutor, CancelledError) as error:
                raise SweepError(
                    f"a worker or the scheduler is gone ({error or type(error).__name__}); "
                    "finished chunks are kept, and the same command continues with what is missing"
                ) from error
        home.remember(
            {
                "arms": names,
                "repetitions": repetitions,
                "chunks": len(todo),
                "workers": "cluster" if scheduler else workers,
                "date": datetime.now(UTC).isoformat(timespec="seconds"),
                "seconds": round(time.monotonic() - begun, 1),
                "versions": versions(),
            }
        )


def _cost(chunk: Chunk) -> int:
    """Work of a chunk, in units of a fast repetition."""
    return len(chunk.repetitions) * (SLOW_COST if find(chunk.arm).is_slow else FAST_COST)


def _bar(todo: list[Chunk], ready: int, total: int, *, disable: bool) -> tqdm:
    """Make the progress bar; the mean speed since the start tells the time left."""
    return tqdm(
        total=sum(_cost(chunk) for chunk in todo),
        postfix=f"{ready}/{total} repetitions",
        bar_format="{percentage:3.0f}%|{bar}|{postfix} [{elapsed}, {remaining} left]",
        smoothing=0,
        disable=disable,
    )


def _done(folder: Folder, recompute_corrupt: bool) -> dict[str, set[int]]:
    """Read every chunk; return the repetitions of each arm."""
    done = {}
    for chunk, path in list(folder.chunks()):
        try:
            folder.read(chunk)
        except DamagedFile as error:
            if not recompute_corrupt:
                raise DamagedFile(
                    f"{error}; --recompute-corrupt (recompute_corrupt=True) computes it anew"
                ) from error
            path.unlink()
        else:
            done.setdefault(chunk.arm, set()).update(chunk.repetitions)
    return done
