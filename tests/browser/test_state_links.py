"""Links to states, in the built pages: what follows them, what the address says, what Back does."""

from urllib.parse import urljoin

import bs4
import pytest
from pages import HTML, built_pages, open_page

from relu_spectrum import explorers
from relu_spectrum.explorers.explorer import Explorer

KINDS = {
    kind._address(): kind
    for kind in vars(explorers).values()
    if isinstance(kind, type) and issubclass(kind, Explorer) and kind._bundle
}


def state_links(name):
    """Where the links to states in a built page lead, each once."""
    soup = bs4.BeautifulSoup((HTML / name).read_text("utf-8"), "html.parser")
    return list(dict.fromkeys(link["href"] for link in soup.select("a.relu-state")))


LINKS = {name: links for name in built_pages() if (links := state_links(name))}
PAGES = [name for name in built_pages() if 'class="relu-widgets"' in (HTML / name).read_text()]
STATE = "(name) => document.querySelector(`#${name} .relu-explorer-view`).explorer.state()"


@pytest.fixture(scope="module", params=["http", "file"])
def base(request, serve):
    """The book's address, over http and from the disk."""
    return {"http": serve(HTML), "file": HTML.as_uri()}[request.param] + "/"


def explorer_of(page, name):
    """Wait until an explorer is ready for links, and give its state."""
    page.locator(f"#{name} .relu-foot > .relu-copy").wait_for(state="attached")
    return page.evaluate(STATE, name)


def wait_for_state(page, name, values):
    """Wait until an explorer has these values; a slider's steps only nearly add up to its own."""
    page.wait_for_function(
        f"""([name, values]) => {{
            const state = ({STATE})(name);
            const same = (one, other) => one === other || Math.abs(one - other) < 1e-9;
            return Object.keys(values).every((key) => same(state[key], values[key]));
        }}""",
        arg=[name, values],
    )


def wait_for_hash(page, wanted):
    """Wait until the address ends so."""
    page.wait_for_function("(hash) => location.hash === hash", arg=wanted)


def test_there_are_links():
    assert LINKS


@pytest.mark.parametrize("name", LINKS)
def test_every_link_sets_its_state(chromium, base, name):
    with open_page(chromium, base, name) as opened:
        opened.settle()
        initial = {}
        for link in LINKS[name]:
            follow(opened, base + name, link, initial)


def follow(opened, address, link, initial):
    """Click a link: what it names is set, the rest is as it was at first, and all is in view."""
    page = opened.page
    there, _, fragment = link.partition("#")
    explorer = fragment.partition("?")[0]
    if not there and explorer not in initial:
        initial[explorer] = explorer_of(page, explorer)
    page.locator(f'a.relu-state[href="{link}"]').first.click()
    page.wait_for_url(urljoin(address, link))
    wanted = KINDS[explorer].read_link(f"#{fragment}")
    state = explorer_of(page, explorer) if there else initial[explorer]
    wait_for_state(page, explorer, state | wanted)
    page.wait_for_function(
        """(name) => {
            const { top, bottom } = document.getElementById(name).getBoundingClientRect();
            return bottom > 0 && top < innerHeight / 2;
        }""",
        arg=explorer,
    )
    assert opened.errors() == []
    if there:
        page.go_back()
        opened.settle()


@pytest.mark.parametrize("name", PAGES)
def test_an_address_restores_every_explorer(chromium, base, name):
    """The link that Python writes opens the page in that state, which reloading keeps."""
    soup = bs4.BeautifulSoup((HTML / name).read_text("utf-8"), "html.parser")
    found = [place["id"] for place in soup.select(".relu-place[id]")]
    assert found
    for place in found:
        explorer = KINDS[place]()
        for setting in list(explorer._settings)[:3]:
            numbers = explorer._settings[setting]
            if "low" in numbers:
                setattr(explorer, setting, numbers["low"] + 3 * numbers["step"])
        values = explorer.read_link(explorer.link())
        with open_page(chromium, base, name + explorer.link()) as opened:
            page = opened.page
            for last in (False, True):
                opened.settle()
                explorer_of(page, place)
                wait_for_state(page, place, values)
                page.wait_for_function(
                    "(name) => document.getElementById(name).getBoundingClientRect().top < 300",
                    arg=place,
                )
                assert page.evaluate("location.hash") == explorer.link()
                if not last:
                    page.reload()
            assert opened.problems == []


@pytest.fixture
def opened(chromium, base):
    """The landing page, when its explorer is ready."""
    with open_page(chromium, base, "index.html") as opened:
        opened.settle()
        explorer_of(opened.page, "spectrum")
        yield opened
        assert opened.problems == []


def press(page, control, key="ArrowRight"):
    """Move a slider by one step, as a reader does."""
    page.locator(f".relu-setting-{control} .noUi-handle").press(key)


def test_the_address_follows_the_sliders_and_back_restores(opened):
    page = opened.page
    entries = page.evaluate("history.length")
    press(page, "bias")
    press(page, "bias")
    wait_for_hash(page, "#spectrum?a1=1&a2=0&bias=0.1&dB=0&f1=10&f2=25&fs=512")
    assert page.evaluate("history.length") == entries
    press(page, "bias")  # the link comes before the address has followed
    page.locator('a.relu-state[href="#spectrum?bias=1.2"]').click()
    wait_for_state(page, "spectrum", {"bias": 1.2})
    assert page.evaluate("history.length") == entries + 1
    assert page.evaluate("location.hash") == "#spectrum?bias=1.2"
    assert page.evaluate("document.activeElement.matches('#spectrum .relu-explorer')")
    press(page, "amplitude")
    wait_for_hash(page, "#spectrum?a1=1.05&a2=0&bias=1.2&dB=0&f1=10&f2=25&fs=512")
    page.go_back()
    wait_for_state(page, "spectrum", {"bias": 0.15, "amplitude": 1})
    wait_for_hash(page, "#spectrum?a1=1&a2=0&bias=0.15&dB=0&f1=10&f2=25&fs=512")
    page.go_forward()
    wait_for_state(page, "spectrum", {"bias": 1.2, "amplitude": 1.05})


def test_back_restores_an_explorer_that_was_not_touched(opened):
    page = opened.page
    before = page.evaluate(STATE, "spectrum")
    page.locator('a.relu-state[href="#spectrum?a2=0.7"]').click()
    wait_for_state(page, "spectrum", {"amplitude_2": 0.7})
    page.go_back()
    wait_for_state(page, "spectrum", before)
    assert page.evaluate("location.hash") == ""


def test_a_link_is_announced_with_what_it_could_not_set(opened):
    page = opened.page
    page.evaluate("location.hash = '#spectrum?bias=9&speed=2'")
    wait_for_state(page, "spectrum", {"bias": 2})
    said = (
        "Set by the link. Bias b is 2.00: the link’s 9 is not allowed. "
        "The link names speed, which this explorer does not have. ReLU of a tone of 10 Hz"
    )
    page.wait_for_function(
        "(said) => document.querySelector('#spectrum .relu-status').textContent.startsWith(said)",
        arg=said,
    )


@pytest.mark.parametrize("clipboard", ["allowed", "missing"])
def test_copy_link(chromium, base, clipboard):
    with open_page(chromium, base, "index.html") as opened:
        page = opened.page
        opened.settle()
        explorer_of(page, "spectrum")
        if clipboard == "allowed":
            page.evaluate(
                "navigator.clipboard.writeText = async (text) => { window.copied = text; }"
            )
        else:
            page.evaluate(
                """() => {
                    navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
                    document.execCommand = () => {
                        window.copied = document.activeElement.value;
                        return true;
                    };
                }"""
            )
        press(page, "bias")
        page.get_by_role("button", name="Copy link").press("Enter")
        page.get_by_role("button", name="Copied").wait_for()
        wanted = "#spectrum?a1=1&a2=0&bias=0.05&dB=0&f1=10&f2=25&fs=512"
        assert page.evaluate("copied") == f"{base}index.html{wanted}"
        page.get_by_role("button", name="Copy link").wait_for()
