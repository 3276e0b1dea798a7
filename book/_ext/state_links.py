"""Sentences that set an explorer: ``[raise the bias](#spectrum?bias=1.2)``.

A link like this, or one to another page (``derivation.ipynb#taylor?N=7``), is to an explorer's
state, not to a place in a text, so it is kept from the search for that place. It is checked with
the explorer's own rules: one for an explorer that the page does not have, with a key or a value
that the explorer does not have, is a warning.
"""

import json
import re

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from relu_spectrum import explorers

LOGGER = logging.getLogger(__name__)
STATE = re.compile(r"([a-z][a-z-]*)\?.*")


def saved_explorers(env, page: str) -> dict:
    """Return the explorers of a page, by their names: each one's state as the page saves it."""
    files = getattr(env, "nb_metadata", {}).get(page, {}).get("js_files", {})
    _, script = files.get("ipywidgets_state", (None, {"body": "{}"}))
    models = json.loads(script["body"].replace(r"<\/", "</")).get("state", {}).values()
    states = [model["state"] for model in models]
    return {state["_name"]: state for state in states if state.get("_name")}


def check(fragment: str, saved: dict) -> None:
    """Check a link to a state, without its "#", against the explorers of its page.

    Raises
    ------
    ValueError
        If it means no state of one of them.
    """
    name = fragment.partition("?")[0]
    if name not in saved:
        has = ", ".join(sorted(saved)) or "none"
        raise ValueError(f"the page has no explorer {name} (it has: {has})")
    kind = getattr(explorers, saved[name]["_anywidget_id"].rpartition(".")[2])
    initial = {key: setting["initial"] for key, setting in saved[name]["_settings"].items()}
    kind(**initial | kind.read_link(f"#{fragment}")).close()


class KeepStateLinks(SphinxTransform):
    """Take links to states of the page itself out of the hands of those who look for places."""

    default_priority = 800  # before myst-parser does it

    def apply(self, **_) -> None:
        """Mark them in this document."""
        for link in self.document.findall(nodes.reference):
            fragment = link.get("refuri", "")[1:]
            if link.get("id_link") and STATE.fullmatch(fragment):
                del link["id_link"]
                link["state"] = (self.env.docname, fragment)


class CheckStateLinks(SphinxPostTransform):
    """Write links to states, of this page and of others, and check them."""

    default_priority = 5  # before myst-parser resolves those to other pages

    def run(self, **_) -> None:
        """Do it in this document."""
        for link in list(self.document.findall(addnodes.pending_xref)):
            if link.get("refdomain") == "doc" and STATE.fullmatch(link.get("reftargetid") or ""):
                state = (link["reftarget"], link["reftargetid"])
                link.replace_self(nodes.reference("", "", *link[0].children, state=state))
        for link in self.document.findall(nodes.reference):
            if "state" in link:
                self._finish(link, *link["state"])

    def _finish(self, link, page, fragment):
        here = self.env.docname
        there = "" if page == here else self.app.builder.get_relative_uri(here, page)
        link["refuri"], link["internal"] = f"{there}#{fragment}", True
        link["classes"].append("relu-state")
        del link["state"]
        try:
            check(fragment, saved_explorers(self.env, page))
        except (TypeError, ValueError) as error:
            LOGGER.warning("the link to #%s: %s", fragment, error, location=link, type="states")


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.add_transform(KeepStateLinks)
    app.add_post_transform(CheckStateLinks)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
