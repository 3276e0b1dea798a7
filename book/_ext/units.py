"""A number and its unit stay in one line: "94 %" is not broken after 94.

Between the two the text has an ordinary blank; the pages get one that does not break.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

BLANK = re.compile(r"(?<=\d) (?=%|(?:[km]?Hz|dB|bpm|m?s|nats?|[kMG]B)\b)")
AS_TYPED = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw)


def joined(text: str) -> str:
    r"""Return a text whose units do not part from their numbers.

    >>> joined("94 % of 3 sums at 10 Hz")
    '94\xa0% of 3 sums at 10\xa0Hz'
    """
    return BLANK.sub("\N{NO-BREAK SPACE}", text)


class JoinUnits(SphinxPostTransform):
    """Join numbers and units in the sentences of a page."""

    default_priority = 900
    formats = ("html",)

    def run(self, **_) -> None:
        """Replace the texts of this document."""
        for text in list(self.document.findall(nodes.Text)):
            if not isinstance(text.parent, AS_TYPED) and BLANK.search(text):
                text.parent.replace(text, nodes.Text(joined(text)))


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.add_post_transform(JoinUnits)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
