"""Follow work into the threads that it is handed to.

A dispatch mode is active in one thread. `wrapping` says when another thread is started or gets a
task, so that the mode can be made active there for as long as the work lasts.

- `wrapping`: a context in which a function may wrap what is handed to another thread
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import thread as pool_threads
from contextlib import contextmanager


@contextmanager
def wrapping(wrapper: Callable[[Callable], Callable]) -> Iterator[None]:
    """Wrap what Python's threads and thread pools are given to run.

    Work in threads that were there before and get it in another way, such as from a queue, is not
    followed; nor is that in other processes.

    Parameters
    ----------
    wrapper : callable
        Gets the work in the thread that hands it over, and returns what to run instead of it.

    Examples
    --------
    >>> with wrapping(lambda work: lambda *args: 2 * work(*args)), ThreadPoolExecutor(1) as pool:
    ...     print(pool.submit(abs, -1).result())
    2
    """
    start, submit = threading.Thread.start, ThreadPoolExecutor.submit

    def wrapping_start(thread):
        work = thread.run
        if getattr(thread, "_target", None) is not pool_threads._worker:  # a pool's tasks are told
            wrapped = wrapper(work)
            if wrapped is not work:
                thread.run = wrapped
        start(thread)

    def wrapping_submit(pool, work, /, *args, **kwargs):
        return submit(pool, wrapper(work), *args, **kwargs)

    threading.Thread.start, ThreadPoolExecutor.submit = wrapping_start, wrapping_submit
    try:
        yield
    finally:
        threading.Thread.start, ThreadPoolExecutor.submit = start, submit
