"""Code for this state: what a page offers to copy runs, and computes the numbers that it shows."""

import ast
import contextlib
import io
import re

import pytest

from relu_spectrum.explorers import (
    ArmsExplorer,
    HeartRateExplorer,
    OwnSignalExplorer,
    PhaseExplorer,
    ReadoutExplorer,
    SpectrumExplorer,
    StackExplorer,
    TaylorExplorer,
    TrainingExplorer,
)

ROUNDED = {
    HeartRateExplorer: 1e-3,
    TrainingExplorer: 1e-3,
    ArmsExplorer: 3e-3,
}  # the page's data are, see there
STATES = {
    SpectrumExplorer: [
        {},
        {"frequency": 7.5, "amplitude": 1.55, "bias": -0.3, "decibels": True},
        {"frequency": 45, "frequency_2": 59.5, "amplitude_2": 0.85, "sample_rate": 128},
        {"amplitude": 0, "bias": 0.4},
        {"amplitude": 0},
        {"bias": -2},
        {"bias": 1.2},
    ],
    TaylorExplorer: [
        {},
        {"n_terms": 1, "scale": 2.0},
        {"n_terms": 500, "paper_tones": True},
        {"n_terms": 37, "scale": 0.31},
        {"n_terms": 500, "scale": 0.3, "paper_tones": True},
    ],
    StackExplorer: [
        {},
        {"depth": 5, "kernel_size": 9, "differencing": False, "four_tones": True, "frequency": 10},
        {"depth": 8, "kernel_size": 17, "frequency": 119},
        {"depth": 0},
        {"depth": 3, "kernel_size": 6, "four_tones": True, "frequency": 33},
    ],
    ReadoutExplorer: [
        {},
        {"tap_1": -0.44879, "tap_2": 1, "frequency": 3, "amplitude": 0.65, "spread": 0.8},
        {"tap_0": 0, "tap_1": 0},
    ],
    HeartRateExplorer: [
        {},
        {"layer": 9, "channel": 12, "bpm": 112.5},
        {"layer": 5, "second_harmonic": 0.0},
        {"layer": 5, "channel": 10},  # silent
        {"layer": 5, "channel": 12},  # one sample that is not zero: all lines are as tall
    ],
    TrainingExplorer: [
        {},
        {"epoch": 0},
        {"epoch": 17, "repetition": 100, "relu": False},
    ],
    ArmsExplorer: [
        {},
        {"arm": 2, "size": 20, "epoch": 7},
        {"arm": 5, "size": 0.5},
    ],
    OwnSignalExplorer: [
        {},
        {"signal": 5, "zoom": 4, "start": 37.5, "bias": 0.55, "gain": 1.3, "ratio": 0.25},
        {"signal": 4, "tap_1": -0.8, "tap_2": 0.1, "ratio": 2, "centred": False, "welch": True},
        {"signal": 1, "bias": -3},
    ],
    PhaseExplorer: [
        {},
        {"phase": 135, "amplitude": 0.7, "bias": -0.4, "n_terms": 1, "paper_tones": False},
        {"frequency": 33, "phase": 90, "n_terms": 200},
        {"amplitude": 0.15, "phase": 175, "bias": -1, "paper_tones": False},
        {"frequency": 5, "phase": 180, "paper_tones": False},  # the tones cancel
    ],
}
CASES = [
    pytest.param(kind, settings, id=f"{kind.__name__}-{n}")
    for kind, states in STATES.items()
    for n, settings in enumerate(states)
]
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
NUMBER = re.compile(r"(?<![\w.])[-−+]?\d+(?:\.(\d+))?(?:e([-+]\d+))?")
TIMES_TEN = r" × 10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)"


def numbers(text):
    """The numbers in a text, each with half a unit of its last place."""

    def power(match):
        return "e" + f"{int(match[1].translate(SUPERSCRIPTS)):+d}"

    def both(match):
        exponent = re.sub(TIMES_TEN, power, match[3])
        return f"{match[1]}{exponent} ± {match[2]}{exponent}"

    text = re.sub(rf"\(([\d.]+) ± ([\d.]+)\)({TIMES_TEN})", both, text)
    text = re.sub(TIMES_TEN, power, text)
    found = []
    for match in NUMBER.finditer(text):
        value = float(match[0].replace("−", "-"))
        places = len(match[1] or "") - int(match[2] or 0)
        found.append((value, 0.5 * 10.0**-places))
    return found


def agree(computed, shown, rounded):
    """Whether a computed number, rounded, is the one that is shown."""
    (a, own), (b, half) = computed, shown
    return abs(a - b) <= 1.001 * half + own + rounded * abs(b)


def check_row(said, row, rounded):
    """Find the printed numbers in a row of the readouts, in their order."""
    shown = iter(numbers(row))
    computed = numbers(said)
    assert computed, f"no number in {said!r}"
    for one in computed:
        assert any(agree(one, other, rounded) for other in shown), (
            f"{one[0]} of {said!r} in {row!r}"
        )


@pytest.mark.parametrize(("kind", "settings"), CASES)
def test_the_code_computes_what_is_shown(mount, kind, settings):
    page = mount(kind, **settings)
    page.get_by_text("Code for this state").click()
    page.get_by_text("import ").first.wait_for()
    code = page.locator(".relu-state-code code").inner_text()
    rows = page.locator(".relu-readouts > div").evaluate_all(
        "(rows) => rows.map((row) => [...row.children].map((part) => part.textContent))"
    )
    shown = {term: " ".join(parts) for term, *parts in rows}
    assert len(code.splitlines()) <= 14
    statements = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.stmt)]
    assert sum(not isinstance(node, (ast.Import, ast.ImportFrom)) for node in statements) <= 7
    assert max(map(len, code.splitlines())) <= 125
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    said = [line.partition(": ") for line in printed.getvalue().splitlines()]
    assert said
    for term, _, values in said:
        check_row(values, shown[term], ROUNDED.get(kind, 0))


def test_the_code_follows_the_state_and_is_copied(mount):
    page = mount(SpectrumExplorer)
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    code = page.locator(".relu-state-code code")
    assert code.text_content() == ""  # nothing is written while it is folded
    page.get_by_text("Code for this state").press("Enter")
    page.get_by_text("Tone(10, amplitude=1)").wait_for()
    page.evaluate("mounted[0].model.set('frequency', 12.5)")
    page.get_by_text("Tone(12.5, amplitude=1)").wait_for()
    page.get_by_role("button", name="Copy code").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("copied") == code.text_content()
