"""The book's address: what a page says of it, and nothing where there is none."""

import pytest
from small_sphinx import write

PAGE = """# A < b & c

```{raw} html
<div class="relu-place" id="taylor"></div>
```
"""
AT = "https://someone.github.io/book"


def card(page):
    return {tag["property"]: tag["content"] for tag in page.find_all("meta", property=True)}


@pytest.mark.parametrize("slash", ["", "/"])
def test_with_an_address_a_page_has_a_canonical_link_and_a_card(tmp_path, slash):
    page, warnings = write(tmp_path, PAGE, "book_address", html_baseurl=AT + slash)
    assert warnings == ""
    assert page.find("link", rel="canonical")["href"] == f"{AT}/index.html"
    shown = card(page)
    assert shown["og:title"] == "A < b & c"
    assert shown["og:url"] == f"{AT}/index.html"
    assert shown["og:image"] == f"{AT}/assets/stills/taylor.webp"
    assert float(shown["og:image:width"]) > float(shown["og:image:height"]) > 100
    assert shown["og:image:alt"].startswith("Chart of ReLU's output")


def test_the_sitemap_lists_the_pages(tmp_path):
    write(tmp_path, PAGE, "book_address", html_baseurl=AT)
    sitemap = (tmp_path / "out" / "sitemap.xml").read_text()
    assert sitemap.count("<loc>") == 1
    assert f"<loc>{AT}/index.html</loc>" in sitemap


def test_a_page_without_an_explorer_shows_the_cover(tmp_path):
    page, _ = write(tmp_path, "# A page", "book_address", html_baseurl=AT)
    assert card(page)["og:image"] == f"{AT}/assets/stills/spectrum.webp"


def test_without_an_address_there_is_none_of_it(tmp_path):
    page, warnings = write(tmp_path, PAGE, "book_address")
    assert warnings == ""
    assert page.find("link", rel="canonical") is None
    assert card(page) == {}
    assert page.find("meta", attrs={"name": "twitter:card"}) is None
    assert not (tmp_path / "out" / "sitemap.xml").exists()
