"""Pack the built book into one file that works from the disk.

Usage: python tools/pack_book.py [FOLDER] [--to FILE]

It holds the pages and what they load, the licence, how to cite, what it is (ro-crate-metadata.json)
and a SHA-256 of every file (SHA256SUMS; check with `sha256sum -c SHA256SUMS`). A link that leads
nowhere is an error. Of one commit it is the same, byte for byte.
"""

import hashlib
import sys
import zipfile
from pathlib import Path

import click
from crate import metadata
from links import Links
from published import ROOT, citation_file, commit_time

NAME = "relu-spectrum-book"
FOLDERS = ("assets", "notebooks", "numbers")  # whole: scripts load from the first
BESIDE = ("LICENSE", "codecheck.yml")
SUMS = "SHA256SUMS"


def contents(folder: Path) -> dict[str, bytes]:
    """Return what goes into the file: its names there, sorted, and the bytes.

    Raises
    ------
    ValueError
        If a link leads nowhere, or there are no pages.
    """
    links = Links(folder)
    if not links.pages:
        raise ValueError(f"there are no pages in {folder}: build the book first, `make book`")
    if broken := links.broken():
        raise ValueError("links lead nowhere:\n" + "\n".join(broken))
    whole = {path for name in FOLDERS for path in (links.folder / name).rglob("*")}
    files = {
        path.relative_to(links.folder).as_posix(): path.read_bytes()
        for path in {*links.reached(), *whole}
        if path.is_file()
    }
    files |= {name: (ROOT / name).read_bytes() for name in BESIDE}
    files["CITATION.cff"] = citation_file().encode()
    files["ro-crate-metadata.json"] = metadata(files).encode()
    files = dict(sorted(files.items()))
    sums = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    return files | {SUMS: "".join(sums).encode()}


def pack(files: dict[str, bytes], target: Path) -> None:
    """Write the files into a zip, all with the time of the commit."""
    time = commit_time().timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, data in files.items():
            entry = zipfile.ZipInfo(f"{NAME}/{name}", time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # the same on every system
            packed.writestr(entry, data)


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(path_type=Path), default=ROOT / "_build" / "html")
@click.option("--to", type=click.Path(path_type=Path), default=ROOT / "_build" / f"{NAME}.zip")
def main(folder: Path, to: Path) -> None:
    """Pack, and say where and how large it is."""
    try:
        files = contents(folder)
    except ValueError as error:
        sys.exit(str(error))
    pack(files, to)
    print(f"{to}: {len(files)} files, {to.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
