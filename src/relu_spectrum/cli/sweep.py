"""The command ``relu-spectrum sweep``: the DC experiment into a folder."""

import os
import signal
import sys

import click

from .._files import DamagedFile

_COUNT = click.IntRange(min=1)


def _arms(context: click.Context, parameter: click.Parameter, value: str) -> list[str]:
    from ..dc_experiment.arms import find  # with torch and numba: slow to import

    try:
        return [find(name.strip()).name for name in value.split(",")]
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command()
@click.option(
    "--arms",
    default="relu,linear,linear_class_dc",
    show_default=True,
    callback=_arms,
    help="Names with commas between them; see below.",
)
@click.option("--repetitions", type=_COUNT, default=100, show_default=True, help="Of each arm.")
@click.option("--out", "folder", required=True, type=click.Path(), help="Folder, made if need be.")
@click.option("--epochs", type=_COUNT, default=60, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@click.option(
    "--train-per-class", type=_COUNT, default=1024, show_default=True, help="Signals in each class."
)
@click.option(
    "--test-per-class",
    type=_COUNT,
    default=100,
    show_default=True,
    help="Fresh signals in each class.",
)
@click.option(
    "--workers", type=_COUNT, show_default="one a core", help="Processes on this machine."
)
@click.option(
    "--scheduler", metavar="tcp://HOST:PORT", help="Dask scheduler whose workers compute instead."
)
@click.option("--recompute-corrupt", is_flag=True, help="Compute damaged repetitions anew.")
def sweep(
    arms: list[str],
    repetitions: int,
    folder: str,
    epochs: int,
    seed: int,
    train_per_class: int,
    test_per_class: int,
    workers: int | None,
    scheduler: str | None,
    recompute_corrupt: bool,
) -> None:
    """Run the DC experiment, with as many repetitions as wanted, into a folder.

    Finished repetitions are kept whatever happens, and the same command continues. More arms and
    repetitions can be added later; settings (epochs, seed, signals) cannot be changed in a folder.

    The arms: relu, linear, linear_class_dc (the paper's); linear_same_dc, linear_class_dc_small,
    linear_input_1000, relu_input_20, relu_mean_removed_first, relu_mean_removed_last, abs,
    relu_frozen, linear_frozen (controls).
    """
    from .. import dc_experiment

    settings = dc_experiment.Settings(seed, epochs, train_per_class, test_per_class)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stops as Ctrl-C does
    try:
        dc_experiment.sweep(
            folder,
            arms,
            repetitions,
            settings=settings,
            workers=workers,
            scheduler=scheduler,
            recompute_corrupt=recompute_corrupt,
            progress=True,
        )
    except (dc_experiment.SweepError, DamagedFile, OSError) as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        click.echo(
            f"Stopped. What was finished is in {folder}; the same command continues.", err=True
        )
        sys.exit(130)
    click.echo(f"All {repetitions} repetitions of {', '.join(arms)} are in {os.fspath(folder)}.")
