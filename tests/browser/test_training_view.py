"""The TrainingExplorer's view: what is drawn is what was published, and the player plays it."""

import numpy as np
import pytest
from views import change, drawn, ink

from relu_spectrum.dc_experiment import PAPER_ARMS, load_published
from relu_spectrum.explorers import TrainingExplorer
from relu_spectrum.explorers.training import results as training_results
from relu_spectrum.statistics.repetitions import by_repetition

ORANGE, BLUE, TEAL = "#c2410c", "#1f6fb4", "#0f766e"
STATE = "mounted[0].view.explorer.state()"


@pytest.fixture(scope="module")
def published():
    frame = load_published()
    return {
        value: np.stack([by_repetition(frame, arm, value) for arm in PAPER_ARMS])
        for value in ("loss", "distance_1", "distance_2")
    }


def epoch_of(page):
    return page.evaluate("mounted[0].model.get('epoch')")


def test_the_page_unpacks_what_was_packed(run_modules, published):
    call = run_modules('export * from "./training/results.mjs";')
    found = call("unpack", training_results.packed())
    np.testing.assert_allclose(found["loss"], published["loss"], rtol=1e-3)
    for k in (1, 2):
        largest = published[f"distance_{k}"].max(axis=(1, 2), keepdims=True)
        error = np.abs(np.array(found["distance"][k - 1]) - published[f"distance_{k}"])
        assert (error <= 1.3e-4 * largest).all()


@pytest.mark.parametrize("epoch", [1, 17, 60])
def test_statistics_are_numpys(mount, published, epoch):
    page = mount(TrainingExplorer, epoch=epoch)
    for i, arm in enumerate(drawn(page, "arms")):
        own = arm["readouts"]
        assert own["count"] == len(published["loss"][i])
        for value, found in zip(published, [own["loss"], *own["distance"]], strict=True):
            now = published[value][i, :, epoch]
            assert found["mean"] == pytest.approx(now.mean(), rel=1e-3)
            # losses are rounded to steps of 0.1 %, which widens a spread that is smaller than that
            assert found["sd"] == pytest.approx(now.std(ddof=1), rel=3e-3, abs=1e-4 * now.mean())
    held = [
        int(((d[2] < d[0]) & (d[0] < d[1])).sum())
        for d in (published[f"distance_{k}"][:, :, epoch] for k in (1, 2))
    ]
    assert drawn(page, "readouts.holds") == pytest.approx(held, abs=1)  # rounding near a tie
    note = page.locator(".relu-note").inner_text()
    assert f"linear are d₁ in {drawn(page, 'readouts.holds')[0]} of them" in note


def test_one_repetition_has_paths_and_no_spread(mount, published):
    page = mount(TrainingExplorer, repetition=7, epoch=30)
    np.testing.assert_allclose(
        drawn(page, "distance2"), published["distance_2"][:, 6, 30], rtol=1e-3
    )
    np.testing.assert_allclose(
        drawn(page, "path1"), published["distance_1"][:, 6, :31].ravel(), rtol=1e-3, atol=1e-3
    )
    text = page.locator(".relu-readouts").inner_text()
    assert "±" not in text
    assert page.locator(".relu-note").inner_text().startswith("In this repetition d₁ is")


def test_switches_take_arms_away(mount):
    page = mount(TrainingExplorer)
    before = [ink(page, colour, canvas) for colour in (ORANGE, BLUE, TEAL) for canvas in (0, 1)]
    assert min(before) > 20
    change(page, "linear", False)
    assert ink(page, BLUE) == ink(page, BLUE, canvas=1) == 0
    assert ink(page, ORANGE) > 20
    assert "switched off" in page.locator(".relu-readouts").inner_text()
    assert "linear: distance" not in page.get_by_role("img").first.get_attribute("aria-label")
    for name in ("relu", "class_dc"):
        change(page, name, False)
    assert len(drawn(page, "loss")) == 0
    page.get_by_text("Code for this state").click()
    page.get_by_text("# All arms are switched off").wait_for()
    assert page.get_by_role("img").first.get_attribute("aria-label").endswith("switched off.")


def test_before_training_all_start_at_zero(mount):
    page = mount(TrainingExplorer, epoch=0)
    assert set(drawn(page, "distance1")) == set(drawn(page, "distance2")) == {0}
    assert page.locator(".relu-note").inner_text().startswith("Before training")
    assert "d₁ 0, d₂ 0" in page.locator(".relu-readouts").inner_text()


def test_it_plays_pauses_and_ends_by_keyboard(mount):
    page = mount(TrainingExplorer, epoch=60)
    button = page.get_by_role("button", name="Play")
    assert button.bounding_box()["height"] >= 44
    button.focus()
    page.keyboard.press("Enter")
    assert epoch_of(page) < 30  # from the end it starts again
    page.wait_for_function("mounted[0].model.get('epoch') > 3")
    assert button.count() == 0
    page.keyboard.press("Space")  # the same button, still in focus, is now named Pause
    stopped = epoch_of(page)
    page.wait_for_timeout(400)
    assert epoch_of(page) == stopped
    change(page, "epoch", 57)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Pause").wait_for()
    page.wait_for_function("mounted[0].model.get('epoch') === 60")
    button.wait_for()
    assert drawn(page, "pathLoss.length") == 3 * 61
    assert page.evaluate("mounted[0].model.saves") > 0  # a kernel, and the slider, hear of it


@pytest.mark.parametrize("how", ["slider", "reset", "hidden"])
def test_it_stops_when_the_reader_takes_over(mount, how):
    page = mount(TrainingExplorer, epoch=10)
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("mounted[0].model.get('epoch') > 11")
    if how == "slider":
        change(page, "epoch", 40)
    elif how == "reset":
        page.get_by_role("button", name="Reset").click()
    else:
        page.evaluate("""() => {
            Object.defineProperty(document, "hidden", { value: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""")
    page.get_by_role("button", name="Play").wait_for()
    stopped = epoch_of(page)
    page.wait_for_timeout(400)
    assert epoch_of(page) == stopped
    assert how == "hidden" or stopped == {"slider": 40, "reset": 10}[how]


def test_nothing_moves_by_itself_where_that_is_not_wanted(page, mount):
    page.emulate_media(reduced_motion="reduce")
    page = mount(TrainingExplorer, epoch=53)
    button = page.get_by_role("button", name="Go on 5")
    for expected in (58, 60, 0, 5):
        button.press("Enter")
        page.wait_for_timeout(300)
        assert epoch_of(page) == expected
    page.emulate_media(reduced_motion="no-preference")
    page.get_by_role("button", name="Play").wait_for()


def test_a_view_that_is_removed_plays_no_more(mount):
    page = mount(TrainingExplorer, epoch=0)
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("mounted[0].model.get('epoch') > 1")
    page.evaluate("mounted[0].clean()")
    stopped = epoch_of(page)
    page.wait_for_timeout(400)
    assert epoch_of(page) == stopped
    assert page.locator(".relu-play").count() == 0


def test_what_is_played_is_announced_once(mount):
    page = mount(TrainingExplorer, epoch=52)
    status = page.get_by_role("status")
    assert status.text_content().startswith("Epoch 52, mean of all repetitions. ReLU: loss ")
    page.evaluate("""() => {
        window.said = [];
        new MutationObserver(() => said.push(document.querySelector("[role=status]").textContent))
            .observe(document.querySelector("[role=status]"), { childList: true });
    }""")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("window.said.length > 0")
    assert [text.split(",")[0] for text in page.evaluate("said")] == ["Epoch 60"]
