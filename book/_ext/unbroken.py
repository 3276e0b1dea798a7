"""What belongs together stays in one line: a number and its unit, a formula and the comma after it.

Between a number and its unit the text has an ordinary blank; the pages get one that does not break.
So has what stands after ± or ×, and a count such as n = 10.
Beside a formula a browser may break a line even before a comma or after a bracket, so the two get
a ``<span>``. On a phone a name in a table breaks into lines of some length, not into words.
"""

import re
from textwrap import wrap

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

UNIT = r" (?=%|(?:[km]?Hz|dB|bpm|m?s|nats?|[kMG]B)\b)"
OTHERS = r"(?<=[±×]) (?=\d)|(?<=\bn) (?== \d)|(?<=\bn =) (?=\d)"
WITHIN = re.compile(rf"(?<=\d){UNIT}|{OTHERS}")
AT_START = re.compile(rf"^{UNIT}")
STOP = re.compile(r"^[,.;:!?)\]]+")
LINE = 12  # letters of a line of a name, at most
UNBROKEN = str.maketrans(" -", "\N{NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}")
AS_TYPED = (nodes.FixedTextElement, nodes.literal, nodes.math)


def with_units(text: str, *, after_node: bool = False) -> str:
    r"""Join numbers and units; after a node, such as a number that the build fills in, at once.

    >>> with_units("94 % of 3 sums at 10 Hz"), with_units(" % of", after_node=True)
    ('94\xa0% of 3 sums at 10\xa0Hz', '\xa0% of')
    """
    text = WITHIN.sub("\N{NO-BREAK SPACE}", text)
    return AT_START.sub("\N{NO-BREAK SPACE}", text) if after_node else text


def in_lines(name: str) -> str:
    r"""Let a name break only into lines that are about equally long, as few as there can be.

    >>> in_lines("10 Hz"), in_lines("filtered, 21 taps, each window")
    ('10\xa0Hz', 'filtered, 21\xa0taps, each\xa0window')
    """
    found = [
        wrap(with_units(name), width, break_long_words=False, break_on_hyphens=False)
        for width in range(LINE, 0, -1)
    ]
    lines = [one for one in found if len(one) == len(found[0])][-1]
    return " ".join(line.translate(UNBROKEN) for line in lines)


class Unbroken(SphinxPostTransform):
    """Join what belongs together in the sentences of a page."""

    default_priority = 900
    formats = ("html",)

    def run(self, **_) -> None:
        """Replace the texts of this document."""
        for parent in list(self.document.findall(nodes.TextElement)):
            if not isinstance(parent, AS_TYPED):
                parent[:] = _joined(parent.children)


def _joined(children):
    found = []
    for node in children:
        before = found[-1] if found else None
        if isinstance(node, nodes.math) and isinstance(before, nodes.Text) and before[-1:] == "(":
            found[-1:] = [nodes.Text(before[:-1]), _one(nodes.Text("("), node)]
        elif isinstance(node, nodes.Text):
            text = with_units(node, after_node=bool(found))
            stop = _ends_in_formula(before) and STOP.match(text)
            if stop:
                found[-1] = _one(before, nodes.Text(stop[0]))
                text = text[stop.end() :]
            found.append(nodes.Text(text))
        else:
            found.append(node)
    return found


def _one(*parts):
    return nodes.inline("", "", *parts, classes=["relu-one"])


def _ends_in_formula(node):
    return isinstance(node, nodes.math) or (
        isinstance(node, nodes.inline) and isinstance(node[-1], nodes.math)
    )


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.add_post_transform(Unbroken)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
