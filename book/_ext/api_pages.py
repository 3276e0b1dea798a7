"""The reference of the package: a page for each room, from the docstrings, and the map to it.

- The directive ``room`` lists every public name of a room: autodoc and napoleon read the
  docstrings, and each name has the file that it is from.
- ``equations`` is the table of book/equations.yml: equation, function, file.
- Docstrings are written for `help()`, as plain text. What reStructuredText would read into them is
  taken out: bars, footnotes, and the indentation of formulas.
"""

import importlib
import inspect
import re
from functools import cached_property
from pathlib import Path

import yaml
from docutils import nodes
from evidence_table import evidence_table
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import relu_spectrum

PACKAGE = Path(relu_spectrum.__file__).parent
EQUATIONS = Path(__file__).parents[1] / "equations.yml"
PLAIN = re.compile(r"(?P<code>`[^`]*`)|(?P<bar>\|)|\.\. (?=\[\d\] )|(?<=\[\d\])_")
CONFIG = Path(__file__).parents[2] / "_config.yml"  # has the repository's address
TYPE = ":type: "  # what napoleon makes of the words before a colon
LONGEST = 90  # of a constant that is shown


def page_of(room: str) -> str:
    """Return the name of a room's page."""
    return f"api-{room.replace('_', '-')}"


def source_file(thing: object) -> str:
    """Return the file that defines a function or a class, relative to the package's folder.

    Raises
    ------
    ValueError
        If the package does not define it.
    """
    path = Path(inspect.getsourcefile(inspect.unwrap(thing)))
    if not path.is_relative_to(PACKAGE):
        raise ValueError(f"{thing} is not of the package, but in {path}")
    return path.relative_to(PACKAGE).as_posix()


def address_of(config, file: str) -> str | None:
    """Return where a file of the package is read, if the book has a repository."""
    options = config.html_theme_options
    repository = options.get("repository_url", "").rstrip("/")
    branch = options.get("repository_branch", "main")
    return repository and f"{repository}/blob/{branch}/src/relu_spectrum/{file}"


def show(value: object) -> str:
    """Describe a constant in a few words."""
    text = repr(value)
    if len(text) <= LONGEST:
        return f"``{text}``"
    names = ", ".join(map(str, value)) if isinstance(value, dict) else f"{len(value)} entries"
    return f"A {type(value).__name__}: {names}."


def prepare(app: Sphinx, what, name, thing, options, lines) -> None:
    """Before napoleon: a constant has no text of its own."""
    if what == "data":
        lines[:] = [show(thing), ""]
    above = "."
    for n in reversed(range(len(lines))):  # a formula that stands by itself keeps its lines
        before = [line for line in lines[:n] if line.strip()]
        above = before[-1] if before else " "
        alone = n > 0 and not lines[n - 1].strip()
        if alone and lines[n].startswith("    ") and not above.startswith((" ", "-")):
            lines[n:n] = ["::", ""]


def finish(app: Sphinx, what, name, thing, options, lines) -> None:
    """After napoleon: take out what is no mark-up, and add the file.

    What stands before a colon in the first line of a property or a constant is no type.
    """
    if what in ("property", "data"):
        for n, line in enumerate(lines):
            if line.startswith(TYPE):
                lines[0] = f"{lines.pop(n).removeprefix(TYPE)}: {lines[0]}"
                break
    example = False
    for n, line in enumerate(lines):
        example = bool(line.strip()) and (example or line.lstrip().startswith(">>>"))
        if not example:
            lines[n] = PLAIN.sub(_plain, line)
    if what == "module":
        lines[:] = [line.replace("->", "→") for line in lines]
    if what in ("class", "exception", "function"):
        file = source_file(thing)
        address = address_of(app.config, file)
        lines += ["", f"Defined in {f'`{file} <{address}>`__' if address else f'``{file}``'}.", ""]


def _plain(match):
    return r"\|" if match["bar"] else match["code"] or ""


def skip(app: Sphinx, what, name, thing, skipped, options) -> bool | None:
    """Leave out the fields of a class: its parameters explain them."""
    kinds = property | cached_property
    documented = inspect.isroutine(thing) or isinstance(thing, kinds)
    return True if what == "class" and not documented else None


class Room(SphinxDirective):
    """All public names of a room."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Let autodoc write them."""
        self.env.note_dependency(str(CONFIG))
        module = f"relu_spectrum.{self.arguments[0]}"
        room = importlib.import_module(module)
        constants = [name for name in room.__all__ if not callable(getattr(room, name))]
        lines = ["```{eval-rst}", f".. automodule:: {module}", "   :members:", ""]
        for name in constants:
            lines += [f".. autodata:: {module}.{name}", "   :no-value:", ""]
        parent = nodes.Element()
        self.state.nested_parse([*lines, "```"], self.content_offset, parent)
        return parent.children


class Equations(SphinxDirective):
    """The map from equations to functions and files."""

    def run(self) -> list[nodes.Node]:
        """Write it as Markdown, and read that."""
        self.env.note_dependency(str(EQUATIONS))
        self.env.note_dependency(str(CONFIG))
        rows = [self.row(**one) for one in yaml.safe_load(EQUATIONS.read_text("utf-8"))]
        table = evidence_table(["equation", "computed by"], rows)
        parent = nodes.Element()
        self.state.nested_parse(table, self.content_offset, parent)
        return parent.children

    def row(self, label, says, functions=()):
        """Write one equation."""
        by_file = {}
        for function in functions:
            room, name = function.split(".")
            module = f"relu_spectrum.{room}"
            found = getattr(importlib.import_module(module), name)
            shown = name if inspect.isclass(found) else f"{name}()"
            link = f"{{py:obj}}`{shown} <{module}.{name}>`"
            by_file.setdefault(source_file(found), []).append(link)
        computed = [f"{', '.join(names)} in {self.link(file)}" for file, names in by_file.items()]
        return f"| {{eq}}`{label}` {says} | {'; '.join(computed) or '–'} |"

    def link(self, file):
        """Link to a file, if the book has a repository."""
        address = address_of(self.config, file)
        return f"[`{file}`]({address})" if address else f"`{file}`"


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.connect("autodoc-process-docstring", prepare, priority=400)
    app.connect("autodoc-process-docstring", finish, priority=600)
    app.connect("autodoc-skip-member", skip)
    app.add_directive("room", Room)
    app.add_directive("equations", Equations)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
