"""Changes for the whole process that several threads may want at once.

- `Shared`: makes a change when the first comes, and undoes it when the last has gone
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from threading import Lock


class Shared:
    """A context that several threads can be in at once.

    Parameters
    ----------
    change : callable
        Makes a context manager: entered by the first, left by the last.

    Examples
    --------
    >>> shared = Shared(lambda: contextmanager(lambda: (yield print("made")))())
    >>> with shared.held(), shared.held():
    ...     print("used")
    made
    used
    """

    def __init__(self, change: Callable[[], AbstractContextManager]) -> None:
        self.change, self.lock, self.users, self.stack = change, Lock(), 0, ExitStack()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Be one of those that need the change."""
        with self.lock:
            if self.users == 0:
                self.stack.enter_context(self.change())
            self.users += 1
        try:
            yield
        finally:
            with self.lock:
                self.users -= 1
                if self.users == 0:
                    self.stack.close()
