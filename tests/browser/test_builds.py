"""A book of a few pages: it comes to life, and two builds of it are the same, byte for byte."""

import filecmp
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from pages import open_page
from small_book import build


def files(folder):
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_the_page_comes_to_life(chromium, small_book):
    with open_page(chromium, small_book, "index.html") as opened:
        opened.read_to_the_end()
        assert (opened.foreign(), opened.problems) == ([], [])
        page = opened.page
        assert page.locator("mjx-container").count() == 1
        assert page.locator(".relu-figure .main-svg .trace").count() == 1
        shown = "document.querySelector('.relu-explorer-view').explorer"
        before = page.evaluate(f"JSON.stringify({shown}.drawn())")
        page.locator(".noUi-handle").first.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(f"before => JSON.stringify({shown}.drawn()) !== before", arg=before)


FORBIDDEN = """() => new Promise((go) => {
    const seen = [];
    addEventListener("securitypolicyviolation", (event) => {
        seen.push(event.effectiveDirective);
        if (seen.length === 4) go(seen.sort());
    });
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.head.append(script);
    document.body.insertAdjacentHTML("beforeend", "<i onclick='window.ran = true'></i>");
    document.body.lastChild.click();
    new Image().src = "https://example.org/a.png";
    fetch("https://example.org/").catch(() => {});
})"""
ALLOWED = """() => new Promise((go) => {
    const code = new Blob(["postMessage('it works')"], { type: "text/javascript" });
    new Worker(URL.createObjectURL(code)).onmessage = ({ data }) => go(data);
})"""


def test_the_policy_forbids_other_origins_and_unknown_scripts(chromium, small_book):
    with open_page(chromium, small_book, "search.html") as opened:
        refused = opened.page.evaluate(FORBIDDEN)
        assert refused == ["connect-src", "img-src", "script-src-attr", "script-src-elem"]
        assert opened.page.evaluate("window.ran") is None
        assert opened.page.evaluate(ALLOWED) == "it works"


def test_two_builds_are_the_same(small_book, tmp_path):
    first, again = Path(url2pathname(urlsplit(small_book).path)), build(tmp_path)
    names = files(first)
    assert names == files(again)
    _, different, unread = filecmp.cmpfiles(first, again, names, shallow=False)
    assert (different, unread) == ([], [])
