"""Tables, formulas and code fit their column, or show to eye and keyboard that they scroll."""

import base64

import pytest
from pages import FRAME, HTML, built_pages

TABLES = [name for name in built_pages() if "<table" in (HTML / name).read_text("utf-8")]
SCROLLER = (
    "article :is(.output.text_html:has(> div > table), .pst-scrollable-table-container,"
    " .relu-numbers > div)"
)
# The pages' policy allows no style that a test brings, but a script's own sheet.
DRESS = """(rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
}"""
HIDDEN = "color: transparent !important; border-color: transparent !important;"
BARE = f"table, table * {{ {HIDDEN} text-decoration: none !important; }}"
BARE += ".bd-header-article, #pst-skip-link { visibility: hidden; }"  # may lie over it

# What was far away is found to be near in one frame and drawn in the next.
PART = f"""async (e, end) => {{
    e.scrollLeft = end ? e.scrollWidth : 0;
    e.scrollIntoView({{ block: "center", behavior: "instant" }});
    for (let i = 0; i < 2; i++) await ({FRAME})();
    const {{ x, width, top, bottom }} = e.getBoundingClientRect();
    const y = Math.max(top, 0);
    return {{ x, y, width, height: Math.min(bottom, innerHeight) - y }};
}}"""
# How much the left and the right edge of a picture differ from its middle, in colour (0 to 1). One
# pixel further out the ring of the focus may lie.
EDGES = """async (png) => {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes]));
    const { width, height } = picture;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.drawImage(picture, 0, 0);
    const level = (x) => context.getImageData(x, height / 2, 1, 1).data[0] / 255;
    return [2, width - 3].map((x) => Math.abs(level(x) - level(width / 2)));
}"""
# Whether the first column stays where it is, and so covers the shadow.
STAYS = "e => getComputedStyle(e.querySelector('tbody th')).position === 'sticky'"


# How many ways the names of rows are aligned within a table whose rows stand in groups.
ALIGNED = """(all) => all.filter((table) => table.querySelector("th[rowspan]")).map((table) => {
    const names = [...table.querySelectorAll("tbody th:last-of-type")];
    return new Set(names.map((name) => getComputedStyle(name).textAlign)).size;
})"""

# Names of rows with more than three lines, and so almost as many lines as words.
TALL = """(all) => all.filter((name) => {
    const range = new Range();
    range.selectNodeContents(name);
    return new Set([...range.getClientRects()].map((box) => box.top)).size > 3;
}).map((name) => name.textContent)"""

# What a cell prints wraps, in a solution, too, but for columns that stand under one another.
PRINTED = "article .cell:not(.tag_aligned-output) .output pre"
CUT = "(all) => all.filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.textContent)"


def edges(box, at_end):
    """Scroll a table to one of its ends and tell how far each edge is from the ground's colour.

    Of a long one what the window shows is looked at: a longer picture would lay the page out anew.
    """
    clip = box.evaluate(PART, at_end)
    picture = base64.b64encode(box.page.screenshot(clip=clip)).decode()
    return box.page.evaluate(EDGES, picture)


def check(opened):
    """Hold each table of a page against what the tests are about."""
    with opened.unfolded():
        boxes = opened.page.locator(SCROLLER).all()
        assert boxes
        alone = "(all, boxes) => all.filter((e) => !e.closest(boxes)).map((e) => e.className)"
        tables = opened.page.locator("article table:not(.u-legend)")
        assert tables.evaluate_all(alone, SCROLLER) == []
        assert set(tables.evaluate_all(ALIGNED)) <= {1}
        names = opened.page.locator("article :is(tbody th, .relu-number-table th:first-child)")
        assert names.evaluate_all(TALL) == []
        assert opened.page.locator(PRINTED).evaluate_all(CUT) == []
        opened.page.evaluate(DRESS, BARE)
        looked_at = {}  # one that fits and one or two that scroll of each look
        for box in boxes:
            hidden = box.evaluate("e => e.scrollWidth - e.clientWidth")
            if hidden > 1:  # but for rounding
                box.focus()
                assert box.evaluate("e => e === document.activeElement")
                assert box.get_attribute("role") == "region"
                assert box.get_attribute("aria-label")
            scrolls = hidden > 8  # the last cell's padding may be hidden
            seen = 0.15 if hidden > 20 else 0  # near its end a shadow fades
            ground = box.evaluate("e => getComputedStyle(e).background")
            if looked_at.setdefault((scrolls, seen, ground), box) is not box:
                continue
            left, right = edges(box, at_end=False)
            assert left < 0.02
            assert (right > seen) if scrolls else (right < 0.02)
            if scrolls:
                left, right = edges(box, at_end=True)
                assert right < 0.02
                assert left > seen or box.evaluate(STAYS)
        opened.page.evaluate(DRESS, "")


@pytest.mark.parametrize("look", ["wide", "phone"])
@pytest.mark.parametrize("name", TABLES)
def test_tables_fit_or_show_that_they_scroll(read, name, look):
    check(read(name, look))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("derivation.html", "mjx-container[display='true']"), ("own_model.html", ".highlight pre")],
)
def test_so_do_formulas_and_code(read, name, kind):
    page = read(name, "phone").page
    page.evaluate(DRESS, f"{kind} * {{ visibility: hidden; }}")
    boxes = page.locator(f"article {kind}:visible").all()
    box = next(box for box in boxes if box.evaluate("e => e.scrollWidth > e.clientWidth + 9"))
    left, right = edges(box, at_end=False)
    assert left < 0.02
    assert right > 0.15
    left, right = edges(box, at_end=True)
    assert left > 0.15
    assert right < 0.02
    edges(box, at_end=False)
    page.evaluate(DRESS, "")


def test_they_do_in_the_dark(read):
    opened = read("is_it_dc.html", "phone")
    with opened.dark():
        check(opened)
