"""Links inside a folder of pages: what they reach, and which lead nowhere."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
SHEET = "assets/book.css"


class Page(HTMLParser):
    """The links of a page, and the names of its places."""

    def __init__(self, text: str):
        super().__init__()
        self.links, self.places = {}, set()
        self._in_style = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        """Note what an element names and what it links."""
        self._in_style = tag == "style"
        for name, value in attrs:
            if name in ("id", "name"):
                self.places.add(value)
            elif name in ("href", "src") and value is not None:
                self.links[value] = None

    def handle_endtag(self, tag):
        """Leave a style sheet."""
        self._in_style = False

    def handle_data(self, data):
        """Note what a style sheet in the page links."""
        if self._in_style:
            self.links |= dict.fromkeys(CSS_URL.findall(data))


class Links:
    """All links between the pages at the top of a folder, and from their style sheet."""

    def __init__(self, folder: Path):
        self.folder = folder.resolve()
        self.pages = sorted(self.folder.glob("*.html"))
        self._read = cache(lambda page: Page(page.read_text("utf-8")))

    def reached(self) -> set[Path]:
        """Return the pages and every file that they link."""
        targets = {target for _, _, target, _ in self._inner()}
        return {path for path in {*targets, *self.pages} if path.is_file()}

    def broken(self) -> list[str]:
        """List those that lead nowhere, each as "page: link"; other sites are not asked.

        What follows a "?" in a link's fragment is the state of the explorer with that name.
        """
        return [
            f"{source.relative_to(self.folder)}: {link}"
            for source, link, target, place in self._inner()
            if not target.is_file() or not target.is_relative_to(self.folder)
            or (place and target.suffix == ".html" and place not in self._read(target).places)
        ]  # fmt: skip

    def places(self) -> dict[str, set[str]]:
        """Return the places of each page that other pages link: its name -> theirs."""
        found = {}
        for source, _, target, place in self._inner():
            if place and target != source and target.suffix == ".html":
                found.setdefault(target.name, set()).add(place)
        return found

    def _inner(self):
        for source, links in self._all():
            for link in links:
                parts = urlsplit(link)
                if not parts.scheme and not parts.netloc:
                    path = unquote(parts.path)
                    target = (source.parent / path).resolve() if path else source
                    yield source, link, target, unquote(parts.fragment.partition("?")[0])

    def _all(self):
        for page in self.pages:
            yield page, self._read(page).links
        sheet = self.folder / SHEET
        if sheet.exists():
            yield sheet, dict.fromkeys(CSS_URL.findall(sheet.read_text("utf-8")))
