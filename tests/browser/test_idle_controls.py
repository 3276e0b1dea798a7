"""Every control of every explorer moves the picture, or says why it cannot, in many states."""

import random

import pytest

from relu_spectrum import explorers
from relu_spectrum.explorers import SpectrumExplorer

KINDS = [getattr(explorers, name) for name in explorers.__all__]  # each new one is tested

# Stand-ins for the controls, and whether other values of each setting are drawn in another way.
CONTROLS = """() => {
    const { panel, model } = mounted[0];
    for (const [name, setting] of Object.entries(model.get("_settings"))) {
        const control = document.createElement("div");
        control.className = `widget-slider relu-setting-${name.replaceAll("_", "-")}`;
        const handle = '<div class="noUi-handle" tabindex="0" role="slider" ' +
            'aria-valuemin="0" aria-valuemax="1" aria-valuenow="0"></div>';
        const box = '<input type="checkbox">';
        control.innerHTML = typeof setting.initial === "boolean" ? box : handle;
        panel.querySelector(".relu-controls").append(control);
    }
}"""
TRY = """async ([state, others]) => {
    const { view, model, panel } = mounted[0];
    const frame = () => new Promise((go) => requestAnimationFrame(go));
    const settle = async (values) => {
        for (const [name, value] of Object.entries(values)) model.set(name, value);
        await frame();
        await view.explorer.settled();
        await frame();
    };
    const picture = () => [...view.querySelectorAll("canvas")].map((canvas) =>
        canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data);
    // An eye sees it: some points of clearly another colour, not the rounding of a line's edge.
    const differ = (one, other) => one.some((before, i) => {
        if (before.length !== other[i].length) return true;
        let points = 0;
        const far = (k) => Math.abs(before[k] - other[i][k]) > 48;
        for (let k = 0; k < before.length; k += 4) points += far(k) || far(k + 1) || far(k + 2);
        return points >= 10;
    });
    const found = {};
    for (const [name, values] of Object.entries(others)) {
        await settle(state);
        await frame();  // the reasons follow the picture
        const before = picture();
        const control = panel.querySelector(`.relu-setting-${name.replaceAll("_", "-")}`);
        const reason = control.querySelector(".relu-idle")?.textContent ?? "";
        let moves = false;
        for (const value of values) {
            await settle({ [name]: value });
            moves ||= differ(before, picture());
            if (moves) break;
        }
        found[name] = { moves, reason };
    }
    return found;
}"""


def values_of(setting, dice):
    """Values of a setting: its ends, those that often switch something off, and some between."""
    if "choices" in setting:
        return setting["choices"]
    if "low" not in setting:
        return [False, True]
    low, high, step = (setting[key] for key in ("low", "high", "step"))
    steps = round((high - low) / step)
    some = [low + step * dice.randint(0, steps) for _ in range(3)]
    zero = [0] if low <= 0 <= high else []
    return [round(value, 6) for value in [*zero, low, high, *some]]


def states_of(kind, count):
    """The default state, the state of everything at its least, and random ones."""
    dice = random.Random(kind.__name__)
    settings = kind()._settings
    yield {name: setting["initial"] for name, setting in settings.items()}, settings, dice
    yield {name: values_of(one, dice)[0] for name, one in settings.items()}, settings, dice
    for _ in range(count):
        state = {name: dice.choice(values_of(one, dice)) for name, one in settings.items()}
        yield state, settings, dice


@pytest.mark.parametrize("kind", KINDS)
def test_a_control_moves_the_picture_or_says_why_not(mount, kind):
    page = mount(kind)
    page.evaluate(CONTROLS)
    for state, settings, dice in states_of(kind, 3):
        others = {name: values_of(one, dice) for name, one in settings.items()}
        found = page.evaluate(TRY, [state, others])
        assert {name for name, one in found.items() if one["moves"] == bool(one["reason"])} == (
            set()
        ), (state, found)


def test_the_reason_is_seen_heard_and_taken_back(mount):
    page = mount(SpectrumExplorer)
    page.evaluate(CONTROLS)
    slider = page.get_by_role("slider", name="Frequency f₂")
    words = page.get_by_text("silent: a₂ is 0")
    words.wait_for()
    assert slider.get_attribute("aria-describedby") == words.get_attribute("id")
    assert slider.evaluate("e => e.parentElement.hasAttribute('data-idle')")
    page.evaluate("mounted[0].model.set('amplitude_2', 0.5)")
    words.wait_for(state="detached")
    assert slider.get_attribute("aria-describedby") is None
    assert not slider.evaluate("e => e.parentElement.hasAttribute('data-idle')")
