"""Long names of code break at their joints, ``folder/|file.py`` or ``package.|name``.

They do so in tables of evidence and in the reference. A narrow page has to break them somewhere;
without a ``<wbr>`` it does so inside a word.
"""

import re

import html_tags
from docutils import nodes
from html_tags import tag
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

LONG = re.compile(r"\S{13,}")
JOINT = re.compile(
    r"(?<=[/(=,:])(?=\w)|(?<=[a-z]{5}_)(?=\w)|(?<=[a-z]\.)(?=[a-z_]{3})|(?<=[a-z]{4})(?=[A-Z][a-z])"
)


def pieces(text: str) -> list[str]:
    """Cut a text where a long name in it may break.

    >>> pieces("dc_experiment/training.py"), pieces("a few short words (one)")
    (['dc_experiment/', 'training.py'], ['a few short words (one)'])
    """
    at = [
        name.start() + joint.start()
        for name in LONG.finditer(text)
        for joint in JOINT.finditer(name[0])
    ]
    return [text[start:stop] for start, stop in zip([0, *at], [*at, len(text)], strict=True)]


class LongNames(SphinxPostTransform):
    """Mark the joints in the tables and the reference of a page."""

    default_priority = 910  # when all that fills the tables is there
    formats = ("html",)

    def run(self, **_) -> None:
        """Replace the texts."""
        for text in list(self.document.findall(_is_long_name)):
            text.parent.replace(text, _with_joints(pieces(text)))


def _is_long_name(node):
    if not isinstance(node, nodes.Text) or not LONG.search(node):
        return False
    above = list(_ancestors(node))
    in_table = any("relu-evidence" in one.get("classes", ()) for one in above)
    in_reference = any(isinstance(one, addnodes.desc_content) for one in above)
    code = isinstance(node.parent, nodes.literal | nodes.emphasis)  # a type is emphasised
    return (in_table and not isinstance(node.parent, nodes.math)) or (in_reference and code)


def _ancestors(node):
    while node := node.parent:
        yield node


def _with_joints(cut):
    first, *others = map(nodes.Text, cut)
    return [first, *(node for piece in others for node in (tag("wbr"), piece))]


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.setup_extension(html_tags.__name__)
    app.add_post_transform(LongNames)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
