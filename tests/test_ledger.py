"""Figures of claims in a page, the short table, and the page of evidence."""

import dataclasses
import sys
from types import ModuleType

import pytest
from docutils import nodes
from small_sphinx import write
from sphinx.util.docutils import SphinxDirective

import ledger  # isort: skip
from claims import Claim, Figure  # isort: skip

CELL = ("other", "tab-one", "r")
CLAIM = Claim(
    id="C1", claim="it is so", paper="abstract.", summaries=True, chapters=("other",),
    verdict="holds with limits", why="in {obtained}`a` %", obstacles="None.",
    see="[Elsewhere](https://example.org)",
    figures={
        "a": Figure("share, |x|", (*CELL, "x"), tests="claim", at_least=5, digits=1),
        "b": Figure("rest", (*CELL, "y"), tests="limit", expected=0, tolerance=0.1),
    },
)  # fmt: skip
TABLE = (
    "<table><thead><tr><th></th><th>x</th><th>y</th></tr></thead>"
    "<tbody><tr><th>r</th>{}</tr></tbody></table>"
)
TOC = "```{toctree}\n:numbered:\nother\n```\n"


class Output(SphinxDirective):
    """A captioned table, as a notebook's cell leaves it."""

    has_content = True

    def run(self):
        cells = "".join(f"<td>{cell}</td>" for cell in self.content)
        caption = nodes.caption("", "A table of two numbers.")
        table = nodes.raw("", TABLE.format(cells), format="html")
        figure = nodes.figure("", caption, table, names=["tab-one"])
        self.state.document.note_explicit_target(figure, figure)
        return [figure]


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Write a page beside one of the name "other", whose table has the cells x and y."""

    def page(
        text, x="7.25 ± 1.50", y="-0.3", claim=CLAIM, toc="```{toctree}\n:numbered:\nother\n```\n"
    ):
        monkeypatch.setattr(ledger, "read_claims", lambda: [claim])
        module = ModuleType("outputs")
        module.setup = lambda app: app.add_directive("output", Output) and {}
        monkeypatch.setitem(sys.modules, "outputs", module)
        (tmp_path / "other.md").write_text(f"# Other\n\n```{{output}}\n{x}\n{y}\n```\n", "utf-8")
        text = f"# Page\n\n{TOC}\n{text}\n"
        settings = {"numfig": True, "numfig_secnum_depth": 0}
        return write(tmp_path, text, "numbered_tables", "outputs", "ledger", **settings)

    return page


def test_a_text_tells_what_the_other_page_computed(page):
    soup, warnings = page("It is {obtained}`a` %, or {obtained-whole}`a`; {obtained-whole}`b`.")
    assert warnings == ""
    (told,) = (p.text for p in soup.find_all("p") if p.text.startswith("It is"))
    assert told == "It is 7.2 %, or 7.25 ± 1.50; −0.3: not as expected."


def test_the_short_table_links_to_claims_and_chapters(page):
    soup, warnings = page("```{claims}\n```\n\n(c1)=\n## Place")
    assert warnings == ""
    cells = soup.select("tbody td")
    claim, found = (cell.text for cell in cells)
    assert (claim, found) == ("C1* it is so (chapter 1)", "holds with limits: in 7.2 %")
    assert [link["href"] for link in cells[0]("a")] == ["#c1", "other.html"]


def test_the_evidence_of_a_claim_stands_in_its_section(page):
    soup, warnings = page("```{ledger}\n```")
    assert warnings == ""
    section = soup.select_one("section#page section")
    assert section.h2.text.startswith("C1*: it is so")
    assert section.p.text == "Holds with limits: in 7.2 %."
    rows = [
        [cell.text for cell in row("td")] for row in section.select("table.relu-evidence tbody tr")
    ]
    assert rows == [
        ["share, |x| (Table 1)", "at least 5", "7.25 ± 1.50"],
        ["rest (Table 1)", "0 ± 0.1", "−0.3: not as expected"],
    ]
    assert section.select_one("tbody a")["href"] == "other.html#tab-one"
    told = [item.text.replace("\n", " ") for item in section("li")]
    assert told[0] == "In the paper: abstract."
    assert told[2] == "What stood in the way: None."


@pytest.mark.parametrize(
    ("x", "y", "drawn"), [("7", "0", "'holds'"), ("3", "0", "'not supported'")]
)
def test_a_verdict_that_does_not_follow_is_a_warning(page, x, y, drawn):
    _, warnings = page("```{ledger}\n```", x=x, y=y)
    assert f"C1 is said to be 'holds with limits', but {drawn}: share, |x|: {x}" in warnings


@pytest.mark.parametrize(
    ("text", "claim", "complaint"),
    [
        ("{obtained}`c`", CLAIM, "c: claims.yml has no figure of this name"),
        (
            "{obtained}`a`",
            dataclasses.replace(CLAIM, figures={"a": Figure("s", (*CELL, "z"))}),
            "a: other, tab-one has no r / z, but r / x; r / y",
        ),
        (
            "{obtained}`a`",
            dataclasses.replace(CLAIM, figures={"a": Figure("s", ("third", *CELL[1:], "x"))}),
            "a: the book has no page third",
        ),
    ],
)
def test_a_figure_that_is_not_there_is_a_warning(page, text, claim, complaint):
    _, warnings = page(text, claim=claim)
    assert complaint in warnings
