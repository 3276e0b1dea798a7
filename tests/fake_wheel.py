"""Small wheels in a folder that pip takes for its index: fetching is tested without a network."""

import hashlib
import zipfile

import pytest

from relu_spectrum.pinned_wheel import PinnedWheel

FILE = "fake_ppg-1.0-py3-none-any.whl"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def make_wheel(folder, members):
    """Write a wheel that pip accepts, with `members` in it, and pin it."""
    folder.mkdir(exist_ok=True)
    info = "fake_ppg-1.0.dist-info"
    metadata = "Metadata-Version: 2.1\nName: fake-ppg\nVersion: 1.0\nRequires-Python: ==2.0\n"
    tag = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    own = {f"{info}/METADATA": metadata, f"{info}/WHEEL": tag, f"{info}/RECORD": ""}
    with zipfile.ZipFile(folder / FILE, "w") as archive:
        for name, data in (members | own).items():
            archive.writestr(name, data)
    pin = sha256((folder / FILE).read_bytes())
    return PinnedWheel("fake-ppg==1.0", FILE, pin, "try-again")


@pytest.fixture
def index(tmp_path, monkeypatch):
    """The folder where pip looks, instead of the package index."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder
