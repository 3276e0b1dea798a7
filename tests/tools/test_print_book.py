"""The book on paper has the pages of the book in their order."""

from print_book import names

NEXT = '<link rel="next" title="The &quot;next&quot; one" href="{}" />'


def test_each_page_names_the_next(tmp_path):
    (tmp_path / "index.html").write_text(NEXT.format("z.html"), "utf-8")
    (tmp_path / "z.html").write_text(NEXT.format("a.html"), "utf-8")
    (tmp_path / "a.html").write_text('<link rel="prev" href="z.html" />', "utf-8")
    (tmp_path / "search.html").write_text("", "utf-8")
    assert names(tmp_path) == ["index.html", "z.html", "a.html"]
