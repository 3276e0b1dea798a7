"""Pages are at most 60 % as long as they were when all code stood open and nothing was folded.

What was one page and is two now counts against that one page.
"""

import pytest
from pages import HTML, open_page

# Heights then, in pixels, of a window of 1366 x 768 and of 390 x 844 (commit b910e06).
BEFORE = {
    "dc_experiment.html": (14055, 18438),
    "derivation.html": (17340, 22627),
    "example_models.html": (14534, 18670),
    "index.html": (4209, 6786),
    "is_it_dc.html": (16914, 24156),
    "minimal_network.html": (18177, 23650),
    "real_model.html": (21562, 27780),
    "validation.html": (13604, 17281),
}
BEFORE["convergence.html"] = BEFORE["derivation.html"]
BEFORE["own_model.html"] = BEFORE["real_model.html"]
SHARE = 0.62  # two points for the fonts of another machine
HEIGHT = "document.documentElement.scrollHeight"


@pytest.mark.parametrize(("at", "width", "height"), [(0, 1366, 768), (1, 390, 844)])
@pytest.mark.parametrize("name", BEFORE)
def test_pages_are_short(chromium, name, at, width, height):
    with open_page(chromium, HTML.as_uri() + "/", name, width=width, height=height) as opened:
        opened.read_to_the_end()
        assert opened.page.evaluate(HEIGHT) <= SHARE * BEFORE[name][at]
