"""The command, in this process and once as one of its own."""

import json
import subprocess
import sys

import numpy as np
import pytest
import torch
from bs4 import BeautifulSoup
from click.testing import CliRunner
from probed import Residual, Runs, tone
from scipy.io import wavfile
from torch import nn
from torch.export import export

from relu_spectrum.cli.main import main
from relu_spectrum.models import published


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("programs")
    pooled = nn.Sequential(nn.Conv1d(1, 4, 1), Residual(4), nn.AvgPool1d(2), nn.ReLU()).eval()
    models = {
        "model": (pooled, torch.zeros(1, 1, 64)),
        "gelu": (nn.GELU(), torch.zeros(1, 1, 64)),
        "mixed": (nn.Sequential(nn.GELU(), nn.ReLU(), nn.Tanh()), torch.zeros(1, 1, 64)),
        "picky": (Runs(_picky), torch.zeros(1, 1, 64)),
    }
    keyword = export(Keyword(), (), {"x": torch.zeros(1, 64), "more": {"a": torch.zeros(1, 64)}})
    torch.export.save(keyword, place / "keyword.pt2")
    index = export(
        nn.Sequential(nn.Embedding(3, 8), nn.ReLU()), (torch.zeros(4, dtype=torch.int64),)
    )
    torch.export.save(index, place / "index.pt2")
    np.save(place / "half.npy", [0, 0.5, 1, 2])
    np.save(place / "far.npy", [0, 1, 2, 30])
    np.save(place / "near.npy", [0, 1, 2, 2])
    torch.save(nn.ReLU().state_dict(), place / "weights.pt")
    for name, (model, x) in models.items():
        torch.export.save(export(model, (x,)), place / f"{name}.pt2")
    x = tone().numpy()[0, 0]
    np.save(place / "x.npy", x)
    np.save(place / "short.npy", x[:50])
    np.savetxt(place / "x.csv", x, header="ppg", comments="")
    wavfile.write(place / "x.wav", 64, x)
    return place


class Keyword(nn.Module):
    def forward(self, *, x, more):
        return (x + 2 * more["a"]).relu()


def _picky(x):
    torch._assert_async((x > 5).any(), "the signal is too small")
    return x.relu()


@pytest.fixture
def run(folder, monkeypatch):
    monkeypatch.chdir(folder)
    return lambda *words: CliRunner().invoke(main, ["probe", *map(str, words)])


@pytest.mark.parametrize("signal", ["x.npy", "x.csv", "x.wav"])
def test_the_table_is_the_same_for_every_kind_of_file(run, signal):
    rate = () if signal == "x.wav" else ("--sample-rate", 64)
    done = run("model.pt2", "--signal", signal, *rate)
    assert done.exit_code == 0, done.output
    rows = [line.split() for line in done.output.splitlines()]
    assert [row[0] for row in rows] == ["ReLU", "1.act", "1.relu#1", "3"]
    assert [row[1:4] for row in rows[1:]] == [
        ["1x4x64", "64", "Hz"], ["1x4x64", "64", "Hz"], ["1x4x32", "32", "Hz"],
    ]  # fmt: skip


def test_without_a_rate_there_is_no_column_of_rates(run):
    done = run("model.pt2", "--signal", "x.npy")
    assert done.exit_code == 0
    assert "sample rate" not in done.output
    assert "Hz" not in done.output


def test_the_report_is_written(run, tmp_path):
    place = tmp_path / "report.html"
    done = run("model.pt2", "--signal", "x.wav", "--html", place)
    assert done.exit_code == 0, done.output
    assert str(place) in done.output
    page = BeautifulSoup(place.read_text("utf-8"), "html.parser")
    saved = json.loads(page.find("script", type="application/json").string)
    assert [record["name"] for record in saved["records"]] == ["1.act", "1.relu#1", "3"]
    assert (saved["model"], saved["input"]) == ("model.pt2", "float32 1x1x64, 64 Hz")
    assert "model.pt2" in page.h1.text
    assert "3 ReLUs. Input: x.wav, shape (64,) at 64 Hz." in page.text
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize(
    ("names", "found"),
    [("relu", ["ReLU"]), ("all", ["GELU", "ReLU", "Tanh"]), ("tanh, GELU", ["GELU", "Tanh"])],
)
def test_other_functions_are_recorded_if_they_are_named(run, tmp_path, names, found):
    place = tmp_path / "report.html"
    words = ("--activations", names, "--keep", "spectra", "--welch", 32, "--check")
    done = run("mixed.pt2", "--signal", "x.npy", *words, "--html", place)
    assert done.exit_code == 0, done.output
    assert f"\nChecked: {len(found)} recorded inputs gave the recorded outputs" in done.output
    page = BeautifulSoup(place.read_text("utf-8"), "html.parser")
    saved = json.loads(page.find("script", type="application/json").string)["records"]
    assert [record["kind"] for record in saved] == found
    assert {record["spectra"]["samples"] for record in saved} == {32}
    one = ("ReLU", "activation")[len(found) > 1]
    assert page.h1.text.lower() == f"{one} by {one}: mixed.pt2".lower()
    assert f"{len(found)} {one}s. Input: x.npy" in page.text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("mixed.pt2", "--signal", "x.npy", "--activations", "x"), "not 'x'"),
        (("mixed.pt2", "--signal", "x.npy", "--welch", "1"), "welch must be at least 2"),
        (("none.pt2", "--signal", "x.npy"), "none.pt2: there is no such file"),
        (("x.npy", "--signal", "x.npy"), "x.npy: not a program of torch.export.save"),
        (("model.pt2", "--signal", "none.npy"), "none.npy: there is no such file"),
        (("model.pt2", "--signal", "model.pt2"), "must be a .npy, .npz, .wav, .csv"),
        (("model.pt2", "--signal", "short.npy"), "64 samples are wanted"),
        (("gelu.pt2", "--signal", "x.npy"), "it ran GELU at the top level"),
        (("picky.pt2", "--signal", "x.npy"), "the program failed"),
        (("index.pt2", "--signal", "far.npy"), "index.pt2: the program failed: index out of range"),
        (("index.pt2", "--signal", "half.npy"), "int64 numbers, and 0.5 at [1] of the signal"),
        (("weights.pt", "--signal", "x.npy"), "weights.pt: not a program of torch.export.save"),
        ((".", "--signal", "x.npy"), ".: this is no file"),
        (("keyword.pt2", "--signal", "x.npy"), "--signal x=FILE --signal more_a=FILE"),
        (("keyword.pt2", "--signal", "x=x.npy", "--signal", "x.npy"), "all with another NAME="),
        (("keyword.pt2", "--signal", "x=x.npy", "--signal", "x=x.npy"), "all with another NAME="),
        (("model.pt2", "--signal", "x.npy", "--html", "."), "this is a folder"),
        (("model.pt2", "--signal", "x.npy", "--html", "x.npy"), "would replace what it is about"),
        (
            ("model.pt2", "--signal", "x.wav", "--sample-rate", "32"),
            "the file says 64 Hz and --sample-rate says 32 Hz",
        ),
        (("model.pt2", "--signal", "x.npy", "--sample-rate", "0"), "sample_rate must be above 0"),
        (("model.pt2", "--signal", "x.npy", "--sample-rate", "nan"), "must be finite"),
        (("model.pt2", "--signal", "x.npy", "--html", "no/r.html"), "there is no folder no"),
    ],
)
def test_errors_take_one_line_and_write_nothing(run, folder, words, message):
    html = () if "--html" in words else ("--html", "report.html")
    before = sorted(path.name for path in folder.iterdir())
    done = run(*words, *html)
    assert done.exit_code == 1
    assert message in done.output
    assert done.output.startswith("Error: ")
    assert done.output.count("\n") == 1
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize(
    "signals", [("x.npy", "x.csv"), ("x=x.npy", "more_a=x.wav"), ("more_a=x.npy", "x=x.npy")]
)
def test_keywords_and_nested_inputs_have_a_signal_each(run, signals):
    done = run("keyword.pt2", *(word for signal in signals for word in ("--signal", signal)))
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[-1].split()[0] == "relu#1"


def test_whole_numbers_are_given_as_they_are(run):
    done = run("index.pt2", "--signal", "near.npy")
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    "error", [KeyError("x"), MemoryError(), IndexError(), ArithmeticError("no\nmore")]
)
def test_whatever_is_raised_takes_one_line(run, monkeypatch, error):
    def fails(path):
        raise error

    monkeypatch.setattr("relu_spectrum.signals.files.read_signal", fails)
    done = run("model.pt2", "--signal", "x.npy")
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert done.output.startswith(f"Error: {type(error).__name__}")
    assert run("model.pt2", "--signal", "x.npy", "--traceback").exception is error


def test_the_programs_warnings_are_not_shown(run, monkeypatch):
    import warnings

    from relu_spectrum.probe.program_files import load_program

    def warns(path):
        warnings.warn("old", UserWarning, stacklevel=1)
        return load_program(path)

    monkeypatch.setattr("relu_spectrum.probe.program_files.load_program", warns)
    assert "old" not in run("model.pt2", "--signal", "x.npy").output


def test_the_rate_of_a_wav_file_may_be_repeated(run):
    assert run("model.pt2", "--signal", "x.wav", "--sample-rate", "64").exit_code == 0


@pytest.mark.parametrize(
    "words", [(), ("model.pt2",), ("model.pt2", "--signal", "x.npy", "--sample-rate", "fast")]
)
def test_wrong_use_is_explained(run, words):
    done = run(*words)
    assert done.exit_code == 2
    assert "Usage: " in done.output


def test_fetch_says_where_things_are(monkeypatch, tmp_path):
    monkeypatch.setattr(published, "fetch", lambda: tmp_path / "arrays.npz")
    done = CliRunner().invoke(main, ["fetch"])
    assert done.exit_code == 0
    assert str(tmp_path / "arrays.npz") in done.output


def test_fetch_tells_what_went_wrong(monkeypatch):
    def fails():
        raise published.FetchError("no network\n for the wheel")

    monkeypatch.setattr(published, "fetch", fails)
    done = CliRunner().invoke(main, ["fetch"])
    assert (done.exit_code, done.output) == (1, "Error: no network for the wheel\n")


@pytest.mark.slow
def test_the_command_as_a_process_of_its_own(folder):
    start = "import sys; from relu_spectrum.cli import main; sys.exit(main())"
    words = ["probe", "model.pt2", "--signal", "x.csv", "--sample-rate", "64"]
    command = [sys.executable, "-c", start, *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].split()[0] == "3"
    assert "Traceback" not in done.stderr
