"""Links lead somewhere; below a page stand its notebook, and a report of what is wrong in it."""

from urllib.parse import parse_qs, urlsplit

import nbformat
from bs4 import BeautifulSoup
from links import Links
from pages import HTML, ROOT, built_pages, open_page

PAGE = "derivation.html"
LINK = '<a data-report="https://a.b/{0}" href="https://github.com/a/b/issues/new?body=Page:">R</a>'


def test_every_link_inside_the_book_leads_somewhere():
    """To a file, and to a place in it: what `make zip` asks for."""
    assert Links(HTML).broken() == []


def test_each_chapter_offers_its_notebook():
    offered = {}
    for name in built_pages():
        soup = BeautifulSoup((HTML / name).read_text("utf-8"), "html.parser")
        for link in soup.select(".relu-page-links a[download]"):
            offered[name.replace(".html", ".ipynb")] = HTML / link["href"]
    assert set(offered) == {path.name for path in (ROOT / "book").glob("*.ipynb")}
    for name, path in offered.items():
        assert nbformat.read(path, 4) == nbformat.read(ROOT / "book" / name, 4)


def test_a_report_carries_the_state_of_the_explorer(chromium):
    """As it is when the link is followed; the page is given the link that a repository brings."""
    book = HTML.as_uri() + "/"
    text = (HTML / PAGE).read_text("utf-8")
    text = text.replace("</article>", f"{LINK.format(PAGE)}</article>")
    with open_page(chromium, book, "search.html") as opened:
        page = opened.page
        page.route(f"**/{PAGE}*", lambda route: route.fulfill(body=text, content_type="text/html"))
        page.goto(f"{book}{PAGE}#spectrum?bias=0.3")
        opened.settle()
        link = page.locator("a[data-report]")
        link.evaluate("e => { e.addEventListener('click', (event) => event.preventDefault()); }")
        link.click()
        body = parse_qs(urlsplit(link.get_attribute("href")).query)["body"][0]
        assert body.startswith("Page:\nExplorer:\nhttps://a.b/derivation.html#spectrum?")
        assert "bias=0.3" in body
        page.locator(".noUi-handle").first.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("before => location.hash !== before", arg="#spectrum?bias=0.3")
        link.click()
        again = parse_qs(urlsplit(link.get_attribute("href")).query)["body"][0]
        assert again != body
        assert again.count("Explorer:") == 1
