"""The explorers' views, mounted in Chromium as anywidget does it, without kernel or ipywidgets."""

import numpy as np
import pytest
from pages import AT_REST, AXE, COLOURS, WCAG
from views import change, drawn, ink, mount_view, wait_until_drawn

from relu_spectrum import explorers
from relu_spectrum.explorers import ReadoutExplorer, SpectrumExplorer, StackExplorer, TaylorExplorer

KINDS = [getattr(explorers, name) for name in explorers.__all__]  # each new one is tested


def test_a_change_is_drawn(mount):
    page = mount(SpectrumExplorer)
    assert drawn(page, "readouts.fundamental") == 10
    before = ink(page, "#c2410c", canvas=1)
    change(page, "bias", 0.5)
    x = 0.5 + np.cos(2 * np.pi * 10 * np.arange(1024) / 512)
    np.testing.assert_allclose(drawn(page, "output"), np.maximum(x, 0), atol=1e-12)
    assert before > 50
    assert ink(page, "#c2410c", canvas=1) != before
    assert ink(page, "#c2410c", canvas=0) > 50


def test_changes_of_one_frame_are_drawn_together(mount):
    page = mount(SpectrumExplorer)
    count = page.evaluate("""async () => {
        const { view, model } = mounted[0];
        let draws = 0;
        view.addEventListener("relu:drawn", () => { draws += 1; });
        for (let f = 1; f <= 20; f += 0.5) model.set("frequency", f);
        await null;
        for (let f = 1; f <= 30; f += 0.5) { model.set("frequency", f); await null; }
        await new Promise((go) => requestAnimationFrame(() => setTimeout(go, 50)));
        return draws;
    }""")
    assert count == 2  # one at once, one at the next frame
    assert drawn(page, "readouts.fundamental") == 30


def test_reset_is_a_button_that_restores_what_the_explorer_was_made_with(mount):
    page = mount(SpectrumExplorer, frequency=7, amplitude_2=0.5)
    change(page, "frequency", 33.5)
    change(page, "decibels", True)
    button = page.get_by_role("button", name="Reset")
    assert button.evaluate("e => e.closest('.relu-controls') !== null")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("mounted[0].view.explorer.state().frequency === 7")
    state = page.evaluate("mounted[0].view.explorer.state()")
    assert state == {
        "frequency": 7,
        "frequency_2": 25,
        "amplitude": 1,
        "amplitude_2": 0.5,
        "bias": 0,
        "sample_rate": 512,
        "decibels": False,
    }


def test_a_typed_value_off_the_grid_gives_way_to_the_nearest(mount):
    page = mount(SpectrumExplorer)
    change(page, "frequency", 7.3)
    assert page.evaluate("mounted[0].model.get('frequency')") == 7.5
    assert drawn(page, "readouts.fundamental") == 7.5


def test_an_unchanged_value_is_not_sent(mount):
    page = mount(SpectrumExplorer)
    change(page, "frequency", 8)
    assert page.evaluate("mounted[0].model.saves") == 0


@pytest.mark.parametrize("kind", KINDS)
def test_clean_up_leaves_nothing(mount, kind):
    page = mount(kind)
    assert page.evaluate("mounted[0].model.listeners()") == len(kind()._settings)
    assert page.locator("canvas").count() == 2
    page.evaluate("mounted[0].clean()")
    assert page.evaluate("mounted[0].model.listeners()") == 0
    assert page.locator("canvas, .relu-explorer-view, .relu-reset").count() == 0
    page.evaluate("document.documentElement.dataset.theme = 'dark'; mounted[0].model.set('x', 1)")
    assert page.evaluate("mounted[0].panel.dataset.reluTheme") == "light"


def test_copies_on_one_page_are_independent(mount):
    page = mount(SpectrumExplorer)
    mount(SpectrumExplorer, frequency=20)
    change(page, "frequency", 30, index=1)
    assert drawn(page, "readouts.fundamental", 0) == 10
    assert drawn(page, "readouts.fundamental", 1) == 30
    assert page.evaluate("document.querySelectorAll('main [id]').length") == 0


def test_light_and_dark_switch_live(mount):
    page = mount(SpectrumExplorer)
    assert (ink(page, "#c2410c") > 50, ink(page, "#ff9e64")) == (True, 0)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function("mounted[0].view.dataset.reluTheme === 'dark'")
    page.wait_for_timeout(50)
    assert (ink(page, "#c2410c"), ink(page, "#ff9e64") > 50) == (0, True)
    page.evaluate("delete document.documentElement.dataset.theme")
    page.evaluate("document.body.dataset.jpThemeLight = 'true'")
    page.wait_for_function("mounted[0].view.dataset.reluTheme === 'light'")
    page.evaluate("delete document.body.dataset.jpThemeLight")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("mounted[0].view.dataset.reluTheme === 'dark'")


def test_results_are_announced_once_and_after_a_pause(mount):
    page = mount(SpectrumExplorer)
    status = page.get_by_role("status")
    first = status.text_content()
    assert "DC: 0.3183 measured" in first
    for frequency in (11, 12, 13):
        change(page, "frequency", frequency)
    assert status.text_content() == first
    page.wait_for_function("document.querySelector('[role=status]').textContent.includes('13 Hz')")
    assert status.get_attribute("aria-live") == "polite"


def test_words_before_a_result_stay_while_it_is_the_same(run_modules):
    call = run_modules("""
        import { createAnnouncer } from "./view/announcer.js";
        export function heard(...pauses) {
            let due;
            globalThis.setTimeout = (act) => { due = act; };
            globalThis.clearTimeout = () => { due = null; };
            const { element, say, lead } = createAnnouncer();
            lead("Set by the link.");
            return pauses.map((said) => {
                said.forEach(say);
                due?.();
                return element.textContent;
            });
        }""")
    first = "Set by the link. A bias."
    assert call("heard", ["A tone.", "A bias."], ["A bias."], ["B."]) == [first, first, "B."]


def test_charts_say_what_is_drawn(mount):
    page = mount(SpectrumExplorer)
    time, lines = page.get_by_role("img").all()
    assert "a tone of 10 Hz and amplitude 1.00" in time.get_attribute("aria-label")
    assert "DC 0.3183" in lines.get_attribute("aria-label")
    change(page, "bias", -0.5)
    assert "a bias of −0.50" in time.get_attribute("aria-label")


def test_readouts_name_silence(mount):
    page = mount(SpectrumExplorer, amplitude=0.0, bias=-1.0)
    text = page.locator(".relu-readouts").inner_text()
    assert "no tone sounds" in text
    assert "the output is zero throughout" in text


def test_divergence_is_said_in_words(mount):
    page = mount(TaylorExplorer, scale=0.3, n_terms=200)
    assert drawn(page, "readouts.diverges") is True
    note = page.locator(".relu-note").inner_text()
    assert note.startswith("Diverges: A = 0.30 M²")
    assert "× 10" in note
    time = page.get_by_role("img").first
    assert time.get_attribute("aria-label").endswith("leaves the chart at the peaks.")
    change(page, "n_terms", 2)  # which is near enough still
    assert drawn(page, "readouts.diverges") is True
    assert "leaves" not in time.get_attribute("aria-label")
    change(page, "scale", 0.5)
    assert page.locator(".relu-note").inner_text().startswith("Converges")


def test_stacks_are_told_apart_in_words(mount):
    page = mount(StackExplorer, depth=5, kernel_size=9, four_tones=True, frequency=10)
    note, readouts = page.locator(".relu-note"), page.locator(".relu-readouts")
    assert "The last ReLU cut" in note.inner_text()
    folded = ink(page, "#a21caf", canvas=1)
    change(page, "differencing", False)
    assert note.inner_text().startswith(
        "DC’s share of the power, ReLU by ReLU: 27.2, 30.0, 32.2, 34.1, 35.7, 37.2 %."
    )
    assert "cut nothing" in note.inner_text()
    assert "5.5 % of power" in readouts.inner_text()
    time, lines = page.get_by_role("img").all()
    assert "four tones of 5, 10, 20 and 40 Hz" in time.get_attribute("aria-label")
    assert "strongest new line is at 15 Hz" in lines.get_attribute("aria-label")
    assert folded > 100
    assert ink(page, "#a21caf", canvas=1) == 0
    change(page, "depth", 0)
    assert "more ReLUs change nothing" in note.inner_text()


def test_the_longest_note_of_a_stack_has_its_room(mount):
    page = mount(StackExplorer, depth=8, kernel_size=9, frequency=112, differencing=False)
    note = page.locator(".relu-note")
    assert len(note.inner_text()) == len(note.get_attribute("data-longest"))


def test_a_stack_can_cancel_all(mount):
    page = mount(StackExplorer, kernel_size=17, frequency=64)
    assert page.locator(".relu-note").inner_text().startswith("Nothing is left: the 16 samples")
    assert "the output is zero" in page.locator(".relu-readouts").inner_text()
    change(page, "differencing", False)
    assert "Nothing" not in page.locator(".relu-note").inner_text()


def test_the_readout_says_when_it_works_and_when_not(mount):
    page = mount(ReadoutExplorer)
    text = page.locator(".relu-readouts").inner_text
    note = page.locator(".relu-note").inner_text
    assert "100.0 % right" in text()
    assert "the 5 Hz class" in text()
    assert "rises all the way" in note()
    change(page, "amplitude", 0.616)  # 5 Hz now passes for 3 Hz
    assert "the 3 Hz class" in text()
    assert "as amplitude 1 at 3 Hz" in text()
    change(page, "amplitude", 2)
    change(page, "frequency", 10)
    assert "no tone of amplitude 1 has this DC" in text()
    change(page, "tap_1", 0)
    assert "One tap alone filters nothing" in note()


def test_the_readout_names_a_collision(mount):
    page = mount(ReadoutExplorer, tap_1=-0.44879, tap_2=1, frequency=3)
    assert "turns at 6.85 Hz" in page.locator(".relu-note").inner_text()
    assert "3 Hz collides with 10 Hz" in page.locator(".relu-note").inner_text()
    assert "as amplitude 1 at 3 Hz and 10 Hz" in page.locator(".relu-readouts").inner_text()
    assert drawn(page, "readouts.accuracy") < 0.8
    change(page, "frequency", 15.5)
    assert "None has that of 15.5 Hz" in page.locator(".relu-note").inner_text()


@pytest.mark.parametrize("kind", KINDS)
def test_charts_fit_their_place(mount, kind):
    """Beside each other where there is room, and as wide as there is room, also when it changes."""
    page = mount(kind)
    for width, rows in ((1000, 1), (360, 2)):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(
            """(rows) => {
                const charts = [...document.querySelectorAll(".relu-view-chart")];
                const place = (element) => element.getBoundingClientRect();
                const fits = (chart) =>
                    Math.abs(place(chart).width - place(chart.querySelector("canvas")).width) <= 1;
                return new Set(charts.map((chart) => place(chart).y)).size === rows
                    && charts.every(fits);
            }""",
            arg=rows,
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("kind", KINDS)
def test_no_violation_of_level_a_or_aa(mount, kind):
    page = mount(kind)
    page.add_script_tag(path=AXE)
    for theme, ground, rules in (("light", "#ffffff", WCAG), ("dark", "#121212", COLOURS)):
        page.evaluate(
            """([theme, ground]) => {
                document.documentElement.dataset.theme = theme;
                document.body.style.background = ground;
            }""",
            [theme, ground],
        )
        page.wait_for_function(AT_REST)
        found = page.evaluate("(rules) => axe.run('.relu-explorer', rules)", rules)
        assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []


def test_controls_get_names_and_values_with_units(mount):
    page = mount(SpectrumExplorer)
    page.evaluate("""() => {
        const control = document.createElement("div");
        control.className = "relu-setting-frequency";
        control.innerHTML = '<div class="noUi-handle" role="slider" aria-valuetext="10.0"></div>' +
            '<div class="widget-readout" contenteditable="true">10.0</div>';
        mounted[0].panel.querySelector(".relu-controls").append(control);
    }""")
    slider = page.get_by_role("slider", name="Frequency f₁")
    slider.wait_for(state="attached")
    assert slider.get_attribute("aria-valuetext") == "10.0 Hz"
    typed = page.get_by_role("textbox", name="Frequency f₁, typed in Hz")
    assert typed.text_content() == "10.0"
    change(page, "frequency", 7.5)
    slider.evaluate("e => e.setAttribute('aria-valuetext', '7.5')")  # as noUiSlider does
    page.wait_for_function("document.querySelector('.noUi-handle').ariaValueText === '7.5 Hz'")


@pytest.mark.parametrize("language", ["C", ""])
def test_the_browsers_language_does_not_matter(page, views, language):
    page.goto(views)
    page.evaluate(f"Object.defineProperty(navigator, 'language', {{ get: () => '{language}' }})")
    for kind in KINDS:
        mount_view(page, kind, {})
        page.locator(".relu-explorer-view").last.scroll_into_view_if_needed()  # some load then
        wait_until_drawn(page)
    assert page.evaluate("navigator.language") == language
    assert page.locator("canvas").count() == 2 * len(KINDS)
