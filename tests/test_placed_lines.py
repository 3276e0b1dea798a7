"""The directive `place-lines`: the right lines are computed, and bad options are warnings."""

import numpy as np
import pytest
from small_sphinx import write

from relu_spectrum import Tone

from placed_lines import read_tones, right_lines  # isort: skip  (small_sphinx says where it is)

PAGE = """# Page

:::{{place-lines}}
{}
Where is $f$?
---
There is $f$.
:::
"""


@pytest.fixture
def ask(tmp_path):
    return lambda options: write(tmp_path, PAGE.format(options), "placed_lines")


def test_the_right_lines_are_those_of_the_fft():
    frequency, amplitude, right = right_lines([Tone(10.0), Tone(25.0, 0.5)], 0.5, 0, 60, 6)
    t = np.arange(1 << 16) / (1 << 16) / 5  # one period of 0.2 s
    x = 0.5 + np.cos(2 * np.pi * 10 * t) + 0.5 * np.cos(2 * np.pi * 25 * t)
    lines = np.abs(np.fft.rfft(np.maximum(x, 0)))[:13] / t.size
    lines[1:] *= 2
    np.testing.assert_array_equal(frequency, 5.0 * np.arange(13))
    np.testing.assert_allclose(amplitude, lines, atol=1e-8)
    assert set(frequency[right]) == {5.0 * k for k in np.argsort(lines)[-6:]}


def test_a_range_may_start_above_zero():
    frequency, _, right = right_lines([Tone(10.0)], 0.0, 15, 45, 2)
    np.testing.assert_array_equal(frequency, [20, 30, 40])
    np.testing.assert_array_equal(right, [True, False, True])


@pytest.mark.parametrize(
    ("low", "high", "shown", "complaint"),
    [
        (0, 60, 6, "shown must be 1 to 5, the lines in the range, not 6"),
        (0, 60, 0, "shown must be 1 to 5"),
        (0, 5, 1, "range holds 1 places 10 Hz apart, must be 2 to 61"),
        (0, 700, 1, "range holds 71 places"),
        (60, 0, 1, "range must be two frequencies, 0 <= low < high, not 60 0"),
    ],
)
def test_a_range_without_an_answer_is_refused(low, high, shown, complaint):
    with pytest.raises(ValueError, match=complaint):
        right_lines([Tone(10.0)], 0.0, low, high, shown)


def test_equal_lines_are_not_parted():
    with pytest.raises(ValueError, match="the lines at 20 and 30 Hz are equal"):
        right_lines([Tone(20.0), Tone(30.0)], 5.0, 0, 60, 2)


def test_tones_are_read_with_and_without_amplitudes():
    assert read_tones("10, 25") == [Tone(10.0), Tone(25.0)]
    assert read_tones("10:1, 25 : 0.5") == [Tone(10.0), Tone(25.0, 0.5)]


@pytest.mark.parametrize("text", ["10; 25", "10:1:2", "", "ten"])
def test_tones_that_are_not_tones_are_refused(text):
    with pytest.raises(ValueError, match="tones must be like 10, 25 or 10:1"):
        read_tones(text)


def test_the_page_has_the_axis_with_its_lines(ask):
    page, warnings = ask(":tones: 10:1, 25:0.5\n:bias: 0.5\n:range: 0 60\n:shown: 6")
    assert warnings == ""
    options = page.select(".relu-predict [role=listbox] > [role=option]")
    assert len(options) == 13
    right = [option["aria-label"] for option in options if option.get("data-right")]
    assert right == [
        "0 Hz", "10 Hz, in the input", "15 Hz", "20 Hz", "25 Hz, in the input", "35 Hz",
    ]  # fmt: skip
    assert "0 Hz (0.63), 10 Hz (0.77)" in page.select_one("details").text
    assert page.select_one("details .relu-predict-reason").text.strip() == r"There is \(f\)."


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (":range: 0 60", "the option :tones: is missing"),
        (":tones: 10", "the option :range: is missing"),
        (":tones: 10\n:range: 0 sixty", "could not convert string to float: 'sixty'"),
        (":tones: 10 (Hz)\n:range: 0 60", "tones must be like 10, 25"),
        (":tones: 10\n:range: 0 60\n:shown: 9", "shown must be 1 to 5"),
        (":tones: 10, 10.0001\n:range: 0 60", "place-lines: "),
    ],
)
def test_bad_options_are_warnings(ask, options, complaint):
    page, warnings = ask(options)
    assert complaint in warnings
    assert page.select(".relu-predict") == []


@pytest.mark.parametrize(
    ("body", "complaint"),
    [("Where?", "no reason below a line of ---"), ("---\nThere.", "there is no question")],
)
def test_a_question_without_text_or_reason_is_a_warning(tmp_path, body, complaint):
    text = f"# Page\n\n:::{{place-lines}}\n:tones: 10\n:range: 0 60\n:shown: 2\n{body}\n:::\n"
    _, warnings = write(tmp_path, text, "placed_lines")
    assert complaint in warnings
