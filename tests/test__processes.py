import multiprocessing
import os
import signal
import time
from concurrent.futures import BrokenExecutor

import pytest
from terminals import started, wait_for

from relu_spectrum._processes import local


def test_whatever_is_computed_ends_with_the_block():
    with pytest.raises(ZeroDivisionError), local(1) as executor:  # noqa: PT012
        assert executor.submit(abs, -3).result(60) == 3
        long = executor.submit(time.sleep, 1000)
        wait_for(long.running)
        begun = time.monotonic()
        raise ZeroDivisionError
    assert time.monotonic() - begun < 10
    assert isinstance(long.exception(), BrokenExecutor)
    assert multiprocessing.active_children() == []


def test_a_process_that_dies_is_an_error():
    with local(2) as executor:
        dead = executor.submit(os._exit, 1)
        with pytest.raises(BrokenExecutor):
            dead.result(60)


PROGRAM = """
import os, sys, time
from pathlib import Path
from relu_spectrum._processes import local

def work(number):
    Path(f"works{number}").touch()
    time.sleep(1000)

if __name__ == "__main__":
    try:
        with local(2) as executor:
            executor.submit(work, 1)
            executor.submit(work, 2).result()
    except KeyboardInterrupt:
        sys.exit(130)
else:  # a process that starts
    Path(f"starts{os.getpid()}").touch()
    time.sleep(0.5)
"""


@pytest.mark.parametrize(
    ("number", "reached", "code"),
    [
        (signal.SIGINT, "starts", 130),
        (signal.SIGINT, "works", 130),
        (signal.SIGKILL, "works", -signal.SIGKILL),
    ],
)
def test_signals_end_all_processes(tmp_path, number, reached, code):
    with started(tmp_path, PROGRAM) as process:
        wait_for(lambda: len(list(tmp_path.glob(f"{reached}*"))) == 2)
        if number == signal.SIGINT:  # Ctrl-C in a terminal reaches every process
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        said = process.communicate(timeout=20)  # it ends with the last process
    assert process.returncode == code
    if number == signal.SIGINT:
        assert said == ("", "")
