"""What a page says of its own address, where the book has one.

`html.baseurl` in `_config.yml` is the book's address. From it come each page's canonical link
(which Sphinx writes), its card (what others show of a link to it: title, description, and a picture
of the page's explorer) and `sitemap.xml`. Without an address there are none of these.
"""

import json
import re
from html import escape, unescape
from pathlib import Path

from sphinx.application import Sphinx
from stills import words_text

PLACE = re.compile(r'class="relu-place" id="([a-z-]+)"')
DESCRIPTION = re.compile(r'name="description" content="([^"]*)"')
COVER = "spectrum"  # stands for a page without an explorer


def base(config) -> str:
    """Return the book's address with its last slash; nothing where it has none."""
    address = config.html_baseurl
    return f"{address.rstrip('/')}/" if address else ""


def plain(title: str) -> str:
    """Return a page's title, which Sphinx keeps as HTML, as text."""
    return unescape(re.sub(r"<[^>]*>", "", title))


def card(title: str, description: str, address: str, image: dict) -> str:
    """Write the card of a page as the elements of its head (Open Graph, and Twitter's)."""
    properties = {
        "og:type": "article",
        "og:title": title,
        "og:description": description,
        "og:url": address,
        **{f"og:image{part}": value for part, value in image.items()},
    }
    lines = [
        f'<meta property="{name}" content="{escape(str(value))}" />'
        for name, value in properties.items()
    ]
    return "\n".join([*lines, '<meta name="twitter:card" content="summary_large_image" />'])


def picture(name: str, at: str) -> dict:
    """Describe the still of an explorer."""
    words = json.loads(words_text())[name]
    return {
        "": f"{at}assets/stills/{name}.webp",
        ":type": "image/webp",
        ":width": words["width"],
        ":height": words["height"],
        ":alt": words["shows"],
    }


def add_card(app: Sphinx, pagename, templatename, context, doctree) -> None:
    """Add its card to a page that has a text."""
    at = base(app.config)
    if not at or doctree is None:
        return
    found = PLACE.search(context.get("body") or "")
    tags = context.get("metatags") or ""
    description = DESCRIPTION.search(tags)
    title = plain(context["title"])
    context["metatags"] = "\n".join(
        [
            tags,
            f'<meta property="og:site_name" content="{escape(app.config.html_title)}" />',
            card(
                title,
                unescape(description[1]) if description else title,
                at + app.builder.get_target_uri(pagename),
                picture(found[1] if found else COVER, at),
            ),
        ]
    )


def write_sitemap(app: Sphinx, exception: Exception | None) -> None:
    """List the addresses of all pages in sitemap.xml."""
    at = base(app.config)
    if exception is not None or app.builder.format != "html" or not at:
        return
    pages = (at + app.builder.get_target_uri(name) for name in sorted(app.env.found_docs))
    places = "".join(f"<url><loc>{escape(page)}</loc></url>\n" for page in pages)
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'
    )
    Path(app.outdir, "sitemap.xml").write_text(text, "utf-8")


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.connect("html-page-context", add_card, priority=950)  # after live_pages
    app.connect("build-finished", write_sitemap)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
