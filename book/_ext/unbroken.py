"""What belongs together stays in one line: a number and its unit, a formula and the comma after it.

Between a number and its unit the text has an ordinary blank; the pages get one that does not break.
A browser may break a line after a formula, also before a comma: the two are joined there.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

UNIT = r" (?=%|(?:[km]?Hz|dB|bpm|m?s|nats?|[kMG]B)\b)"
WITHIN, AT_START = re.compile(rf"(?<=\d){UNIT}"), re.compile(rf"^{UNIT}")
STOP = re.compile(r"^(?=[,.;:!?)\]])")
AS_TYPED = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw)


def joined(text: str, before: nodes.Node | None = None) -> str:
    r"""Return a text that breaks only where it may; before it stands a node, if any.

    >>> joined("94 % of 3 sums at 10 Hz")
    '94\xa0% of 3 sums at 10\xa0Hz'
    >>> joined(", then", nodes.math())
    '\u2060, then'
    """
    text = WITHIN.sub("\N{NO-BREAK SPACE}", text)
    if before is not None:
        text = AT_START.sub("\N{NO-BREAK SPACE}", text)
    return STOP.sub("\N{WORD JOINER}", text) if isinstance(before, nodes.math) else text


class Unbroken(SphinxPostTransform):
    """Join what belongs together in the sentences of a page."""

    default_priority = 900
    formats = ("html",)

    def run(self, **_) -> None:
        """Replace the texts of this document."""
        for parent in list(self.document.findall(nodes.TextElement)):
            before = None
            for place, node in enumerate([] if isinstance(parent, AS_TYPED) else parent.children):
                if isinstance(node, nodes.Text):
                    parent[place] = nodes.Text(joined(node, before))
                before = node


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.add_post_transform(Unbroken)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
