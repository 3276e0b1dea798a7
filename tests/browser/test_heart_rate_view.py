"""The HeartRateExplorer's view: where its weights come from, and how channels go with layers."""

import re

import pytest
from views import change, drawn, mount_view, wait_until_drawn

from relu_spectrum.explorers import HeartRateExplorer
from relu_spectrum.explorers.heart_rate import weights as kid_ppg_weights

FILE = f"**/{kid_ppg_weights.FILE}"
LIVE = "delete window.reluAssets"  # as in a notebook: no page says where its files are


def test_the_weights_come_when_the_reader_comes_near(page, views):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(views)
    page.evaluate("document.querySelector('h1').style.marginBottom = '5000px'")
    mount_view(page, HeartRateExplorer, {})
    page.wait_for_timeout(300)
    assert [url for url in asked if kid_ppg_weights.FILE in url] == []
    assert page.evaluate("mounted[0].view.explorer.drawn()") is None
    assert page.get_by_text("Loading the network’s weights (177 kB)").count() == 1
    assert page.get_by_role("img").count() == 0  # nothing is drawn, so nothing is described
    page.evaluate("scrollTo(0, 4000)")  # near, not there
    wait_until_drawn(page)
    assert len([url for url in asked if kid_ppg_weights.FILE in url]) == 1
    assert page.get_by_text("Loading").count() == 0
    assert page.get_by_role("img").count() == 2
    mount_view(page, HeartRateExplorer, {"layer": 8})
    wait_until_drawn(page)
    assert len([url for url in asked if kid_ppg_weights.FILE in url]) == 1
    assert drawn(page, "readouts.channels", 1) == 64


def test_a_missing_file_is_said_in_words_and_can_be_tried_again(page, views):
    page.goto(views)
    page.route(FILE, lambda route: route.abort())
    mount_view(page, HeartRateExplorer, {})
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert alert.inner_text() == (
        "The network’s weights did not come: the file kid_ppg_weights.js is not where the page "
        "looks for it."
    )
    button = page.get_by_role("button", name="Try again")
    assert button.bounding_box()["height"] >= 44
    page.unroute(FILE)
    button.focus()
    page.keyboard.press("Enter")
    wait_until_drawn(page)
    assert page.get_by_role("alert").count() == button.count() == 0


def test_a_live_notebook_asks_its_kernel_once(page, views):
    page.goto(views)
    page.evaluate(LIVE)
    mount_view(page, HeartRateExplorer, {"layer": 9})
    page.wait_for_function("mounted[0].model.sent.length > 0")
    assert page.evaluate("mounted[0].model.sent") == [{"kind": "weights"}]
    page.evaluate("mounted[0].model.receive({ kind: 'something else' })")
    assert page.evaluate("mounted[0].view.explorer.drawn()") is None
    answer = {"kind": "weights", "weights": kid_ppg_weights.packed()}
    page.evaluate("answer => mounted[0].model.receive(answer)", answer)
    wait_until_drawn(page)
    assert drawn(page, "readouts.channels") == 64
    assert page.evaluate("mounted[0].model.listeners()") == 4  # it no longer listens for messages


def test_a_kernels_reason_is_shown(page, views):
    page.goto(views)
    page.evaluate(LIVE)
    mount_view(page, HeartRateExplorer, {})
    page.wait_for_function("mounted[0].model.sent.length > 0")
    page.evaluate(
        "mounted[0].model.receive({ kind: 'weights', error: 'run `relu-spectrum fetch`' })"
    )
    text = page.get_by_role("alert").inner_text()
    assert text == "The network’s weights did not come: run `relu-spectrum fetch`."


def test_a_kernel_that_is_silent_is_waited_for_so_long(page, views):
    page.clock.install()
    page.goto(views)
    page.evaluate(LIVE)
    mount_view(page, HeartRateExplorer, {})
    page.wait_for_function("mounted[0].model.sent.length > 0")
    page.clock.run_for(50_000)
    assert page.get_by_text("Loading").count() == 1
    page.clock.run_for(11_000)
    assert "no Python kernel answered" in page.get_by_role("alert").inner_text()


def test_a_view_that_is_removed_stops_waiting(page, views):
    page.goto(views)
    page.evaluate(LIVE)
    mount_view(page, HeartRateExplorer, {})
    page.wait_for_function("mounted[0].model.sent.length > 0")
    assert page.evaluate("mounted[0].model.listeners()") == 5
    page.evaluate("mounted[0].clean()")
    assert page.evaluate("mounted[0].model.listeners()") == 0


def test_the_channel_follows_the_layer(mount):
    page = mount(HeartRateExplorer, layer=9, channel=60)
    change(page, "layer", 1)
    model = "[mounted[0].model.get('channel'), mounted[0].model.get('_channels')]"
    assert page.evaluate(model) == [32, 32]
    assert page.evaluate("mounted[0].view.explorer.state().channel") == 32
    assert len(drawn(page, "dc")) == 32
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("mounted[0].view.explorer.state().layer === 9")
    assert page.evaluate(model) == [60, 64]


def test_harmonics_folding_and_silence_are_said_in_words(mount):
    page = mount(HeartRateExplorer, bpm=150, layer=8)
    note = page.locator(".relu-note")
    assert note.inner_text().startswith("This layer has 4 samples a second: above 120 bpm lines")
    assert "1× to 90, 2× to 60" in note.inner_text()
    change(page, "layer", 2)
    assert note.inner_text().endswith("lines up to 960 bpm keep their place.")
    lines, dc = (chart.get_attribute("aria-label") for chart in page.get_by_role("img").all())
    assert "layer 2, mean of all channels" in lines
    assert re.search(r"DC of the 32 channels of layer 2, from \S+ to \S+, \S+ on average\.$", dc)
    silent = page.evaluate(
        "mounted[0].model.set('layer', 9) ?? new Promise((go) => setTimeout(go, 100))"
        ".then(() => mounted[0].view.explorer.drawn().dc.findIndex((dc) => dc === 0) + 1)"
    )
    change(page, "channel", silent)
    assert "this channel is silent" in page.locator(".relu-readouts").inner_text()
    assert page.get_by_role("img").first.get_attribute("aria-label").endswith("is silent.")


def test_lines_that_are_all_as_tall_are_said_so(mount):
    page = mount(HeartRateExplorer, layer=5, channel=12)
    assert "30 others are as tall" in page.locator(".relu-readouts").inner_text()


@pytest.mark.parametrize("words", ["GPL-3.0", "CC BY 4.0", "kid-ppg 0.0.4"])
def test_the_licences_stand_in_the_view(mount, words):
    page = mount(HeartRateExplorer)
    link = page.locator(".relu-credit a", has_text=words)
    assert link.get_attribute("href").startswith("https://")
