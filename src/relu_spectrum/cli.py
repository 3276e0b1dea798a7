"""The command `relu-spectrum`.

- ``relu-spectrum probe``: what every ReLU of a saved program does to a signal's spectrum
- ``relu-spectrum fetch``: fetches the published model and recording of the book
- ``relu-spectrum sweep``: runs the DC experiment, in `sweep_command`
"""

from pathlib import Path

import click

from .sweep_command import sweep


class Plain(click.ClickException):
    """An error that is told in one line."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(" ".join(str(error).split()))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="relu-spectrum")
def main() -> None:
    """See what a ReLU does to a spectrum."""


main.add_command(sweep)


@main.command()
@click.argument("model", type=click.Path(path_type=Path))
@click.option(
    "--signal", required=True, type=click.Path(path_type=Path),
    help="An .npy, .wav or .csv file; see below.",
)  # fmt: skip
@click.option("--sample-rate", type=float, metavar="HZ", help="A wav file has its own.")
@click.option("--html", type=click.Path(path_type=Path), help="Write a report to this file.")
def probe(model: Path, signal: Path, sample_rate: float | None, html: Path | None) -> None:
    """Print what every ReLU of MODEL, a program saved with torch.export, does to a signal.

    The last axis of the signal is time; a column of a csv file and a channel of a wav file is a
    channel. Axes of length one are put in front as the program wants them: a signal of shape
    (time,) becomes (1, 1, time).

    Loading a program can run code that it holds: open only files that you trust.
    """
    from .atomic_files import write_text
    from .probe import probe as run
    from .probe_report import report
    from .program_files import fit, load_program
    from .signal_files import read_signal

    try:
        if html is not None and not html.parent.is_dir():
            raise FileNotFoundError(f"{html}: there is no folder {html.parent}")
        samples, own_rate = read_signal(signal)
        rate = _rate(signal, own_rate, sample_rate)
        program = load_program(model)
        x = fit(program, samples)
        seen = run(program, x, sample_rate=rate)
        click.echo(seen.table())
        if html is not None:
            at = "" if rate is None else f" at {rate:g} Hz"
            about = f"{len(seen)} ReLUs. Input: {signal.name}, shape {tuple(x.shape)}{at}."
            write_text(html, report(seen, title=f"ReLU by ReLU: {model.name}", about=about))
            click.echo(f"The report is at {html}")
    except (OSError, ValueError, TypeError) as error:
        raise Plain(error) from error
    except (RuntimeError, AssertionError) as error:  # of the program itself, while it ran
        first = str(error).strip().partition("\n")[0]
        raise Plain(RuntimeError(f"{model}: the program failed: {first}")) from error


def _rate(signal: Path, own: float | None, given: float | None) -> float | None:
    if own is not None and given is not None and own != given:
        raise ValueError(
            f"{signal}: the file says {own:g} Hz and --sample-rate says {given:g} Hz: leave the "
            "option out, or change the file"
        )
    return given if own is None else own


@main.command()
def fetch() -> None:
    """Fetch the published model and recording that the book uses, verified by their hashes."""
    from . import assets

    try:
        place = assets.fetch()
    except (OSError, ValueError, RuntimeError) as error:
        raise Plain(error) from error
    click.echo(f"The model and the recording are at {place}")
