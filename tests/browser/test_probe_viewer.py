"""The viewer of saved probes, from the disk: every number is Python's, also on a phone."""

import json

import numpy as np
import pytest
import torch
from pages import AXE, WCAG, open_page, violations
from playwright.sync_api import expect
from probed import Residual
from torch import nn
from views import STATIC

from relu_spectrum.probe import Probe, probe, report
from relu_spectrum.spectrum import decibels

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>viewer</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src file:;
style-src file: 'unsafe-inline'; img-src data:">
<link rel="stylesheet" href="probe_viewer.css"><script src="probe_viewer.js" defer></script></head>
<body><main><h1>viewer</h1><div class="relu-probe-viewer" data-examples="probes/"></div></main>
</body></html>"""
DROP = """([selector, name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    const dropped = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data });
    document.querySelector(selector).dispatchEvent(dropped);
}"""
PICTURE = """() => JSON.stringify(document.querySelector(".relu-probe-viewer").viewer.columns(),
    (_, v) => ArrayBuffer.isView(v) ? Array.from(v) : v)"""
MAP = "() => Array.from(document.querySelector('.relu-probe-viewer').viewer.picture().map.levels)"


class Mixed(nn.Module):
    """Functions of several kinds, and one whose rate cannot be followed."""

    def __init__(self, gain=1.0):
        super().__init__()
        self.gain = gain
        self.first, self.act = nn.Conv1d(2, 70, 5), nn.ReLU()
        self.second, self.smooth = nn.Conv1d(70, 3, 7, stride=2), nn.GELU()
        self.head = nn.Linear(3 * 297, 16)

    def forward(self, x):
        x = self.act(self.first(self.gain * x))
        return torch.relu(self.head(self.smooth(self.second(x)).flatten(1)))


def saved(folder, name, gain=1.0):
    """A saved probe of a model that is no example."""
    torch.manual_seed(3)
    n = torch.arange(604)  # whole periods in the 600 samples that the first layer leaves
    x = 0.2 + torch.stack([torch.cos(torch.pi * k * n / 300) for k in (7, 30)])[None]
    path = folder / f"{name}.json"
    probe(Mixed(gain).eval(), x, sample_rate=100, activations="all").save(path)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("viewer")
    for name in ("probe_viewer.js", "probe_viewer.css"):
        (folder / name).write_bytes((STATIC / name).read_bytes())
    (folder / "index.html").write_text(PAGE)
    (folder / "probes").mkdir()
    seen = probe(Residual().eval(), torch.randn(2, 4, 32))
    seen.save(folder / "probes" / "differencing.json")
    text = (folder / "probes" / "differencing.json").read_text()
    script = f"(window.reluProbes ??= {{}}).differencing = {text};"
    (folder / "probes" / "differencing.js").write_text(script)
    return folder


@pytest.fixture
def viewer(page, folder):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((folder / "index.html").as_uri())
    page.wait_for_selector(".relu-probe-viewer[data-shown]")
    return page


def table(page):
    return page.locator(".relu-probe-table tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    )


def picture(page):
    """The columns of the four charts, as arrays, the nulls as NaN."""
    return [
        [np.array(one, dtype=float) for one in chart]
        for chart in json.loads(page.evaluate(PICTURE))
    ]


def pick(page, label, place):
    page.get_by_label(label, exact=True).select_option(index=place)


def test_a_model_of_ones_own_is_shown_in_pythons_numbers(viewer, folder):
    path = saved(folder, "mine")
    seen = Probe.load(path)
    assert seen.notes()
    viewer.evaluate(DROP, [".relu-probe-viewer", path.name, path.read_text()])
    expect(viewer.locator(".relu-probe-table tr")).to_have_count(4)

    header, *rows = table(viewer)
    names, *wanted = seen.cells()
    columns = [header.index(name if name != seen.noun else "name") for name in names]
    assert [[row[n] for n in columns] for row in rows] == wanted
    assert [row[2] for row in rows] == ["act", "smooth", "the model"]
    text = viewer.locator(".relu-probe-shown").inner_text()
    for words in ("Mixed", seen.given, *seen.notes()):
        assert words in text

    frame = seen.to_frame()
    for n, record in enumerate(seen):
        pick(viewer, "Activation", n)
        dc, power, *_ = picture(viewer)
        np.testing.assert_array_equal(dc[1], frame["DC before"])
        np.testing.assert_array_equal(dc[2], frame["DC after"])
        np.testing.assert_array_equal(power[1], 100 * frame["new power"])
        if record.spectra is None:
            assert record.unknown in viewer.locator(".relu-probe-pair").last.inner_text()
            continue
        kept = [None, *record.kept.tolist()]
        for place in {0, 1, len(kept) // 2, len(kept) - 1}:
            pick(viewer, "Channel", place)
            frequency, before, after = picture(viewer)[2]
            levels = record.decibels(kept[place])
            np.testing.assert_allclose(frequency, record.frequency, rtol=1e-12)
            np.testing.assert_allclose(before, levels["input"], atol=1e-9)
            np.testing.assert_allclose(after, levels["output"], atol=1e-9)
        both = np.stack([record.spectra.before, record.spectra.after])
        levels = decibels(both, floor=float(decibels(both.max())) - 80)
        for side, level in enumerate(levels):
            pick(viewer, "Map", side)
            np.testing.assert_allclose(viewer.evaluate(MAP), level.ravel(), atol=1e-9)
    assert viewer.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_two_files_are_compared_name_by_name(viewer, folder):
    first, second = saved(folder, "one"), saved(folder, "two", gain=0.5)
    inputs = viewer.locator(".relu-probe-source input[type=file]")
    inputs.nth(0).set_input_files(first)
    expect(viewer.locator(".relu-probe-table tr")).to_have_count(4)
    inputs.nth(1).set_input_files(second)
    viewer.get_by_role("button", name="Compare no more").wait_for()
    one, two = (Probe.load(path).to_frame() for path in (first, second))
    dc, power, *_ = picture(viewer)
    np.testing.assert_array_equal(dc[3:], two[["DC before", "DC after"]].T)
    np.testing.assert_array_equal(power[2], 100 * two["new power"])
    header, *rows = table(viewer)
    for column in ("DC after", "new power", "linear"):
        for row, change in zip(rows, two[column] - one[column], strict=True):
            scale, unit = (1, "") if column == "DC after" else (100, " points")
            wanted = f"{change:.4g}" if scale == 1 else f"{scale * change:.1f}{unit}"
            wanted = "?" if np.isnan(change) else f"+{wanted}" if change > 0 else wanted
            assert row[header.index(f"{column}, difference")] == wanted.replace("-", "−")
    viewer.get_by_role("button", name="Compare no more").click()
    assert len(table(viewer)[0]) == len(header) - 3


def test_what_is_no_saved_probe_leaves_the_last_one(viewer, folder):
    shown = table(viewer)
    bad = folder / "bad.json"
    bad.write_text('{"format": "relu-spectrum/probe", "version": 2}')
    for place in (0, 1):
        viewer.locator(".relu-probe-source input[type=file]").nth(place).set_input_files(bad)
        alert = viewer.get_by_role("alert").filter(has_text="version 2")
        alert.wait_for()
        assert alert.inner_text().startswith("bad.json: a saved probe of version 2, and this")
        assert table(viewer) == shown
    viewer.get_by_label("Example").select_option("kid_ppg")
    viewer.get_by_role("alert").filter(has_text="kid_ppg.js is not where").wait_for()
    assert table(viewer) == shown
    viewer.locator(".relu-probe-source input[type=file]").nth(0).set_input_files(
        folder / "probes" / "differencing.json"
    )
    expect(viewer.locator(".relu-probe-wrong")).to_have_text("")
    assert table(viewer) == shown


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everybody_can_use_it(viewer, folder, theme):
    viewer.emulate_media(color_scheme=theme)
    viewer.evaluate(
        "theme => { document.body.style.background = theme === 'dark' ? '#121212' : '#fff'; }",
        theme,
    )
    viewer.get_by_role("button", name="1.relu").or_(
        viewer.locator(".relu-probe-table button")
    ).first.press("Enter")
    assert viewer.locator(".relu-probe-table button[aria-pressed=true]").count() == 1
    viewer.get_by_text("How to read the numbers").click()
    viewer.evaluate(f"() => {{ {AXE.read_text('utf-8')} }}")
    found = viewer.evaluate("axe.run('.relu-probe-viewer')")["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    small = """all => all.map((e) => e.getBoundingClientRect())
        .filter(({ width, height }) => width && height < 24)"""
    assert (
        viewer.locator(".relu-probe-viewer :is(button, select, summary)").evaluate_all(small) == []
    )


@pytest.mark.parametrize(("theme", "width"), [("light", 1366), ("dark", 390)])
def test_a_report_is_the_viewer_with_the_probe_inside(chromium, folder, theme, width):
    seen = Probe.load(saved(folder, "reported"))
    text = report(seen, title="ReLU by ReLU", about="Two tones.")
    (folder / "report.html").write_text(text, encoding="utf-8")
    base = f"{folder.as_uri()}/"
    with open_page(chromium, base, "report.html", width=width, theme=theme) as opened:
        page = opened.page
        page.wait_for_selector(".relu-probe-viewer[data-shown]")
        header, *rows = table(page)
        names, *wanted = seen.cells()
        columns = [header.index(name if name != seen.noun else "name") for name in names]
        assert [[row[n] for n in columns] for row in rows] == wanted
        dc, *_ = picture(page)
        np.testing.assert_array_equal(dc[2], seen.to_frame()["DC after"])
        assert page.locator(".relu-probe-viewer noscript, .relu-probe-viewer .wide").count() == 0
        assert page.locator("canvas").count() == 4
        assert violations(page, WCAG) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert opened.foreign() == opened.problems == []
        assert [url for url in opened.requests if url.startswith("file:")] == [f"{base}report.html"]


def test_many_notes_are_folded(viewer, folder):
    model = nn.Sequential(*(nn.ReLU() for _ in range(5)))
    seen = probe(model, torch.ones(2, 1))
    seen.save(folder / "short.json")
    chooser = viewer.locator(".relu-probe-source input[type=file]").nth(0)
    chooser.set_input_files(folder / "short.json")
    folded = viewer.get_by_text("Some numbers of 5 records are not known")
    note = viewer.get_by_text(seen.notes()[4])
    expect(note).to_be_hidden()
    folded.click()
    expect(note).to_be_visible()


def test_the_tables_header_and_names_stay_in_view(read):
    page = read("own_model.html", "phone").page
    page.wait_for_selector(".relu-probe-viewer[data-shown]")
    found = page.evaluate("""() => {
        const region = document.querySelector(".relu-probe-table");
        region.style.maxHeight = "90px";
        region.scrollTo(150, 20);
        const first = region.querySelector("tbody button").textContent;
        const box = region.getBoundingClientRect();
        const head = region.querySelector("thead th:last-child");
        const name = region.querySelector("tbody tr:last-child th");
        const boxes = [head, name].map((cell) => cell.getBoundingClientRect());
        const grounds = [head, name].map((cell) => getComputedStyle(cell).backgroundColor);
        region.querySelector("tbody button").textContent = "features.4.block.2.scale_activation";
        const wide = [...region.querySelectorAll("th")].filter(
            (cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent);
        const scrolled = [region.scrollLeft, region.scrollTop];
        region.scrollTo(0, 0);
        region.style.maxHeight = "";
        region.querySelector("tbody button").textContent = first;
        return { scrolled, top: boxes[0].top - box.top, left: boxes[1].left - box.left,
            share: boxes[1].width / box.width, wide, grounds };
    }""")
    assert found["scrolled"] == [150, 20]
    assert abs(found["top"]) < 1
    assert abs(found["left"]) < 1
    assert found["share"] < 0.6
    assert found["wide"] == []
    assert all(ground.startswith("rgb(") for ground in found["grounds"])  # nothing shines through


def test_no_name_in_a_list_is_cut_on_a_phone(read):
    page = read("own_model.html", "phone").page
    page.wait_for_selector(".relu-probe-viewer[data-shown]")
    room, wanted = page.locator(".relu-probe-viewer select").evaluate_all("""(lists) => {
        const widths = () => lists.map((list) => list.getBoundingClientRect().width);
        const room = widths();
        for (const { style } of lists) [style.maxWidth, style.flexShrink] = ["none", "0"];
        const wanted = widths();
        for (const { style } of lists) [style.maxWidth, style.flexShrink] = ["", ""];
        return [room, wanted];
    }""")
    assert room == wanted


def test_the_charts_of_the_page_fill_their_places(read):
    """On paper too."""
    opened = read("own_model.html")
    opened.page.wait_for_selector(".relu-probe-viewer[data-shown] canvas")
    gaps = """() => [...document.querySelectorAll(".relu-view-chart")].map((place) => {
        const [box, drawing] = [place, place.querySelector("canvas")].map(
            (element) => element.getBoundingClientRect());
        const sides = ["left", "top", "right", "bottom"];
        return sides.map((side) => Math.round(box[side] - drawing[side]));
    })"""
    there = opened.page.evaluate(gaps)
    with opened.printed():
        paper = opened.page.evaluate(gaps)
    assert there == paper == [[0, 0, 0, 0]] * 4
