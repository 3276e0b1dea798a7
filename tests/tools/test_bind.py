"""Printed parts bound into one book: their links, wherever they lead, and their bookmarks."""

from io import BytesIO

import pytest
from bind import Part, bind, pages
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    TextStringObject,
)

AT = "file:///book/"


def printed(sheets, links=(), places=()):
    """Sheets as the browser prints them: all links on the first, places as (name, sheet, top)."""
    writer = PdfWriter()
    for _ in range(sheets):
        writer.add_blank_page(100, 100)
    for link in links:
        annotation = DictionaryObject({NameObject("/Subtype"): NameObject("/Link")})
        annotation[NameObject("/Rect")] = ArrayObject([FloatObject(0)] * 4)
        if link.startswith("#"):
            annotation[NameObject("/Dest")] = NameObject(f"/{link[1:]}")
        else:
            action = {
                NameObject("/S"): NameObject("/URI"),
                NameObject("/URI"): TextStringObject(link),
            }
            annotation[NameObject("/A")] = DictionaryObject(action)
        writer.pages[0].setdefault(NameObject("/Annots"), ArrayObject()).append(
            writer._add_object(annotation)
        )
    named = {
        NameObject(f"/{name}"): ArrayObject(
            [
                writer.pages[sheet].indirect_reference, NameObject("/XYZ"), FloatObject(0),
                FloatObject(top), NullObject(),
            ]
        )
        for name, sheet, top in places
    }  # fmt: skip
    writer.root_object[NameObject("/Dests")] = DictionaryObject(named)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def book():
    first = printed(2, ["#here", f"{AT}b.html#here", f"{AT}b.html", f"{AT}b.html#gone"],
                    [("here", 1, 70)])  # fmt: skip
    second = printed(3, ["https://example.org/", f"{AT}c.html", f"{AT}a.html#here?f1=3"],
                     [("here", 2, 50)])  # fmt: skip
    parts = [Part("", "", printed(1)), Part("a.html", "A", first), Part("b.html", "B", second)]
    return PdfReader(BytesIO(bind(parts, AT, Title="A book")))


def links(book, sheet):
    """Where the links of a sheet lead: (sheet, top) or an address."""
    numbers = {page.indirect_reference.idnum: i for i, page in enumerate(book.pages)}
    for annotation in book.pages[sheet]["/Annots"]:
        link = annotation.get_object()
        if "/Dest" in link:
            top = link["/Dest"][3].get_object()
            yield (
                numbers[list.__getitem__(link["/Dest"], 0).idnum],
                None if isinstance(top, NullObject) else float(top),
            )
        else:
            yield str(link["/A"]["/URI"])


def test_links_lead_to_places_of_their_own_part_and_of_others(book):
    assert list(links(book, 1)) == [(2, 70), (5, 50), (3, None), (3, None)]


def test_links_to_outside_stay_and_states_lead_to_their_explorer(book):
    assert list(links(book, 3)) == ["https://example.org/", f"{AT}c.html", (2, 70)]


def test_parts_with_a_title_have_bookmarks(book):
    marks = [(mark.title, book.get_destination_page_number(mark)) for mark in book.outline]
    assert marks == [("A", 1), ("B", 3)]
    assert len(book.pages) == 6
    assert book.metadata.title == "A book"
    assert "/Dests" not in book.root_object


def test_sheets_are_counted():
    assert pages(printed(3)) == 3
