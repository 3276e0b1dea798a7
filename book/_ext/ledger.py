"""The ledger of claims, and the figures of claims wherever the book tells them.

- ``{obtained}`model-error` `` is the number of that name in book/claims.yml, taken from the table
  that the chapter put out: no text has it typed. With ``{obtained-whole}`` its spread and its count
  stand beside it, and whether it is what the claim lets one expect.
- The directive ``claims`` makes the short table of all claims, ``ledger`` the page with each one's
  evidence. A verdict that does not follow from the figures is a warning of that page, so an error.
"""

from claims import SOURCE, Claim, Figure, Obtained, contradictions, read_claims
from docutils import nodes
from evidence_table import evidence_table
from output_tables import tables_of_page
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

LOGGER = logging.getLogger(__name__)


class Told(nodes.Inline, nodes.TextElement):
    """A place for a number that is known once all pages are read."""


class Check(nodes.General, nodes.Element):
    """A place where the verdicts are checked."""


class Tell(SphinxRole):
    """One of the roles."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Keep the place."""
        self.env.note_dependency(str(SOURCE))
        for claim in read_claims():
            if self.text in claim.figures:
                page = claim.figures[self.text].cell[0]
                self.env.note_dependency(self.env.doc2path(page))
        place = Told(self.rawtext, name=self.text, form=self.name)
        place.source, place.line = self.get_source_info()
        return [place], []


class ChapterNumber(SphinxRole):
    """A link to a chapter that shows its number only."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Keep the place."""
        return [Told(self.rawtext, name=self.text, form=self.name)], []


class ClaimTable(SphinxDirective):
    """The short table of all claims."""

    def run(self) -> list[nodes.Node]:
        """Write it as Markdown, and read that."""
        rows = [_row(claim) for claim in read_claims()]
        heads = ["claim", "how far it holds"]
        return self.parsed(evidence_table(heads, rows, look="relu-evidence relu-claims"))

    def parsed(self, lines: list[str]) -> list[nodes.Node]:
        """Read Markdown, with headings."""
        self.env.note_dependency(str(SOURCE))
        parent = nodes.Element()
        self.state.nested_parse(lines, self.content_offset, parent, match_titles=True)
        return parent.children


class Ledger(ClaimTable):
    """A section for each claim."""

    def run(self) -> list[nodes.Node]:
        """Write them as Markdown, and read that."""
        lines = [line for claim in read_claims() for line in _section(claim)]
        for claim in read_claims():
            for figure in claim.figures.values():
                self.env.note_dependency(self.env.doc2path(figure.cell[0]))
        # Headings join the page's own sections; so must the label before the first of them.
        self.env.note_dependency(str(SOURCE))
        self.state.nested_parse(
            lines, self.content_offset, self.state_machine.node, match_titles=True
        )
        return [Check()]


def _row(claim: Claim) -> str:
    chapters = ", ".join(f"{{chapter-number}}`{page}`" for page in claim.chapters)
    word = "chapter" if len(claim.chapters) == 1 else "chapters"
    link = f"[{claim.label}](#{claim.id.lower()})"
    found = f"**{claim.verdict}**: {claim.why}"
    return f"| {link} {claim.claim} ({word} {chapters}) | {found} |"


def _section(claim: Claim) -> list[str]:
    tested = ", ".join(f"{{doc}}`{page}`" for page in claim.chapters)
    return [
        f"({claim.id.lower()})=",
        f"## {claim.label}: {claim.claim}",
        "",
        f"**{claim.verdict.capitalize()}**: {claim.why}.",
        "",
        "```{table}",
        ":class: relu-evidence",
        "",
        "| measured | expected | obtained |",
        "|---|---|---|",
        *(_figure_row(name, figure) for name, figure in claim.figures.items()),
        "```",
        "",
        f"- **In the paper:** {claim.paper}",
        f"- **Tested in:** {tested}",
        f"- **What stood in the way:** {claim.obstacles}",
        f"- **See it:** {claim.see}",
        "",
    ]


def _figure_row(name: str, figure: Figure) -> str:
    what = figure.what.replace("|", r"\|")
    where = f"{{numref}}`{figure.cell[1]}`"
    return f"| {what} ({where}) | {figure.wanted()} | {{obtained-whole}}`{name}` |"


class TellNumbers(SphinxPostTransform):
    """Put the numbers into their places, and check the verdicts."""

    default_priority = 4  # before links are resolved

    def run(self, **_) -> None:
        """Do it in this document."""
        places = list(self.document.findall(Told))
        checks = list(self.document.findall(Check))
        if places or checks:
            claims, obtained = read_claims(), Obtained(self._tables)
            figures = {name: one for claim in claims for name, one in claim.figures.items()}
            for place in places:
                try:
                    place.replace_self(self._told(place, figures, obtained))
                except (KeyError, ValueError) as error:
                    LOGGER.warning("%s: %s", place["name"], error, location=place, type="claims")
                    place.replace_self(nodes.Text(place["name"]))
            for check in checks:
                for complaint in contradictions(claims, obtained):
                    LOGGER.warning("%s", complaint, location=check, type="claims")
                check.parent.remove(check)

    def _tables(self, page):
        if page not in self.env.found_docs:
            raise ValueError(f"the book has no page {page}")
        return tables_of_page(self.env.get_doctree(page))

    def _told(self, place, figures, obtained):
        if place["form"] == "chapter-number":
            return self._chapter(place["name"])
        if place["name"] not in figures:
            raise ValueError(f"{SOURCE.name} has no figure of this name")
        figure = figures[place["name"]]
        if place["form"] == "obtained":
            return nodes.Text(obtained.number(figure))
        as_it_is = nodes.Text(obtained.whole(figure))
        met = figure.meets(obtained.cell(*figure.cell).value)
        return as_it_is if met else nodes.strong("", "", as_it_is, nodes.Text(": not as expected"))

    def _chapter(self, page):
        numbers = self.env.toc_secnumbers
        above = [one for one, pages in self.env.toctree_includes.items() if page in pages]
        number = ".".join(map(str, numbers.get(page, numbers.get(above[0], {}))[""]))
        address = self.app.builder.get_relative_uri(self.env.docname, page)
        return nodes.reference("", number, refuri=address, internal=True)


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    for name in ("obtained", "obtained-whole"):
        app.add_role(name, Tell())
    app.add_role("chapter-number", ChapterNumber())
    app.add_directive("claims", ClaimTable)
    app.add_directive("ledger", Ledger)
    app.add_post_transform(TellNumbers)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
