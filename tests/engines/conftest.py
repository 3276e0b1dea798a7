"""A book that records what goes wrong in its pages, and the engines that read it."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))
sys.path.insert(0, str(Path(__file__).parent))

from engines import ENGINES
from recorded import record
from server import serving


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    """The recording book's address over http and from the disk, each with its last slash."""
    folder = record(tmp_path_factory.mktemp("book") / "html")
    with serving(folder) as address:
        yield {"http": f"{address}/", "file": f"{folder.as_uri()}/"}


# With `-n 2 --dist loadgroup` each engine has a process of its own.
APART = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ENGINES]


@pytest.fixture(scope="session", params=APART)
def engine(request):
    """A started browser."""
    with ENGINES[request.param]() as engine:
        yield engine
