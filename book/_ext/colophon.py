"""How this book was made, on its own page: ``{colophon}`` with what it should tell.

`commit`, `cite` (with the book's address, where there is one), `packages` (what requirements.in
names, as requirements.txt pins it) and `chapters` (what executing each took, as `make outputs`
measured it, on the machine and the day named there: a build never measures, so that two builds of
one commit are the same).
"""

import json
import re
import sys
from pathlib import Path

from docutils import nodes
from evidence_table import evidence_table
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx_external_toc.parsing import parse_toc_yaml

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tools"))

from published import citation, commit, commit_time  # noqa: E402

NAME = re.compile(r"^([A-Za-z0-9_.-]+)", re.MULTILINE)
PAGE = "colophon"


def commit_lines() -> list[str]:
    """Tell the commit and its date."""
    day = f"{commit_time():%d %B %Y}".lstrip("0")
    return [
        f"Commit `{commit()[:12] or 'unknown'}` of {day}; the pages bear its date, not their own."
    ]


def cite_lines() -> list[str]:
    """Tell how to cite, as BibTeX."""
    cited = citation()
    fields = {
        "author": "{" + cited["authors"][0]["name"] + "}",
        "title": cited["title"],
        "version": cited["version"],
        "year": cited["date-released"].year,
        "url": cited.get("url") or cited.get("repository-code"),
    }
    given = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return ["```bibtex", "@software{reluspectrum,", *given, "}", "```"]


def package_lines() -> list[str]:
    """Tell the direct dependencies and their versions."""
    wanted = NAME.findall((ROOT / "requirements.in").read_text("utf-8"))
    pins = re.findall(r"^(\S+?)==(\S+)", (ROOT / "requirements.txt").read_text("utf-8"), re.M)
    versions = {name.lower(): version for name, version in pins}
    rows = [f"| {name} | {versions[name.lower()]} |" for name in sorted(wanted, key=str.lower)]
    return ["| package | version |", "|---|---|", *rows]


def chapter_lines(measured: dict) -> list[str]:
    """Tell what executing each chapter took, in the book's order, and where it was measured."""
    rows = [
        f"| {{doc}}`{name}` | {one['seconds'] / 60:.2f} | {one['megabytes'] / 1000:.2f} |"
        for name in parse_toc_yaml(ROOT / "_toc.yml")
        if (one := measured.get(name))
    ]
    where = sorted({(one["date"], one["machine"]) for one in measured.values()})
    told = [f"- {date}: {machine}" for date, machine in where]
    table = evidence_table(["chapter", "time (min)", "memory (GB)"], rows)
    return [*table, "", "Measured on:", "", *told]


def read_measured() -> dict:
    """Return what `make outputs` measured: chapter -> seconds, megabytes, machine, date."""
    return json.loads((ROOT / "book" / "measured.json").read_text("utf-8"))


class Colophon(SphinxDirective):
    """``{colophon}`` and what it should tell."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Write it as Markdown, and read that."""
        lines = {
            "commit": commit_lines,
            "cite": cite_lines,
            "packages": package_lines,
            "chapters": lambda: chapter_lines(read_measured()),
        }
        if self.arguments[0] not in lines:
            raise self.error(f"colophon: write one of {', '.join(lines)}, not {self.arguments[0]}")
        parent = nodes.Element()
        self.state.nested_parse(lines[self.arguments[0]](), self.content_offset, parent)
        return parent.children


def read_again(app: Sphinx, env, added, changed, removed) -> set:
    """Let the page be read in every build: the commit is no file of the book."""
    return {PAGE} & env.found_docs


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.add_directive("colophon", Colophon)
    app.connect("env-get-outdated", read_again)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
