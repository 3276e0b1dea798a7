"""How far the layout of each page shifts as it comes: the worst of ten loads.

On a laptop and on a phone, over loopback and over a line as slow as slow 4G, each load in a new
profile and without a touch. What moved most is named where it is more than a hundredth.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from browser import launch
from pages import WATCH, settle
from playwright.sync_api import sync_playwright
from server import PackingHandler, SlowHandler, serving

HTML = Path(__file__).parents[1] / "_build" / "html"
LOADS = 10
AT_ONCE = 4  # a slow line leaves the processor idle
WAIT = 1000  # ms, for what is made after the load
LOOKS = {
    "laptop": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 664}, "is_mobile": True, "has_touch": True},
}
LINES = {"fast": PackingHandler, "slow": SlowHandler}
NAMED = 0.01


def load(browser, url, look):
    """Load a page once: the sum of its shifts, and what moved in the largest."""
    with browser.new_context(**look) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(url, wait_until="load")
        settle(page)
        page.wait_for_timeout(WAIT)
        shifts = [(shift["value"], str(shift["moved"])) for shift in page.evaluate("shifts")]
    return sum(value for value, _ in shifts), max(shifts, default=(0, ""))[1]


def worst(name, look, line, loads):
    """Return the worst of some loads of a page."""
    with serving(HTML, LINES[line]) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        found = [load(browser, f"{address}/{name}", LOOKS[look]) for _ in range(loads)]
        browser.close()
    return max(found)


def main(names=(), loads=LOADS):
    """Print one line a page."""
    names = names or sorted(path.name for path in HTML.glob("*.html"))
    cases = [(name, look, line) for name in names for look in LOOKS for line in LINES]
    print(f"\nLayout shift as a page comes (worst of {loads})")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = pool.map(lambda case: worst(*case, loads), cases)
        for (name, look, line), (shift, moved) in zip(cases, found, strict=True):
            words = f"  {moved}" if shift > NAMED else ""
            print(f"  {name:22} {look:6} {line:4} {shift:.3f}{words}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
