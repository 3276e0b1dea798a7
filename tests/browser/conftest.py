"""A browser, pages in it, and a server on the loopback address for what they load."""

import contextlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from xdist.scheduler import LoadScopeScheduling

sys.path.insert(0, str(Path(__file__).parent))

from browser import launch
from pages import HTML, open_page, tab
from server import serving
from small_book import build
from views import mount_view, wait_until_drawn, write_page

ROOT = Path(__file__).parents[2]
LOOKS = {  # over http or from the disk; what may differ is tried with each
    "wide": ("file", {"width": 1366, "height": 768}),
    "phone": ("http", {"width": 360, "height": 640}),
    "plain": ("file", {"java_script_enabled": False}),
}
EXPLORERS = ROOT / "src" / "relu_spectrum" / "explorers"
PLAIN = "(_, v) => ArrayBuffer.isView(v) ? Array.from(v) : v"


class Together(LoadScopeScheduling):
    """Runs in one process what shares something: a page, the small book, or a file's fixtures."""

    def _split_scope(self, nodeid):
        page = re.search(r"\[([\w-]+\.html)", nodeid)
        small = re.search("test_(builds|explanations|predictions)", nodeid)
        return page[1] if page else "small book" if small else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Let `-n 2` share the tests so."""
    return Together(config, log)


@pytest.fixture(scope="session")
def chromium():
    """The browser, for the whole session."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve():
    """Serve a folder on 127.0.0.1: `serve(folder, ...)` returns its address, see `serving`."""
    with contextlib.ExitStack() as servers:
        yield lambda *arguments: servers.enter_context(serving(*arguments))


@pytest.fixture(scope="session")
def book(serve):
    """The address of the book over http and from the disk, each with its last slash."""
    return {"http": serve(HTML) + "/", "file": HTML.as_uri() + "/"}


@pytest.fixture(scope="session")
def small_book(tmp_path_factory):
    """The address of a book of a few pages that show one thing each, with its last slash."""
    return build(tmp_path_factory.mktemp("book")).as_uri() + "/"


@pytest.fixture(scope="session")
def read(chromium, book):
    """Give a page of the book, read to its end, in one of `LOOKS`: `read(name, look="wide")`.

    It is opened once for all tests, as long as they ask for no other page: leave it as it was.
    """
    kept, stack = {}, contextlib.ExitStack()

    def start(name, look="wide"):
        if any(name != other for other, _ in kept):
            stack.close()
            kept.clear()
        if (name, look) not in kept:
            scheme, options = LOOKS[look]
            opening = open_page(chromium, book[scheme], name, window=look, **options)
            opened = stack.enter_context(opening)
            if look != "plain":
                opened.read_to_the_end()
            kept[name, look] = opened
        return kept[name, look]

    with stack:
        yield start


@pytest.fixture(scope="session")
def kept(chromium):
    """The tab of `page`, kept: a new one for each test takes longer than most tests do."""
    with tab(chromium, 1000, 800, window="views") as page:
        yield page


@pytest.fixture
def page(kept):
    """A page to go somewhere with; an error that a script throws in it fails the test."""
    errors = []

    def note(error):
        errors.append(str(error))

    kept.on("pageerror", note)
    yield kept
    kept.remove_listener("pageerror", note)
    kept.unroute_all()
    kept.emulate_media(media="null", color_scheme="null", reduced_motion="null")
    kept.set_viewport_size({"width": 1000, "height": 800})
    assert errors == []


@pytest.fixture(scope="module")
def run_modules(chromium, serve, tmp_path_factory):
    """Bundle a module written beside the explorers' sources and run its exports in the browser.

    `run_modules(source)` returns `call(name, *arguments)`, which gives what the exported function
    returns, with arrays as lists.
    """
    pages = []

    def start(source):
        folder = tmp_path_factory.mktemp("modules")
        esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
        command = [esbuild, "--bundle", "--format=esm", f"--outfile={folder / 'tested.js'}"]
        run = {"text": True, "check": True, "capture_output": True}
        subprocess.run(command, input=source, cwd=EXPLORERS, **run)
        (folder / "index.html").write_text("<!doctype html><title>modules</title>")
        page = chromium.new_page()
        pages.append(page)
        page.goto(f"{serve(folder)}/index.html")
        script = f"""async ([name, values]) => {{
            const result = await (await import("/tested.js"))[name](...values);
            return JSON.stringify(result ?? null, {PLAIN});
        }}"""
        return lambda name, *values: json.loads(page.evaluate(script, [name, list(values)]))

    yield start
    for page in pages:
        page.close()


@pytest.fixture(scope="session")
def views(serve, tmp_path_factory):
    """The address of a page to mount views in."""
    folder = tmp_path_factory.mktemp("views")
    write_page(folder)
    return f"{serve(folder)}/index.html"


@pytest.fixture
def mount(page, views):
    """Mount a view: `mount(kind, **settings)`; returns the page once it has drawn."""
    page.goto(views)

    def start(kind, **settings):
        mount_view(page, kind, settings)
        wait_until_drawn(page)
        return page

    return start
