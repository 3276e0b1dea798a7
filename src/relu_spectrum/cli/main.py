"""The command `relu-spectrum`.

- ``relu-spectrum probe``: what every ReLU of a saved program does to a signal's spectrum
- ``relu-spectrum fetch``: fetches the published model and recording of the book
- ``relu-spectrum sweep``: runs the DC experiment, in `relu_spectrum.cli.sweep`
"""

import math
import warnings
from pathlib import Path

import click

from .sweep import sweep


class Plain(click.ClickException):
    """An error that is told in one line."""

    def __init__(self, error: BaseException) -> None:
        told = " ".join(str(error).split())
        if not told or not isinstance(error, (OSError, ValueError, TypeError, RuntimeError)):
            told = f"{type(error).__name__}: {told}".removesuffix(": ")
        super().__init__(told)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="relu-spectrum")
def main() -> None:
    """See what a ReLU does to a spectrum."""


main.add_command(sweep)


@main.command()
@click.argument("model", type=click.Path(path_type=Path))
@click.option(
    "--signal", "signals", required=True, multiple=True, metavar="[NAME=]FILE",
    help="An .npy, .npz, .wav, .csv, .tsv or .txt file; see below.",
)  # fmt: skip
@click.option("--sample-rate", type=float, metavar="HZ", help="A wav file has its own.")
@click.option(
    "--activations",
    default="relu",
    metavar="NAMES",
    help="What is recorded: relu, all, or names as in torch.nn with commas between (GELU,SiLU).",
)
@click.option("--welch", type=int, metavar="SAMPLES", help="Average spectra over such segments.")
@click.option(
    "--keep",
    type=click.Choice(["signals", "spectra"]),
    default="signals",
    help="Spectra: let signals go while the program runs, for large programs.",
)
@click.option("--check", is_flag=True, help="Also run without the probe, and compare.")
@click.option("--html", type=click.Path(path_type=Path), help="Write a report to this file.")
@click.option("--traceback", is_flag=True, help="Show where an error comes from.")
def probe(
    model: Path,
    signals: tuple[str, ...],
    sample_rate: float | None,
    html: Path | None,
    traceback: bool,
    **options,
) -> None:
    """Print what every ReLU of MODEL, a program saved with torch.export, does to a signal.

    The last axis of the signal is time; a column of a table and a channel of a wav file is a
    channel. Axes of length one are put in front as the program wants them: a signal of shape
    (time,) becomes (1, 1, time).

    A program of several inputs takes a --signal for each, in its order or by name: --signal x=a.npy
    --signal mask=b.npy. Nested inputs have names such as d_x for d["x"].

    Loading a program can run code that it holds: open only files that you trust.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # those of the program
            files = [_named(word) for word in signals]
            click.echo(_probed(model, files, sample_rate, html, options))
    except Exception as error:
        if traceback:
            raise
        raise Plain(error) from error


def _named(word: str) -> tuple[str, Path]:
    name, _, file = word.partition("=")
    if name.isidentifier() and file and not Path(word).exists():
        return name, Path(file)
    return "", Path(word)


def _probed(
    model: Path,
    files: list[tuple[str, Path]],
    sample_rate: float | None,
    html: Path | None,
    options: dict,
) -> str:
    """Write the report, if one is wanted, and return what is printed."""
    from .._files import write_text
    from ..probe.program_files import fit, load_program
    from ..probe.report import report
    from ..signals.files import read_signal

    if html is not None:
        _check_free(html, [model, *(path for _, path in files)])
    read = [read_signal(path) for _, path in files]
    rate = _rate(
        [(path, own) for (_, path), (_, own) in zip(files, read, strict=True)], sample_rate
    )
    samples = [array for array, _ in read]
    names = [name for name, _ in files]
    if any(names) and (not all(names) or len(set(names)) < len(names)):
        raise ValueError("a --signal each is wanted: all with another NAME=, or all without")
    program = load_program(model)
    inputs, keywords = fit(
        program, dict(zip(names, samples, strict=True)) if any(names) else samples
    )
    options["activations"] = [name.strip() for name in options["activations"].split(",")]
    seen = _run(model, program, inputs, {**keywords, **options, "sample_rate": rate})
    shown = seen.table()
    if seen.checked:
        shown += f"\nChecked: {seen.checked}"
    if html is None:
        return shown
    at = "" if rate is None else f" at {rate:g} Hz"
    told = " and ".join(
        f"{path.name}, shape {array.shape}" for (_, path), array in zip(files, samples, strict=True)
    )
    seen.model = model.name
    noun = seen.noun
    title = f"{noun[0].upper()}{noun[1:]} by {noun}: {model.name}"
    about = f"{len(seen)} {noun}s. Input: {told}{at}."
    write_text(html, report(seen, title=title, about=about))
    return f"{shown}\nThe report is at {html}"


def _run(model: Path, program, inputs: tuple, keywords: dict):
    from ..probe.run import probe as run

    try:
        return run(program, *inputs, **keywords)
    except (OSError, ValueError, TypeError):
        raise
    except Exception as error:  # of the program itself
        first = str(error).strip().partition("\n")[0] or type(error).__name__
        raise RuntimeError(f"{model}: the program failed: {first}") from error


def _check_free(html: Path, used: list[Path]) -> None:
    if not html.parent.is_dir():
        raise FileNotFoundError(f"{html}: there is no folder {html.parent}")
    if html.is_dir():
        raise IsADirectoryError(f"{html}: a file is wanted for the report, and this is a folder")
    if html.exists() and any(path.exists() and html.samefile(path) for path in used):
        raise ValueError(f"{html}: the report would replace what it is about")


def _rate(owns: list[tuple[Path, float | None]], given: float | None) -> float | None:
    known = [(said, rate) for said, rate in [("--sample-rate", given), *owns] if rate is not None]
    for path, own in known[1:]:
        said, rate = known[0]
        if not math.isclose(own, rate, rel_tol=1e-3):  # times in a file are rounded
            raise ValueError(
                f"{path}: the file says {own:g} Hz and {said} says {rate:g} Hz: leave the "
                "option out, or change the file"
            )
    return known[0][1] if known else None


@main.command()
def fetch() -> None:
    """Fetch the published model and recording that the book uses, verified by their hashes."""
    from ..models import published

    try:
        place = published.fetch()
    except Exception as error:
        raise Plain(error) from error
    click.echo(f"The model and the recording are at {place}")
