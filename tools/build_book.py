"""Build the book: execute the chapters side by side, then write the pages.

Usage: python tools/build_book.py [--processes N]

A chapter is executed when its code has changed since it was last executed (jupyter-cache keeps what
came out, in _build/.jupyter_cache). One line a chapter says how long that took. Warnings of the
pages are printed and are errors; everything else that Sphinx says is in _build/pages.log.
"""

import os
import re
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import yaml
from jupyter_cache import get_cache
from jupyter_cache.executors.utils import create_cache_bundle, single_nb_execution
from sphinx_external_toc.parsing import parse_toc_yaml
from traitlets.config import Config

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "_build"


# Chapters run side by side: with more threads each they wait for one another.
os.environ.setdefault("OMP_NUM_THREADS", "1")


def notebooks() -> list[Path]:
    """List the notebooks of the book; the last chapters first, because they take longest."""
    names = list(parse_toc_yaml(ROOT / "_toc.yml"))
    paths = (ROOT / "book" / f"{name}.ipynb" for name in reversed(names))
    return [path for path in paths if path.exists()]


def execute(notebook, path: Path, timeout: int):
    """Execute a notebook that has been read from `path`."""
    with TemporaryDirectory() as folder:
        # Sockets in a folder of this user's: the kernel warns of those that others can reach.
        config = Config(
            KernelManager={"transport": "ipc", "connection_file": f"{folder}/kernel.json"}
        )
        return single_nb_execution(
            notebook, cwd=str(path.parent), timeout=timeout, allow_errors=False, config=config
        )


def execute_chapters(processes: int) -> bool:
    """Execute what has changed, and tell whether all of it ran to the end."""
    timeout = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["execute"]["timeout"]
    cache, fine, running = get_cache(BUILD / ".jupyter_cache"), True, {}
    with ProcessPoolExecutor(processes) as pool:
        for path in notebooks():
            chapter = cache.add_nb_to_project(str(path))
            if cache.get_cached_project_nb(chapter.uri) is None:
                notebook = cache.get_project_notebook(chapter.pk)
                running[pool.submit(execute, notebook.nb, path, timeout)] = notebook
        for done in as_completed(running):
            notebook, result = running[done], done.result()
            notebook.nb.update(result.nb)
            name = Path(notebook.uri).stem
            if result.err is None:
                bundle = create_cache_bundle(notebook, None, None, result.time, None)
                cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
                print(f"  {name:<20} executed in {result.time:5.1f} s", flush=True)
            else:
                fine = False
                print(f"  {name:<20} failed after {result.time:.1f} s\n{result.err}", flush=True)
    return fine


def write_pages() -> int:
    """Write the pages with Jupyter Book and give its exit code."""
    command = [
        *(Path(sys.executable).with_name("jupyter-book"), "build", "book", "--path-output", "."),
        *("--config", "_config.yml", "--toc", "_toc.yml", "-q", "-W", "--keep-going", "-n"),
    ]
    with (BUILD / "pages.log").open("w", encoding="utf-8") as log:
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | {"NO_COLOR": "1"}, text=True,
            stdout=log, stderr=subprocess.PIPE,
        )  # fmt: skip
    print(re.sub(r"\x1b\[[\d;]*m", "", done.stderr), end="", file=sys.stderr)
    return done.returncode


@click.command(help=__doc__)
@click.option("--processes", type=click.IntRange(1), default=os.cpu_count(), show_default=True)
def main(processes: int) -> None:
    """Execute, write, and say where the book is."""
    start = time.monotonic()
    BUILD.mkdir(exist_ok=True)
    if not execute_chapters(processes):
        sys.exit(1)
    if code := write_pages():
        sys.exit(code)
    seconds = time.monotonic() - start
    print(f"The book is at {BUILD / 'html' / 'index.html'} ({seconds:.0f} s)")


if __name__ == "__main__":
    main()
