"""Take a picture of each explorer as it opens and store it, with its words, in book/stills.

Usage: python tools/store_stills.py

Pages show them where there is no JavaScript. tests/browser/test_stills.py says when they are old.
"""

import json
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

from browser import launch
from server import serving
from still_pictures import STILLS, WORDS, kinds, take
from views import write_page


def main() -> None:
    """Store all of them and print their sizes."""
    STILLS.mkdir(exist_ok=True)
    words = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(folder) as address,
        sync_playwright() as playwright,
    ):
        write_page(Path(folder))
        browser = launch(playwright)
        for name, kind in kinds().items():
            picture, words[name] = take(browser, f"{address}/index.html", kind)
            (STILLS / f"{name}.webp").write_bytes(picture)
            print(f"  {name:<12} {len(picture):7} bytes")
        browser.close()
    WORDS.write_text(json.dumps(words, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
