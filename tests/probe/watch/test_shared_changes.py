import threading
from contextlib import contextmanager

import pytest

from relu_spectrum.probe.watch.shared_changes import Shared


def test_the_first_makes_the_change_and_the_last_undoes_it():
    changes = []

    @contextmanager
    def change():
        changes.append("made")
        yield
        changes.append("undone")

    shared, barrier = Shared(change), threading.Barrier(3)

    def user():
        with shared.held():
            barrier.wait()

    for _ in range(2):
        threads = [threading.Thread(target=user) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert changes == ["made", "undone"] * 2


def test_it_is_undone_after_an_error():
    changes = []

    @contextmanager
    def change():
        try:
            yield
        finally:
            changes.append("undone")

    with pytest.raises(OSError, match="on purpose"), Shared(change).held():
        raise OSError("on purpose")
    assert changes == ["undone"]
