"""The built pages: finding them, opening them, reading them to the end, weighing what they load.

The folder is `_build/html`; the environment variable BOOK names another one.
"""

import gzip
import os
from contextlib import contextmanager
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
HTML = Path(os.environ.get("BOOK", ROOT / "_build" / "html")).resolve()
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# What axe is asked: all of WCAG level A and AA, or the colours alone, or what widths change.
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WCAG = {"runOnly": {"type": "tag", "values": LEVELS}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
WIDTHS = ["target-size", "scrollable-region-focusable", "button-name", "link-name", "meta-viewport"]
NARROW = {"runOnly": {"type": "rule", "values": [*WIDTHS, "aria-hidden-focus"]}}
PACKED = {".woff", ".woff2", ".png"}  # files that a server does not compress again

WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) {
      const moved = entry.sources.map((source) => source.node?.className || source.node?.nodeName);
      window.shifts.push({ value: entry.value, moved });
    }
  }
}).observe({ type: "layout-shift", buffered: true });
addEventListener("securitypolicyviolation", (event) => {
  console.error(`against the policy: ${event.violatedDirective} ${event.blockedURI}`, event.sample);
});
"""


# The next frame. A browser that paints nothing for a while must not stop the tests.
FRAME = """() => new Promise((go) => {
    requestAnimationFrame(() => setTimeout(go));
    setTimeout(go, 500);
})"""


READ = f"""(async () => {{
    const frame = {FRAME};
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {{
        scrollTo({{ top: y, behavior: "instant" }});
        await frame();
    }}
    await window.reluFigures?.drawAll();
    await frame();
}})()"""


def settle(page):
    """Wait until the widgets are alive, and the fonts there: in any engine's page.

    What is waited for is a function: a bare expression would be evaluated again and again, which
    the pages' policy forbids.
    """
    page.evaluate("Promise.all([document.fonts.ready, window.reluWidgets]).then(() => null)")
    page.wait_for_function(
        """() => [...document.querySelectorAll(".relu-widgets:not([data-explorer=''])")]
            .every((e) => e.querySelector(".relu-explorer-view")?.explorer)"""
    )
    page.evaluate(f"({FRAME})()")


def read_to_the_end(page):
    """Scroll through a page as a reader does, until all has been drawn."""
    settle(page)
    page.evaluate(READ)
    page.wait_for_function(
        """() => [...document.querySelectorAll(".relu-explorer-view")]
            .every((view) => view.explorer.drawn())"""
    )


def add_axe(page):
    """Bring axe into a page; its policy forbids an inline script that it does not know."""
    page.evaluate(f"() => {{ {AXE.read_text('utf-8')} }}")


def violations(page, rules):
    """What axe finds in a page that `rules` (WCAG, COLOURS) ask for."""
    page.evaluate("scrollTo(0, 0)")
    add_axe(page)
    result = page.evaluate(
        """rules => axe.run(
            { exclude: ["mjx-math"] },  // what screen readers do not meet; they get MathML
            { ...rules, preload: false },
        )""",
        rules,
    )
    return [
        (violation["id"], " ".join(map(str, node["target"])), node["failureSummary"])
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def built_pages(reference=False):
    """The built pages, as paths relative to their folder; or those of the reference (api-*).

    Raises
    ------
    RuntimeError
        If there are none: tests of nothing must not pass.
    """
    found = sorted(path.relative_to(HTML).as_posix() for path in HTML.rglob("*.html"))
    found = [name for name in found if not name.startswith("_static/")]  # the theme's templates
    pages = [name for name in found if name.startswith("api-") == reference]
    if not pages:
        raise RuntimeError(f"there are no pages in {HTML}: build the book first, `make book`")
    return pages


def local(url):
    """Whether an address asks for nothing outside the page."""
    return url.startswith(("data:", "blob:", "about:"))


AT_REST = "() => document.getAnimations().every((one) => one.playState === 'finished')"


class Opened:
    """A page with the record of what it asked for and what went wrong in it."""

    def __init__(self, page, base):
        self.page, self.base = page, base
        self.requests, self.problems = [], []
        self.untouched = None  # how many requests there were before the reader touched anything
        self.shifts = None  # what had moved when the page was read
        page.add_init_script(WATCH)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", self._failed)
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("console", self._console)

    def _failed(self, request):
        if request.failure != "net::ERR_ABORTED":  # which leaving or reloading a page does
            self.problems.append(f"failed: {request.url}: {request.failure}")

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.problems.append(f"{message.type}: {message.text}")

    def foreign(self):
        """The addresses outside the book that the page asked for."""
        return [url for url in self.requests if not local(url) and not url.startswith(self.base)]

    def settle(self):
        """Wait until the widgets are alive, and the fonts there."""
        settle(self.page)

    @contextmanager
    def unfolded(self):
        """Open all that is folded, for a while."""
        folded = self.page.evaluate_handle("[...document.querySelectorAll('details:not([open])')]")
        turn = "async (all, open) => { for (const e of all) e.open = open; }"
        folded.evaluate(turn, True)
        self.page.evaluate(f"({FRAME})()")
        self.page.wait_for_function(AT_REST)  # what opens fades in
        try:
            yield
        finally:
            folded.evaluate(turn, False)

    @contextmanager
    def dark(self):
        """Show the page in the dark for a while, and its figures, which are drawn again."""
        turn = "theme => { document.documentElement.dataset.theme = theme; }"
        there = """theme => [...document.querySelectorAll(".relu-figure")]
            .every((e) => e.dataset.drawn === theme)"""
        for theme in ("dark", "light"):
            self.page.evaluate(turn, theme)
            self.page.wait_for_function(there, arg=theme)
            self.page.wait_for_function(AT_REST)
            if theme == "dark":
                yield

    @contextmanager
    def printed(self):
        """Show the page as on paper for a while, and read it again: what is far has not heard."""
        self.page.emulate_media(media="print")
        yield
        self.page.emulate_media(media="screen")
        self.page.evaluate(READ)

    def read_to_the_end(self):
        """Scroll through the page as a reader does, until all has been drawn."""
        self.settle()
        self.untouched = len(self.requests)
        read_to_the_end(self.page)
        self.shifts = self.page.evaluate("shifts")

    def loaded(self, until=None):
        """What the page asked for, up to a request, as (gzip bytes, name), largest first."""
        urls = dict.fromkeys(
            url.split("?")[0].split("#")[0] for url in self.requests[:until] if not local(url)
        )
        return sorted(((packed(HTML / url[len(self.base) :]), url) for url in urls), reverse=True)


def packed(path):
    """The size in bytes of a file as a server sends it."""
    content = path.read_bytes()
    return len(content) if path.suffix in PACKED else len(gzip.compress(content, 9))


@cache
def profile(browser, _window, width, height, **options):
    """A profile of the browser, kept for all tests: making one takes long.

    Its tabs have their size from the start; one that is resized as its page comes may move it.
    """
    return browser.new_context(viewport={"width": width, "height": height}, **options)


@contextmanager
def tab(browser, width, height, *, window="tests", **options):
    """A tab of the browser for a while, in front of those that stand in the same window.

    What is behind is hardly drawn. In `window` None what the page stores is seen nowhere else.
    """
    shared = window is not None
    make = profile if shared else profile.__wrapped__
    context = make(browser, window, width, height, **options)
    page = context.new_page()
    try:
        yield page
    finally:
        (page if shared else context).close()


@contextmanager
def open_page(browser, base, name, *, width=1366, height=768, theme="light", **options):
    """Open a page of the book in a tab of its own.

    Parameters
    ----------
    browser : playwright Browser
    base : str
        Where the book is, ending in a slash: an http address, or `HTML.as_uri() + "/"`.
    name : str
        One of `built_pages`.
    width, height : int, pixels
    theme : {"light", "dark"}
        What the system prefers.
    **options
        For `tab` and `Browser.new_context`.

    Yields
    ------
    Opened
    """
    with tab(browser, width, height, **options) as page:
        page.emulate_media(color_scheme=theme)
        opened = Opened(page, base)
        page.goto(base + name)
        yield opened
