"""Print the built book on paper: one PDF with a table of contents, page numbers and links.

Usage: python tools/print_book.py [FOLDER] [--to FILE]

The tests' browser prints the pages as a reader's would: the charts of the explorers as they open,
figures and tables that are folded on the screen, no code. Needs Chromium; the pages come from the
disk.
"""

import re
import sys
from html import escape
from pathlib import Path

import click
from bind import Part, bind, pages
from links import Links
from playwright.sync_api import sync_playwright
from published import ROOT, citation, commit, commit_time

sys.path.insert(0, str(ROOT / "tests" / "browser"))

from browser import launch
from pages import read_to_the_end

NAME = "relu-spectrum-book.pdf"
NEXT = re.compile(r'<link rel="next" [^>]*href="([^"]*)"')
WIDTH = 690  # CSS pixels: the text is as wide as on A4 less the margins, 658
PAPER = """@page {{
  size: A4;
  margin: 18mm 18mm 22mm;
  @bottom-left {{ content: "{title}"; font: 8pt sans-serif; color: #555; }}
  @bottom-right {{ content: counter(page); font: 8pt sans-serif; color: #555; }}
}}
html {{ counter-reset: page {before}; }}"""
FRONT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<style>
@page {{ size: A4; margin: 25mm; }}
body {{ font: 10.5pt/1.4 sans-serif; }}
h1 {{ margin: 0 0 4mm; font-size: 26pt; line-height: 1.2; }}
h2 {{ margin: 8mm 0 3mm; font-size: 14pt; }}
a {{ display: flex; gap: 4mm; margin: 0.5mm 0; color: inherit; text-decoration: none; }}
a span:first-child {{ flex: 1; }}
</style><h1>{title}</h1><p>{abstract}</p><p>{made}</p><h2>Contents</h2>{contents}</html>"""
# The page opens what the screen folds; a link to an explorer's state leads to the explorer; and the
# browser keeps only those places of a page that something in it links.
UNFOLD = """(places) => {
  dispatchEvent(new Event("beforeprint"));
  for (const link of document.querySelectorAll("a.relu-state")) link.href = link.href.replace(/[?].*/, "");
  const kept = document.createElement("nav");
  kept.style.cssText = "position: absolute; top: 0; height: 1px; overflow: clip; font-size: 1px; opacity: 0";
  kept.append(...places.map((place) => Object.assign(document.createElement("a"), { href: `#${place}`, textContent: "." })));
  document.querySelector("article").append(kept);
}"""  # noqa: E501


def names(folder: Path) -> list[str]:
    """List the pages of the book in their order: each names the next."""
    found = ["index.html"]
    while following := NEXT.search((folder / found[-1]).read_text("utf-8")):
        found.append(following[1])
    return found


def print_page(page, before: int, places: list[str]) -> Part:
    """Print an open page, whose first sheet follows `before` others."""
    page.evaluate(UNFOLD, places)
    read_to_the_end(page)
    page.wait_for_function("() => !document.querySelector('.relu-figure:not([data-drawn])')")
    heading = page.locator("article h1").first.inner_text().rstrip("#").strip()
    title = heading.replace("\\", "").replace('"', "'")
    page.add_style_tag(content=PAPER.format(title=title, before=before))
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    return Part(page.url.rpartition("/")[2], heading, printed)


def front(page, parts: list[Part], address: str) -> Part:
    """Print the title and the table of contents."""
    cited, first, lines = citation(), 1, []
    for part in parts:
        line = f"<span>{escape(part.title)}</span><span>{first}</span>"
        lines.append(f'<a href="{escape(address + part.file)}">{line}</a>')
        first += pages(part.printed)
    day = f"{commit_time():%d %B %Y}".lstrip("0")
    text = FRONT.format(
        title=escape(cited["title"]),
        abstract=escape(cited["abstract"]),
        made=escape(f"Version {cited['version']}, {day}, commit {commit()[:10] or 'unknown'}. "
                    "Code: MIT licence. Text and figures: CC BY 4.0."),
        contents="".join(lines),
    )  # fmt: skip
    page.set_content(text)
    return Part("", "", page.pdf(prefer_css_page_size=True))


def print_book(folder: Path) -> bytes:
    """Print all pages and bind them.

    Raises
    ------
    ValueError
        If the book is not built.
    """
    if not (folder / "index.html").exists():
        raise ValueError(f"there is no book in {folder}: build it first, `make book`")
    address = f"{folder.resolve().as_uri()}/"
    wanted, parts, before = Links(folder).places(), [], 0
    with sync_playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(
            viewport={"width": WIDTH, "height": 1000}, device_scale_factor=2,
            color_scheme="light", bypass_csp=True,
        )  # fmt: skip
        for name in names(folder):
            page = context.new_page()
            page.goto(address + name)
            parts.append(print_page(page, before, sorted(wanted.get(name, ()))))
            before += pages(parts[-1].printed)
            print(f"  {name:<24} {pages(parts[-1].printed):3} pages", flush=True)
            page.close()
        cover = front(context.new_page(), parts, address)
        browser.close()
    cited = citation()
    return bind([cover, *parts], address, Title=cited["title"], Author=cited["authors"][0]["name"])


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(path_type=Path), default=ROOT / "_build" / "html")
@click.option("--to", type=click.Path(path_type=Path), default=ROOT / "_build" / NAME)
def main(folder: Path, to: Path) -> None:
    """Print, and say where the book is."""
    try:
        book = print_book(folder)
    except ValueError as error:
        sys.exit(str(error))
    to.write_bytes(book)
    print(f"{to}: {pages(book)} pages, {len(book) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
