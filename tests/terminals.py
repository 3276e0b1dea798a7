"""Programs of their own, started as a terminal starts them."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from functools import partial


def wait_for(condition, seconds=100):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"nothing happened for {seconds} s"
        time.sleep(0.005)


@contextlib.contextmanager
def started(folder, program, *arguments):
    """Start a Python program in a folder; end all of its processes, whatever happens.

    Its pipes end when the last process that has them ends.
    """
    (folder / "program.py").write_text(program)
    process = subprocess.Popen(
        [sys.executable, "program.py", *arguments],
        cwd=folder,
        start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # the tests may ignore it
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
