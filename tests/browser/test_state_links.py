"""Links to states, in the built pages: what follows them, what the address says, what Back does."""

import re
from html import unescape

import pytest
from pages import HTML, built_pages, open_page

from relu_spectrum import explorers
from relu_spectrum.explorers.explorer import Explorer

KINDS = {
    kind._address(): kind
    for kind in vars(explorers).values()
    if isinstance(kind, type) and issubclass(kind, Explorer) and kind._bundle
}
SOURCE = {name: (HTML / name).read_text("utf-8") for name in built_pages()}
PLACE = re.compile(r'class="relu-place[^"]*" id="([^"]+)"')
PLACES = {name: places for name, text in SOURCE.items() if (places := PLACE.findall(text))}


def state_links(name):
    """Where the links to states in a built page lead, each once."""
    found = re.findall(r'<a class="relu-state[^"]*" href="([^"]+)"', SOURCE[name])
    return list(dict.fromkeys(map(unescape, found)))


AWAY = [name for name in SOURCE if name not in PLACES and state_links(name)]


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


def wait_until_in_view(page, explorer):
    """Wait until an explorer begins in the upper half of the window."""
    page.wait_for_function(
        """(name) => {
            const { top, bottom } = document.getElementById(name).getBoundingClientRect();
            return bottom > 0 && top < innerHeight / 2;
        }""",
        arg=explorer,
    )


def named(link):
    """The explorer that a link is for, and the values that it names."""
    fragment = link.partition("#")[2]
    explorer = fragment.partition("?")[0]
    return explorer, KINDS[explorer].read_link(f"#{fragment}")


@pytest.mark.parametrize("name", PLACES)
def test_links_and_addresses_set_states(chromium, name):
    """What they name is set, the rest is as it was at first; all is in view; reloading keeps it."""
    with open_page(chromium, HTML.as_uri() + "/", name) as opened:
        opened.settle()
        page = opened.page
        initial = {place: explorer_of(page, place) for place in PLACES[name]}
        links = state_links(name)
        assert links
        for link in links:
            explorer, wanted = named(link)
            page.locator(f'a.relu-state[href="{link}"]').first.click()
            wait_for_hash(page, link)
            wait_for_state(page, explorer, initial[explorer] | wanted)
            wait_until_in_view(page, explorer)
        for place in PLACES[name]:
            explorer = KINDS[place]()  # and the link that Python writes
            for setting, numbers in list(explorer._settings.items())[:3]:
                if "low" in numbers:
                    setattr(explorer, setting, numbers["low"] + 3 * numbers["step"])
            page.evaluate("(link) => { location.hash = link; }", explorer.link())
            wait_for_state(page, place, explorer.read_link(explorer.link()))
            page.reload()
            opened.settle()
            explorer_of(page, place)
            wait_for_state(page, place, explorer.read_link(explorer.link()))
            wait_until_in_view(page, place)
            assert page.evaluate("location.hash") == explorer.link()
        assert opened.problems == []


@pytest.mark.parametrize("name", AWAY)
def test_a_link_leads_to_a_state_on_another_page(chromium, base, name):
    """The first of a page: the build holds that all lead to an explorer and to values of its."""
    link = state_links(name)[0]
    with open_page(chromium, base, name) as opened:
        opened.settle()
        opened.page.locator(f'a.relu-state[href="{link}"]').first.click()
        opened.page.wait_for_url(base + link)
        explorer, wanted = named(link)
        explorer_of(opened.page, explorer)
        wait_for_state(opened.page, explorer, wanted)
        wait_until_in_view(opened.page, explorer)
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


def wait_for_words(page, said):
    """Wait until the landing page's explorer says something to a screen reader."""
    page.wait_for_function(
        "(said) => document.querySelector('#spectrum .relu-status').textContent.startsWith(said)",
        arg=said,
    )


def test_what_a_link_could_not_set_is_said_and_shown(opened):
    page = opened.page
    page.evaluate("location.hash = '#spectrum?bias=9&speed=2'")
    wait_for_state(page, "spectrum", {"bias": 2})
    said = (
        "Bias b is 2.00: the link’s 9 is not allowed. "
        "The link names speed, which this explorer does not have."
    )
    wait_for_words(page, f"Set by the link. {said} ReLU of a tone of 10 Hz")
    wrong = page.locator("#spectrum .relu-wrong")
    assert wrong.inner_text() == said
    press(page, "bias", "ArrowLeft")
    wrong.wait_for(state="hidden")
    page.evaluate("location.hash = '#SPECTRUM?bias=1'")
    said = "The link names SPECTRUM, which this page does not have: it has spectrum."
    wait_for_words(page, f"{said} ReLU of a tone")
    assert wrong.inner_text() == said


def test_a_link_frames_its_explorer_even_where_it_sets_nothing_new(opened):
    page = opened.page
    page.evaluate("""() => {
        window.framed = [];
        Element.prototype.animate = function (frames) { framed.push([this, frames]); };
    }""")
    page.locator('a.relu-state[href="#spectrum?bias=1.2"]').click()
    page.locator('a.relu-state[href="#spectrum?bias=1.2"]').click()
    assert page.evaluate("framed.length") == 2
    assert page.evaluate("framed.every(([element]) => element.matches('#spectrum .relu-explorer'))")


CLIPBOARDS = {
    "missing": """() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
        document.execCommand = () => {
            window.copied = document.activeElement.value;
            return true;
        };
    }""",
    "allowed": """() => {
        navigator.clipboard.writeText = async (text) => { window.copied = text; };
    }""",
}


def test_copy_link(opened):
    page = opened.page
    for clipboard, bias in zip(CLIPBOARDS.values(), ("0.05", "0.1"), strict=True):
        page.evaluate(clipboard)
        press(page, "bias")
        page.get_by_role("button", name="Copy link").press("Enter")
        page.get_by_role("button", name="Copied").wait_for()
        wanted = f"index.html#spectrum?a1=1&a2=0&bias={bias}&dB=0&f1=10&f2=25&fs=512"
        assert page.evaluate("copied") == opened.base + wanted
        page.get_by_role("button", name="Copy link").wait_for()
