"""What a first visit to each page loads, and when it first paints.

Sizes are of the bodies under gzip, as a web server would send them, after scrolling to the end.
Times are Chromium's own, on loopback, each visit in a new profile: to compare, not to promise.
"""

import gzip
import statistics
from collections import Counter
from pathlib import Path

from browser import launch
from playwright.sync_api import sync_playwright
from server import serving

ROOT = Path(__file__).parents[1]
HTML = ROOT / "_build" / "html"
VISITS = 9
KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "JavaScript", "font": "fonts"}
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def visit(browser, url):
    """Visit a page once: gzip sizes by kind of file, and first paint (ms)."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    responses = []
    page.on("response", lambda answer: responses.append(answer))
    page.goto(url, wait_until="load")
    page.wait_for_timeout(800)
    first = sum(len(gzip.compress(answer.body(), 6)) for answer in responses if answer.ok)
    height = page.evaluate("document.documentElement.scrollHeight")
    for y in range(0, height, 500):
        page.evaluate("y => scrollTo(0, y)", y)
        page.wait_for_timeout(30)
    page.wait_for_timeout(500)
    sizes = Counter()
    for answer in responses:
        if answer.ok:
            kind = KINDS.get(answer.request.resource_type, "images and data")
            sizes[kind] += len(gzip.compress(answer.body(), 6))
    painted = page.evaluate(PAINTED)
    context.close()
    return sizes, first, painted


def main():
    """Print a table a page."""
    print("\nFirst visits (kB under gzip; first contentful paint in ms, median)")
    with serving(HTML) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for path in sorted(HTML.glob("*.html")):
            visits = [visit(browser, f"{address}/{path.name}") for _ in range(VISITS)]
            sizes, first = visits[0][:2]
            paint = statistics.median(v[2] for v in visits)
            parts = ", ".join(f"{kind} {size / 1e3:.0f}" for kind, size in sizes.most_common())
            print(
                f"  {path.name:16} {first / 1e3:6.0f} kB at load, {sizes.total() / 1e3:6.0f} kB "
                f"after scrolling ({parts}); paint {paint:.0f} ms (n = {VISITS})"
            )
        browser.close()


if __name__ == "__main__":
    main()
