"""What belongs together stays in one line: a number and its unit, a formula and the comma after it.

Between a number and its unit the text has an ordinary blank; the pages get one that does not break.
After a formula a browser may break a line even before a comma, so the two get a ``<span>``.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

UNIT = r" (?=%|(?:[km]?Hz|dB|bpm|m?s|nats?|[kMG]B)\b)"
WITHIN, AT_START = re.compile(rf"(?<=\d){UNIT}"), re.compile(rf"^{UNIT}")
STOP = re.compile(r"^[,.;:!?)\]]+")
AS_TYPED = (nodes.FixedTextElement, nodes.literal, nodes.math)


def with_units(text: str, *, after_node: bool = False) -> str:
    r"""Join numbers and units; after a node, such as a number that the build fills in, at once.

    >>> with_units("94 % of 3 sums at 10 Hz"), with_units(" % of", after_node=True)
    ('94\xa0% of 3 sums at 10\xa0Hz', '\xa0% of')
    """
    text = WITHIN.sub("\N{NO-BREAK SPACE}", text)
    return AT_START.sub("\N{NO-BREAK SPACE}", text) if after_node else text


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
        if not isinstance(node, nodes.Text):
            found.append(node)
            continue
        text = with_units(node, after_node=bool(found))
        stop = found and isinstance(found[-1], nodes.math) and STOP.match(text)
        if stop:
            found[-1] = nodes.inline("", "", found[-1], nodes.Text(stop[0]), classes=["relu-one"])
            text = text[stop.end() :]
        found.append(nodes.Text(text))
    return found


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.add_post_transform(Unbroken)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
