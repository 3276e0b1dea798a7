"""The book as one file: what is in it, its hashes, its description, and that it stays the same."""

import hashlib
import json
import zipfile

import pack_book
import pytest


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "html" / "assets").mkdir(parents=True)
    (tmp_path / "html" / "index.html").write_text('<a href="b.csv">b</a>')
    (tmp_path / "html" / "b.csv").write_text("x,y\n")
    (tmp_path / "html" / "loose.map").write_text("of no use")
    (tmp_path / "html" / "assets" / "late.js").write_text("loaded by a script")
    return tmp_path / "html"


def test_what_is_in_it_and_that_it_opens(folder, tmp_path):
    pack_book.pack(pack_book.contents(folder), tmp_path / "book.zip")
    with zipfile.ZipFile(tmp_path / "book.zip") as packed:
        assert packed.testzip() is None
        files = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
    pages = {"index.html", "b.csv", "assets/late.js"}
    beside = {"LICENSE", "CITATION.cff", "codecheck.yml", "ro-crate-metadata.json", "SHA256SUMS"}
    assert set(files) == pages | beside
    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_it_stays_the_same_byte_for_byte(folder, tmp_path, monkeypatch):
    packed = []
    for _ in range(2):
        pack_book.pack(pack_book.contents(folder), tmp_path / "book.zip")
        packed.append((tmp_path / "book.zip").read_bytes())
    assert packed[0] == packed[1]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    pack_book.pack(pack_book.contents(folder), tmp_path / "book.zip")
    with zipfile.ZipFile(tmp_path / "book.zip") as later:
        assert {entry.date_time for entry in later.infolist()} == {(2017, 7, 14, 2, 40, 0)}


def test_a_broken_link_or_no_book_is_an_error(folder, tmp_path):
    (folder / "b.csv").unlink()
    with pytest.raises(ValueError, match=r"lead nowhere:\nindex\.html: b\.csv"):
        pack_book.contents(folder)
    with pytest.raises(ValueError, match="build the book first"):
        pack_book.contents(tmp_path / "nothing")


def test_its_description_is_an_ro_crate(folder):
    crate = json.loads(pack_book.contents(folder)["ro-crate-metadata.json"])
    assert crate["@context"] == "https://w3id.org/ro/crate/1.3/context"
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(entities) == len(crate["@graph"])
    descriptor, book = entities["ro-crate-metadata.json"], entities["./"]
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.3"}
    assert descriptor["about"] == {"@id": "./"}
    assert {"name", "description", "datePublished", "license"} <= set(book)
    assert {part["@id"] for part in book["hasPart"]} >= {"index.html", "b.csv", "LICENSE"}
    assert all("@type" in entity for entity in entities.values())

    def links(value):
        if isinstance(value, dict):
            yield from [value["@id"]] if set(value) == {"@id"} else ()
            value = list(value.values())
        if isinstance(value, list):
            for item in value:
                yield from links(item)

    outside = set(links(crate["@graph"])) - set(entities)
    assert outside == {"https://w3id.org/ro/crate/1.3"}
