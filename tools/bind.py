"""Bind printed pages into one book: links between them lead to their places, bookmarks to parts."""

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote, urlsplit

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, FloatObject, NameObject, NullObject


@dataclass(frozen=True)
class Part:
    """A part of the book: its file (``derivation.html``), its title, and what was printed."""

    file: str
    title: str
    printed: bytes


def pages(printed: bytes) -> int:
    """Count the pages of a part."""
    return len(PdfReader(BytesIO(printed)).pages)


def bind(parts: list[Part], address: str, **information: str) -> bytes:
    """Join the parts; links to `address` + file, with a fragment or without, lead inside the book.

    A fragment is found where its part has a link to it, because the browser keeps no others; where
    it is not, the link leads to where its part begins. `information` is Title, Author and so on.
    """
    writer, starts, places = PdfWriter(), {}, {}
    for part in parts:
        reader = PdfReader(BytesIO(part.printed))
        starts[part.file] = len(writer.pages)
        for name, place in reader.named_destinations.items():
            page = starts[part.file] + reader.get_destination_page_number(place)
            places[part.file, name.removeprefix("/")] = (page, float(place.top or 0))
        writer.append(reader, import_outline=False)
        if part.title:
            writer.add_outline_item(title=part.title, page_number=starts[part.file])

    def target(file, name):
        page, top = places.get((file, name), (starts[file], None))
        at = NullObject() if top is None else FloatObject(top)
        reference = writer.pages[page].indirect_reference
        return ArrayObject([reference, NameObject("/XYZ"), NullObject(), at, NullObject()])

    for part in parts:
        for page in writer.pages[starts[part.file] : starts[part.file] + pages(part.printed)]:
            for annotation in page.get("/Annots", ArrayObject()):
                link = annotation.get_object()
                if found := _inside(link, part.file, address, starts):
                    link[NameObject("/Dest")] = target(*found)
                    link.pop("/A", None)
    writer.add_metadata({f"/{key}": value for key, value in information.items()})
    for key in ("/Dests", "/Names"):
        writer.root_object.pop(key, None)  # those of the parts, by names that they may share
    bound = BytesIO()
    writer.write(bound)
    return bound.getvalue()


def _inside(link, file, address, starts):
    """Return the file and the name in it that a link leads to; None if it is not in the book."""
    if "/Dest" in link and not isinstance(link["/Dest"], ArrayObject):
        return file, str(link["/Dest"]).removeprefix("/")
    uri = str(link.get("/A", {}).get("/URI", ""))
    if not uri.startswith(address):
        return None
    parts = urlsplit(uri[len(address) :])
    name = unquote(parts.fragment.partition("?")[0])
    return (parts.path, name) if parts.path in starts else None
