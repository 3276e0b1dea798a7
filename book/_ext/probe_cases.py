"""What the probe sees, as a table: the directive ``probe-cases``.

Its rows are `relu_spectrum.probe.cases.CASES`, each of which is also a test.
"""

from docutils import nodes
from docutils.statemachine import StringList
from evidence_table import evidence_table
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from relu_spectrum.probe.cases import CASES, INVISIBLE, SEEN


class ProbeCases(SphinxDirective):
    """A table of all cases with one verdict."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Write it as Markdown, and read that."""
        verdict = self.arguments[0]
        cases = [case for case in CASES if case.verdict == verdict]
        if not cases:
            raise self.error(f"no case is {verdict!r}")
        heading = {SEEN: "record", INVISIBLE: "why"}.get(verdict, "what is said")
        rows = [f"| {case.what} | {case.words} |" for case in cases]
        lines = evidence_table(["what runs", heading], rows)
        place = nodes.container()
        self.state.nested_parse(StringList(lines, self.get_source_info()[0]), 0, place)
        return place.children


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.add_directive("probe-cases", ProbeCases)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
