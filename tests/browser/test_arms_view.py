"""The ArmsExplorer's view: what is drawn is what was published, and what is not known is said."""

import numpy as np
import pytest
from views import change, drawn, ink

from relu_spectrum.dc_experiment import ARMS, read_published
from relu_spectrum.explorers import ArmsExplorer
from relu_spectrum.explorers.arms import results, sizes
from relu_spectrum.statistics.repetitions import by_repetition

BLUE, ORANGE, TEAL, MAGENTA = "#1f6fb4", "#c2410c", "#0f766e", "#a21caf"


@pytest.fixture(scope="module")
def published():
    frame = read_published().relative_distances()
    return {
        name: by_repetition(frame, name, "relative_2")[: sizes.REPETITIONS] for name in results.RUNS
    }


def note(page):
    return page.locator(".relu-note").inner_text()


def readouts(page):
    return page.locator(".relu-readouts").inner_text()


def gmean(values):
    return np.exp(np.mean(np.log(values)))


def test_statistics_are_numpys(run_modules):
    call = run_modules('export * from "./maths/geometric.mjs";')
    values = np.random.default_rng(1).lognormal(size=30).tolist()
    assert call("geometricMean", values) == pytest.approx(gmean(values), rel=1e-12)
    for share in (0, 0.05, 0.5, 0.95, 1):
        assert call("quantile", values, share) == pytest.approx(np.quantile(values, share))


def test_titles_are_those_of_the_arms(run_modules):
    call = run_modules(
        'import { ARMS } from "./arms/picture.mjs";'
        "export const titles = () => ARMS.map((arm) => arm.title);"
    )
    assert call("titles") == [ARMS[arm].title for arm in sizes.ARMS]


@pytest.mark.parametrize("epoch", [1, 17, 60])
def test_all_runs_are_drawn_where_they_began_and_how_far_they_went(mount, published, epoch):
    page = mount(ArmsExplorer, epoch=epoch)
    kept = sizes.kept()
    runs = drawn(page, "runs")
    assert len(runs) == len(published)
    for run, (name, (arm, scale)) in zip(runs, results.RUNS.items(), strict=True):
        spread, between = scale * np.transpose(kept[arm])
        distance = published[name][:, epoch]
        means = [gmean(values) for values in (spread, between, distance)]
        assert (run["arm"], run["scale"]) == (sizes.ARMS.index(arm), scale)
        np.testing.assert_allclose(run["means"], means, rtol=1.2e-3)
    low, high = drawn(page, "axes.distance")
    assert 10**low < min(drawn(page, "distance")) <= max(drawn(page, "distance")) < 10**high
    assert min(ink(page, colour) for colour in (BLUE, ORANGE, TEAL, MAGENTA)) > 10


def test_a_larger_input_moves_the_start_in_proportion(mount):
    page = mount(ArmsExplorer, arm=2, size=2)
    kept = np.array(sizes.kept()["relu"])
    linear = np.array(sizes.kept()["linear"])
    for size in (0.1, 1, 50, 1000):
        change(page, "size", size)
        np.testing.assert_allclose(drawn(page, "movedSpread"), size * kept[:, 0], rtol=1e-12)
        np.testing.assert_allclose(drawn(page, "movedBetween"), size * kept[:, 1], rtol=1e-12)
        wanted = gmean(size * kept[:, 0] / linear[:, 0])
        assert drawn(page, "readouts.linearSpread") == pytest.approx(wanted, rel=1e-9)


def test_a_distance_is_shown_only_where_a_run_is_published(mount, published):
    page = mount(ArmsExplorer, arm=1, size=1)
    assert "5.28 start norms" in readouts(page)
    assert note(page).startswith("linear: published runs at × 1 and × 1000.")
    change(page, "size", 200)
    assert "not known\nno published run at × 200" in readouts(page)
    assert drawn(page, "movedDistance") == []
    assert drawn(page, "readouts.distance") is None
    change(page, "size", 1000)
    np.testing.assert_allclose(
        drawn(page, "movedDistance"), published["linear_input_1000"][:, 60], rtol=1.2e-3
    )
    assert "input × 1000 for R" in readouts(page)
    change(page, "arm", 4)
    assert "not known" in readouts(page)
    assert note(page).startswith("linear, class DC: one published run, at × 1.")
    change(page, "arm", 2)
    change(page, "size", 20)
    np.testing.assert_allclose(
        drawn(page, "movedDistance"), published["relu_input_20"][:, 60], rtol=1.2e-3
    )


def test_equal_size_has_two_meanings(mount):
    page = mount(ArmsExplorer, arm=2)
    assert "input × 18.6 for R" in readouts(page)
    for_r, for_b = (drawn(page, f"readouts.linear{which}") for which in ("Spread", "Between"))
    assert for_b > 40 * for_r
    change(page, "arm", 6)  # the same DC for all: the sizes of the linear network
    assert "input × 1 for R" in readouts(page)
    assert drawn(page, "readouts.spread.count") == sizes.REPETITIONS


def test_charts_say_where_the_arm_begins(mount):
    page = mount(ArmsExplorer, arm=3, size=50, epoch=5)
    spread, between = (chart.get_attribute("aria-label") for chart in page.get_by_role("img").all())
    assert "at epoch 5 against R before training" in spread
    assert "absolute value × 50 begins at 9.5" in spread
    assert between.endswith("it has no published run there.")
