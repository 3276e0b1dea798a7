"""Pages are at most 60 % as long as they were when all code stood open and nothing was folded.

What was one page and is two now counts against that one page.
"""

import pytest

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


@pytest.mark.parametrize(("at", "size"), [(0, {}), (1, {"width": 390, "height": 664})])
@pytest.mark.parametrize("name", BEFORE)
def test_pages_are_short(read, name, at, size):
    height = read(name, **size).page.evaluate("document.documentElement.scrollHeight")
    assert height <= SHARE * BEFORE[name][at]
