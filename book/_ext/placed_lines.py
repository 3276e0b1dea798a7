"""Questions that are answered by placing lines on a frequency axis: ``place-lines``.

    :::{place-lines}
    :tones: 10, 25
    :range: 0 60
    :shown: 6
    The question.
    ---
    The reason.
    :::

``tones`` are in Hz, with amplitudes as ``10:1, 25:0.5``; ``bias`` is 0 unless given. The right
lines are computed when the book is built: the ``shown`` largest of ReLU's output in ``range``. The
grid of the axis is the tones' common divisor.
"""

import re

import html_tags
import numpy as np
from docutils import nodes
from docutils.parsers.rst import directives
from html_tags import tag
from predictions import Question
from sphinx.application import Sphinx

from relu_spectrum import Tone, relu_lines

MOST = 61  # places on an axis: more would be too narrow for a finger
LABELS = 13
TONE = re.compile(r"(?P<frequency>[\d.]+)(?:\s*:\s*(?P<amplitude>[\d.]+))?")
HOW = (
    "Click or tap where you expect a line, and again to take it away. With the keyboard: "
    "arrow keys move, Space puts or takes."
)


def right_lines(
    tones: list[Tone], bias: float, low: float, high: float, shown: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Compute the axis of a question and the lines that answer it.

    Returns
    -------
    frequency, amplitude, right : ndarray [shape=(n,)]
        The places of the axis in Hz, ReLU's line at each, and whether it is one to find.

    Raises
    ------
    ValueError
        If the range holds no lines, too many places, or fewer lines than are asked for, or if the
        last line that counts is as large as the first that does not.
    """
    f0 = relu_lines(tones, bias=bias, n_lines=1).frequency[1]
    if not 0 <= low < high:
        raise ValueError(f"range must be two frequencies, 0 <= low < high, not {low:g} {high:g}")
    first, last = int(np.ceil(low / f0 - 1e-9)), int(np.floor(high / f0 + 1e-9))
    if not 2 <= last - first + 1 <= MOST:
        count = max(last - first + 1, 0)
        raise ValueError(f"range holds {count} places {f0:g} Hz apart, must be 2 to {MOST}")
    spectrum = relu_lines(tones, bias=bias, n_lines=last)
    frequency, amplitude = spectrum.frequency[first:], spectrum.amplitude[first:]
    order = np.argsort(-amplitude, kind="stable")
    there = int((amplitude > 1e-9).sum())
    if not 1 <= shown <= there:
        raise ValueError(f"shown must be 1 to {there}, the lines in the range, not {shown}")
    if shown < there and np.isclose(amplitude[order[shown - 1]], amplitude[order[shown]]):
        pair = " and ".join(f"{frequency[order[k]]:g}" for k in (shown - 1, shown))
        raise ValueError(f"the lines at {pair} Hz are equal: shown must not part them")
    right = np.zeros(frequency.size, dtype=bool)
    right[order[:shown]] = True
    return frequency, amplitude, right


def read_tones(text: str) -> list[Tone]:
    """Read ``10, 25`` or ``10:1, 25:0.5``.

    Raises
    ------
    ValueError
        If it is not written so, or if a value is none that a tone can have.
    """
    tones = []
    for part in text.split(","):
        match = TONE.fullmatch(part.strip())
        if match is None:
            raise ValueError(f"tones must be like 10, 25 or 10:1, 25:0.5, not {text!r}")
        tones.append(Tone(float(match["frequency"]), float(match["amplitude"] or 1)))
    return tones


class PlaceLines(Question):
    """A frequency axis on which the reader places lines."""

    option_spec = dict.fromkeys(("tones", "bias", "range", "shown"), directives.unchanged_required)

    def run(self) -> list[nodes.Node]:
        """Make the box."""
        question, reason = self.read()
        try:
            tones, (frequency, amplitude, right) = self.compute()
        except (TypeError, ValueError) as error:
            raise self.error(f"place-lines: {error}") from error
        box, count = self.name_box(), int(right.sum())
        ends = f"{frequency[0]:g} to {frequency[-1]:g} Hz"
        lines = ", ".join(
            f"{f:g} Hz ({a:.2f})" for f, a in zip(frequency[right], amplitude[right], strict=True)
        )
        answer = f"ReLU's {count} largest lines from {ends}, with their amplitudes: {lines}."
        axis = tag(
            "div",
            *self.places(box, tones, frequency, amplitude, right),
            class_="relu-predict-axis",
            role="listbox",
            tabindex="0",
            aria_multiselectable="true",
            aria_orientation="horizontal",
            aria_label=f"Frequency axis, {ends} in steps of {frequency[1] - frequency[0]:g} Hz",
            aria_describedby=f"{box}-how",
        )
        live = tag(
            "div",
            self.legend(),
            axis,
            tag("p", "Frequency (Hz)", class_="relu-predict-unit", aria_hidden="true"),
            tag("p", HOW, id=f"{box}-how", class_="relu-predict-how"),
            tag("button", "Show the answer", type="button"),
            class_="pst-js-only",
        )
        return [
            tag(
                "div",
                tag("p", "Predict", id=f"{box}-kind", class_="relu-predict-kind"),
                tag("div", *question, id=f"{box}-question"),
                live,
                tag("div", role="status", class_="relu-predict-status"),
                self.folded(tag("p", answer), tag("div", *reason, class_="relu-predict-reason")),
                class_="relu-predict",
                data_kind="lines",
                id=box,
                role="group",
                aria_labelledby=f"{box}-kind {box}-question",
            )
        ]

    def read(self) -> tuple[list[nodes.Node], list[nodes.Node]]:
        """Split the content into question and reason."""
        lines = [line.strip() for line in self.content]
        split = lines.index("---") if "---" in lines else len(lines)
        if not any(lines[:split]):
            raise self.error("place-lines: there is no question")
        if not any(lines[split + 1 :]):
            raise self.error("place-lines: there is no reason below a line of ---")
        return self.parse(0, split), self.parse(split + 1, len(lines))

    def compute(self):
        """Read the options, and compute what they ask for."""
        for name in ("tones", "range"):
            if name not in self.options:
                raise ValueError(f"the option :{name}: is missing")
        tones = read_tones(self.options["tones"])
        low, high = (float(end) for end in self.options["range"].split())
        bias, shown = float(self.options.get("bias", 0)), int(self.options.get("shown", 6))
        return tones, right_lines(tones, bias, low, high, shown)

    @staticmethod
    def legend():
        """Say what each kind of line is."""
        words = {"input": "input", "guess": "yours", "output": "ReLU's, in the answer"}
        items = [tag("li", text, data_line=line) for line, text in words.items()]
        return tag("ul", *items, class_="relu-predict-legend")

    @staticmethod
    def places(box, tones, frequency, amplitude, right):
        """Make the places of the axis, each with the lines that belong there."""
        top = max(amplitude[right].max(), *(tone.amplitude for tone in tones))
        every = next(k for k in (1, 2, 5, 10) if frequency.size <= LABELS * k)
        for n, (f, a, found) in enumerate(zip(frequency, amplitude, right, strict=True)):
            given = sum(tone.amplitude for tone in tones if np.isclose(tone.frequency, f))
            heights = {"--input": given / top, "--output": a / top if found else 0}
            label = tag("span", f"{f:g}") if n % every == 0 else None
            yield tag(
                "div",
                *filter(None, [label]),
                role="option",
                id=f"{box}-place-{n}",
                aria_selected="false",
                aria_label=f"{f:g} Hz, in the input" if given else f"{f:g} Hz",
                data_right="yes" if found else None,
                style="; ".join(f"{name}: {height:.4f}" for name, height in heights.items()),
            )


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.setup_extension(html_tags.__name__)
    app.add_directive("place-lines", PlaceLines)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
