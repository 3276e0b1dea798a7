import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor
from functools import partial

import pytest

from relu_spectrum._processes import local


def wait_for(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"nothing happened for {seconds} s"
        time.sleep(0.01)


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
    (tmp_path / "program.py").write_text(PROGRAM)
    process = subprocess.Popen(
        [sys.executable, "program.py"],
        cwd=tmp_path,
        start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # the tests may ignore it
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        wait_for(lambda: len(list(tmp_path.glob(f"{reached}*"))) == 2)
        if number == signal.SIGINT:  # Ctrl-C in a terminal reaches every process
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        # the pipe ends when the last process that has it ends
        output, _ = process.communicate(timeout=20)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == code
    if number == signal.SIGINT:
        assert output == ""
