import contextlib
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from relu_spectrum.dc_experiment import workers
from relu_spectrum.dc_experiment.arms import ARMS
from relu_spectrum.dc_experiment.chunks import Chunk, SweepError
from relu_spectrum.dc_experiment.settings import Settings
from relu_spectrum.dc_experiment.training import train

SMALL = Settings(epochs=2, train_per_class=20, test_per_class=2)
LONG = Settings(epochs=1_000_000, train_per_class=20, test_per_class=2)


def test_a_chunk_is_its_repetitions():
    arrays = workers.compute(Chunk("abs", (3, 4)), SMALL)
    for row, number in enumerate((3, 4)):
        for name, value in vars(train(ARMS["abs"], number, SMALL)).items():
            np.testing.assert_array_equal(arrays[name][row], value, strict=True)


def test_local_processes_give_the_same_and_end_at_once():
    chunk = Chunk("relu", (1,))
    with pytest.raises(ZeroDivisionError), workers.local(1) as executor:  # noqa: PT012
        arrays = executor.submit(workers.compute, chunk, SMALL).result(timeout=120)
        long = executor.submit(workers.compute, Chunk("linear", (0,)), LONG)
        while not long.running():
            time.sleep(0.01)
        begun = time.monotonic()
        raise ZeroDivisionError
    assert time.monotonic() - begun < 20
    assert isinstance(long.exception(), workers.Stopped)
    assert multiprocessing.active_children() == []
    expected = workers.compute(chunk, SMALL)
    for name in ("records", "means_end"):
        np.testing.assert_array_equal(arrays[name], expected[name], strict=True)


ORPHAN = """
import os, signal
from relu_spectrum.dc_experiment import workers
if __name__ == "__main__":
    with workers.local(1) as executor:
        print(executor.submit(os.getpid).result(), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_whose_parent_is_killed_ends(tmp_path):
    (tmp_path / "orphan.py").write_text(ORPHAN)
    command = [sys.executable, tmp_path / "orphan.py"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
    try:
        # the pipe ends when the last process that has it ends
        child = int(process.communicate(timeout=120)[0])
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert child != process.pid


def assert_a_clear_error_within_seconds(address):
    begun = time.monotonic()
    with (
        pytest.raises(SweepError, match=f"no Dask scheduler answers at {address}"),
        workers.cluster(address),
    ):
        pass
    assert time.monotonic() - begun < 3 * workers.CONNECT_SECONDS


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:9", "nonsense://here", "tcp://127.0.0.1:port"]
)
def test_a_scheduler_that_does_not_answer_is_a_clear_error_within_seconds(address):
    assert_a_clear_error_within_seconds(address)


@pytest.mark.parametrize(
    "greeting", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"SSH-2.0-server\r\n", b""]
)
def test_what_is_no_scheduler_is_a_clear_error_within_seconds(greeting):
    """A real server on loopback that speaks something else, or nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        spoken = []

        def speak():
            with contextlib.suppress(OSError):  # the server is closed below
                while True:
                    spoken.append(server.accept()[0])
                    spoken[-1].sendall(greeting)

        threading.Thread(target=speak, daemon=True).start()
        assert_a_clear_error_within_seconds(address)
        assert spoken
        server.shutdown(socket.SHUT_RDWR)
    for connection in spoken:
        connection.close()
