import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner
from terminals import started, wait_for

from relu_spectrum import dc_experiment
from relu_spectrum.cli.main import main
from relu_spectrum.cli.sweep import sweep
from relu_spectrum.dc_experiment import Settings, sweeps
from relu_spectrum.dc_experiment.folders import Folder
from relu_spectrum.dc_experiment.workers import compute

SMALL = ["--epochs", "1", "--train-per-class", "5", "--test-per-class", "2"]
PROGRAM = "from relu_spectrum.cli.sweep import sweep\nif __name__ == '__main__': sweep()\n"


def run(*arguments):
    return CliRunner().invoke(sweep, [str(argument) for argument in arguments])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--arms", "relu,tanh"], "there is no arm 'tanh'; the arms are relu, linear,"),
        (["--repetitions", "0"], "Invalid value for '--repetitions': 0 is not in the range x>=1"),
        (["--repetitions", "x"], "'x' is not a valid integer"),
        (["--epochs", "0"], "'--epochs': 0 is not in the range x>=1"),
        (["--seed", "-1"], "'--seed': -1 is not in the range x>=0"),
        (["--workers", "0"], "'--workers': 0 is not in the range x>=1"),
        (["--train-per-class", "0"], "'--train-per-class': 0 is not in the range x>=1"),
    ],
)
def test_wrong_options_are_refused_before_anything_is_made(tmp_path, arguments, message):
    result = run("--out", tmp_path / "out", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert not (tmp_path / "out").exists()


def test_the_folder_is_wanted():
    assert "Missing option '--out'" in run("--arms", "relu").stderr


@pytest.mark.parametrize("option", ["--out", "--scheduler"])
def test_errors_of_the_sweep_are_one_line(tmp_path, option):
    if option == "--out":
        (tmp_path / "file").write_text("")
        arguments = ["--out", tmp_path / "file"]
    else:
        arguments = ["--out", tmp_path / "out", "--scheduler", "nonsense://here"]
    result = run(*arguments, *SMALL)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("Error: ")
    assert "Traceback" not in result.stderr


def test_options_become_settings(tmp_path, monkeypatch):
    given = {}

    def note(folder, arms, repetitions, **options):
        given.update(options, folder=folder, arms=arms, repetitions=repetitions)

    monkeypatch.setattr(dc_experiment, "sweep", note)
    arguments = ["--arms", "abs, relu", "--repetitions", 7, "--out", tmp_path, "--seed", 3]
    arguments += ["--workers", 5, "--scheduler", "tcp://a:1", "--recompute-corrupt"]
    assert run(*arguments, *SMALL).exit_code == 0
    assert given == {
        "folder": str(tmp_path),
        "arms": ["abs", "relu"],
        "repetitions": 7,
        "settings": Settings(seed=3, epochs=1, train_per_class=5, test_per_class=2),
        "workers": 5,
        "scheduler": "tcp://a:1",
        "recompute_corrupt": True,
        "progress": True,
    }


def test_by_default_it_is_the_papers_experiment(tmp_path, monkeypatch):
    given = {}
    monkeypatch.setattr(dc_experiment, "sweep", lambda *a, **options: given.update(options, a=a))
    assert run("--out", tmp_path).exit_code == 0
    assert given["a"] == (str(tmp_path), ["relu", "linear", "linear_class_dc"], 100)
    assert given["settings"] == Settings(0, 60, 1024, 100)


def test_the_help_names_all_arms():
    words = run("--help").output.replace(",", " ").replace(";", " ").split()
    assert [word for word in words if word in dc_experiment.ARMS][:12] == list(dc_experiment.ARMS)


def test_it_is_a_command_of_the_program():
    assert main.commands["sweep"] is sweep


def test_sigterm_stops_as_ctrl_c_does(tmp_path, monkeypatch):
    monkeypatch.setattr(
        dc_experiment, "sweep", lambda *_, **__: signal.raise_signal(signal.SIGTERM)
    )
    before = signal.getsignal(signal.SIGTERM)
    try:
        result = run("--out", tmp_path)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert result.exit_code == 130
    assert result.stderr.startswith("Stopped. What was finished is in ")


@pytest.mark.slow
def test_ctrl_c_stops_cleanly_and_the_same_command_continues(tmp_path, monkeypatch):
    """A real sweep, started as a terminal does; SIGINT comes to all of its processes."""
    out = tmp_path / "out"
    arguments = ["--arms", "relu", "--repetitions", "12", "--epochs", "5", "--out", "out"]
    arguments += ["--train-per-class", "64", "--test-per-class", "2", "--workers", "1"]
    with started(tmp_path, PROGRAM, *arguments) as process:
        wait_for(lambda: process.poll() is not None or list(out.glob("*.npz")))
        assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)
        stdout, stderr = process.communicate(timeout=20)  # no process is left behind
    assert process.returncode == 130, stderr
    assert stdout == ""
    assert "Stopped. What was finished is in out; the same command continues." in stderr
    assert "Traceback" not in stderr
    assert "Warning" not in stderr

    kept = {path: path.stat().st_mtime_ns for path in out.glob("*.npz")}
    assert 1 <= len(kept) < 12
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sweeps, "local", ThreadPoolExecutor)  # other processes would do as well
    done = run(*arguments)
    assert done.exit_code == 0
    assert "All 12 repetitions of relu are in out." in done.stdout
    assert "12/12 repetitions" in done.stderr
    assert " left]" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    home = Folder(out)
    assert home.finished() == [("relu", number) for number in range(12)]
    for key in home.finished():
        expected = compute(*key, home.settings())["records"]
        assert (home.read(*key)["records"] == expected).all()
