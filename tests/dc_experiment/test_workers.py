import contextlib
import json
import socket
import threading
import time

import numpy as np
import pytest

from relu_spectrum.dc_experiment import workers
from relu_spectrum.dc_experiment.arms import ARMS
from relu_spectrum.dc_experiment.settings import Settings
from relu_spectrum.dc_experiment.training import train

SMALL = Settings(epochs=2, train_per_class=20, test_per_class=2)


def test_what_is_computed_is_the_repetition_and_what_made_it():
    arrays = workers.compute("abs", 3, SMALL)
    for name, value in vars(train(ARMS["abs"], 3, SMALL)).items():
        np.testing.assert_array_equal(arrays[name], value, strict=True)
    about = json.loads(str(arrays["about"]))
    assert (about["arm"], about["repetition"]) == ("abs", 3)
    assert about["seconds"] > 0
    assert {"python", "numpy", "torch", "numba", "machine"} == set(about["versions"])


def assert_a_clear_error_within_seconds(address, monkeypatch):
    assert workers.CONNECT_SECONDS <= 5
    monkeypatch.setattr(workers, "CONNECT_SECONDS", 0.5)
    begun = time.monotonic()
    with (
        pytest.raises(workers.SweepError, match=f"no Dask scheduler answers at {address}"),
        workers.cluster(address),
    ):
        pass
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:9", "nonsense://here", "tcp://127.0.0.1:port"]
)
def test_a_scheduler_that_does_not_answer_is_a_clear_error(address, monkeypatch):
    assert_a_clear_error_within_seconds(address, monkeypatch)


@pytest.mark.parametrize(
    "greeting", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"SSH-2.0-server\r\n", b""]
)
def test_what_is_no_scheduler_is_a_clear_error(greeting, monkeypatch):
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
        assert_a_clear_error_within_seconds(address, monkeypatch)
        assert spoken
        server.shutdown(socket.SHUT_RDWR)
    for connection in spoken:
        connection.close()
