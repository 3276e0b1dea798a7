"""On a phone each slider and the picture that it moves are in view together; nothing jumps."""

import pytest
from pages import FRAME, HTML, built_pages

WIDGETS = [
    name for name in built_pages() if 'class="relu-widgets"' in (HTML / name).read_text("utf-8")
]
FINGER = 44  # px below the slider

# How much of each chart is seen, asked at 400 points, with the slider at the lower end of the
# window but for a finger, and as near below the charts as the page scrolls.
SEEN = (
    f"async ([number, finger]) => {{ const frame = {FRAME};"
    + """
    const handle = document.querySelectorAll(".relu-controls .noUi-handle")[number];
    const charts = [...handle.closest(".relu-explorer").querySelectorAll(".relu-view-chart")];
    const picture = charts[0].closest(".relu-view-charts");
    const place = () => handle.getBoundingClientRect();
    const by = async (top) => { scrollBy({ top, behavior: "instant" }); await frame(); };
    const at = (x, y) => document.elementFromPoint(x, y);
    const share = (chart) => {
        const { left, top, width, height } = chart.getBoundingClientRect();
        let seen = 0;
        for (let i = 0; i < 20; i++) for (let j = 0; j < 20; j++) {
            const found = at(left + ((i + 0.5) * width) / 20, top + ((j + 0.5) * height) / 20);
            seen += Number(chart.contains(found));
        }
        return seen / 400;
    };
    const look = () => {
        const { left, top, width, height } = place();
        const touched = at(left + width / 2, top + height / 2);
        return { charts: charts.map(share), slider: handle.contains(touched) };
    };
    const found = [];
    for (let i = 0; i < 3; i++) await by(place().bottom + finger - innerHeight);
    found.push({ ...look(), room: innerHeight - place().bottom });
    for (let i = 0; i < 3; i++) await by(place().top - picture.getBoundingClientRect().bottom - 1);
    found.push(look());
    return found;
}"""
)

# How high an explorer is, and where its last part stands, as each setting goes from its least value
# to its most: every other time with all others at their most. And which values are cut.
PLACES = (
    f"async () => {{ const frame = {FRAME};"
    + """
    const { explorer } = document.querySelector(".relu-explorer-view");
    const { foot, settings } = explorer;
    const initial = explorer.state();
    const values = ({ low, high, step }) => low === undefined ? [false, true]
        : [0, 0.25, 0.5, 1].map((part) =>
            low + step * Math.round((part * (high - low)) / step));
    const most = Object.entries(settings).map(([name, one]) => [name, values(one).at(-1)]);
    const bases = [initial, Object.fromEntries(most)];
    const panel = foot.closest(".relu-explorer");
    const [seen, cut] = [{}, new Set()];
    for (const [name, setting] of Object.entries(settings)) {
        for (const [i, value] of values(setting).entries()) {
            explorer.set({ ...bases[i % 2], [name]: value });
            await frame();
            await explorer.settled();
            const { top, height } = panel.getBoundingClientRect();
            const place = [height, foot.getBoundingClientRect().top - top].map(Math.round);
            (seen[place] ??= []).push(JSON.stringify(explorer.state()));
            for (const { textContent, scrollWidth, clientWidth }
                of panel.querySelectorAll(".widget-readout"))
                if (scrollWidth > clientWidth) cut.add(textContent);
        }
    }
    explorer.set(initial);
    await frame();
    return [seen, [...cut]];
}"""
)

REACHED = """() => {
    const focused = document.activeElement;
    const { left, top, width, height } = focused.getBoundingClientRect();
    return focused.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""


@pytest.mark.parametrize("name", WIDGETS)
def test_each_slider_and_its_picture_are_in_view(read, name):
    page = read(name, "phone").page
    sliders = page.locator(".relu-controls .noUi-handle")
    assert sliders.count() >= 2
    for number in range(sliders.count()):
        label = sliders.nth(number).get_attribute("aria-label")
        first, second = page.evaluate(SEEN, [number, FINGER])
        assert first["room"] >= FINGER - 1, (label, first)
        for found in (first, second):
            assert found["slider"], (label, found)
            assert min(found["charts"]) >= 0.9, (label, found)


@pytest.mark.parametrize("name", WIDGETS)
def test_on_a_laptop_an_explorer_fits_one_screen(read, name):
    """As a page opens, the charts are in view, and the numbers below them."""
    page = read(name).page
    for panel in page.locator(".relu-explorer").all():
        assert panel.bounding_box()["height"] <= 768 - 64
    page.evaluate("() => scrollTo(0, 0)")
    for value in page.locator(".relu-explorer").first.locator(".relu-value").all():
        box = value.bounding_box()
        assert box["y"] + box["height"] <= 768


@pytest.mark.parametrize("name", WIDGETS)
def test_a_slider_that_gets_focus_is_not_below_the_picture(read, name):
    """Going backwards with Shift and Tab, the focus does not go where the picture covers it."""
    page = read(name, "phone").page
    page.locator(".relu-controls .relu-reset").last.focus()
    for _ in range(page.locator(".relu-controls .noUi-handle").count()):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(REACHED), page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("name", WIDGETS)
def test_no_slider_moves_what_stands_below_or_cuts_a_value(read, name):
    """The longest words have their room, also while shorter ones are shown."""
    for look in ("wide", "phone"):
        seen, cut = read(name, look).page.evaluate(PLACES)
        assert cut == []
        assert len(seen) == 1, {place: states[0] for place, states in seen.items()}
        assert len(next(iter(seen.values()))) >= 10
