"""The reference of the package, and the map from equations to functions and files."""

import importlib
import re
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from small_sphinx import EXTENSIONS, write

import relu_spectrum
from relu_spectrum import spectrum

import api_pages  # isort: skip
from api_pages import EQUATIONS, finish, page_of, prepare, show, skip, source_file  # isort: skip

BOOK = EXTENSIONS.parent
PACKAGE = Path(relu_spectrum.__file__).parent
ROOMS = [path.stem.removeprefix("api-") for path in BOOK.glob("api-*.md")]
SETTINGS = yaml.safe_load((BOOK.parent / "_config.yml").read_text())["sphinx"]["config"]
SETTINGS = {
    name: value
    for name, value in SETTINGS.items()
    if name.startswith(("autodoc", "napoleon", "add_module", "default_role", "nitpick"))
}
FILE = "spectrum/many_tones.py"
ADDRESS = "https://example.org/book"


def names(room):
    return importlib.import_module(f"relu_spectrum.{room}").__all__


def test_every_room_has_a_page():
    faces = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    rooms = faces - {"cli"}
    assert {page_of(room) for room in rooms} == {f"api-{room}" for room in ROOMS}
    for room in rooms:
        assert f"```{{room}} {room}\n" in (BOOK / f"{page_of(room)}.md").read_text()
        assert f"file: {page_of(room)}\n" in (BOOK.parent / "_toc.yml").read_text()


def test_a_room_shows_every_public_name_with_examples_and_file(tmp_path):
    page, warnings = write(
        tmp_path, "# Page\n\n```{room} spectrum\n```\n", "api_pages", nitpicky=True, **SETTINGS
    )
    assert warnings == ""
    shown = {dt["id"]: dt for dt in page.select("dl.py > dt[id]")}
    assert {f"relu_spectrum.spectrum.{name}" for name in names("spectrum")} <= set(shown)
    about = shown["relu_spectrum.spectrum.two_tone_lines"].find_next_sibling("dd")
    assert "(amplitude_1, amplitude_2, *, order)" in about.find_previous_sibling("dt").text
    assert "Defined in spectrum/two_tones.py." in about.text
    assert about.select(".highlight-pycon, .doctest")
    assert about.select_one(".highlight").text.startswith("A_mn = -(e_m e_n / pi)")
    # a name links to what it names, and a field of a tuple is told by the parameters alone
    assert page.select('a[href="#relu_spectrum.spectrum.relu_lines"]')
    assert "relu_spectrum.spectrum.Spectrum.lines" not in shown
    assert "relu_spectrum.spectrum.Spectrum.at" in shown


def test_constants_say_what_they_are(tmp_path):
    page, warnings = write(
        tmp_path, "# Page\n\n```{room} signals\n```\n", "api_pages", nitpicky=True, **SETTINGS
    )
    assert warnings == ""
    about = page.find(id="relu_spectrum.signals.SENSOR_STD").find_next_sibling("dd")
    assert about.text.strip() == str(relu_spectrum.signals.SENSOR_STD)


def test_long_constants_are_described():
    assert show(27.0) == "``27.0``"
    assert show({"a" * 50: 1, "b" * 50: 2}) == f"A dict: {'a' * 50}, {'b' * 50}."
    assert show(tuple(range(100))) == "A tuple: 100 entries."


def run(lines, what="function", repository="", thing=spectrum.relu_lines):
    app = SimpleNamespace(config=SimpleNamespace(html_theme_options={"repository_url": repository}))
    for step in (prepare, finish):
        step(app, what, "name", thing, None, lines)
    return lines


def test_bars_and_footnotes_are_plain_text():
    lines = run(["The sum |x|, `a | b` [1]_.", "", ">>> a | b", "a | b", "", ".. [1] A book."])
    assert lines[:6] == [
        r"The sum \|x\|, `a | b` [1].",
        "",
        ">>> a | b",
        "a | b",
        "",
        "[1] A book.",
    ]


def test_a_formula_keeps_its_lines():
    lines = run(["For a >= b,", "", "    A = 1", "      + 2", "", "where", "    text : int"])
    assert lines[:8] == ["For a >= b,", "", "::", "", "    A = 1", "      + 2", "", "where"]


def test_the_file_is_a_link_where_there_is_a_repository():
    assert run([""])[-2] == f"Defined in ``{FILE}``."
    (link,) = re.findall(r"<(.*)>`__", run([""], repository=f"{ADDRESS}/")[-2])
    assert link == f"{ADDRESS}/blob/main/src/relu_spectrum/{FILE}"


def test_arrows_of_a_room_are_arrows():
    assert run(["- x -> `y`"], "module")[0] == "- x → `y`"
    assert run(["f: x -> y"])[0] == "f: x -> y"


def test_a_property_has_text_and_no_type():
    assert run(["b.", "", ":type: A"], "property") == ["A: b.", ""]
    assert run(["a b.", ""], "property") == ["a b.", ""]


def test_what_is_skipped():
    class One:
        field = 1

        @cached_property
        def lazy(self):
            """Told."""

    assert skip(None, "class", "field", One.field, False, None) is True
    assert skip(None, "class", "lazy", vars(One)["lazy"], False, None) is None
    assert skip(None, "module", "field", 1, False, None) is None


def test_what_is_of_another_package_has_no_file():
    with pytest.raises(ValueError, match="is not of the package"):
        source_file(yaml.safe_load)


def labels():
    text = "".join(path.read_text() for path in sorted(BOOK.glob("*.ipynb")))
    return re.findall(r":label: (eq-[a-z-]+)", text)


def test_every_equation_is_in_the_map_and_every_function_in_a_room():
    table = yaml.safe_load(EQUATIONS.read_text())
    assert sorted(one["label"] for one in table) == sorted(labels())
    for one in table:
        for function in one.get("functions", []):
            room, name = function.split(".")
            assert name in names(room)


def test_the_map_links_equations_functions_and_files(tmp_path, monkeypatch):
    source = tmp_path / "equations.yml"
    table = [{"label": "eq-a", "says": "lines", "functions": ["spectrum.relu_lines"]}]
    source.write_text(yaml.safe_dump([*table, {"label": "eq-b", "says": "a step"}]))
    monkeypatch.setattr(api_pages, "EQUATIONS", source)
    text = "# Page\n\n" + "".join(f"```{{math}}\n:label: eq-{x}\n{x}\n```\n\n" for x in "ab")
    text += "```{equations}\n```\n\n```{room} spectrum\n```\n"
    page, warnings = write(tmp_path, text, "api_pages", **SETTINGS)
    assert warnings == ""
    first, second = page.select("table.relu-evidence tbody tr")
    assert [cell.text for cell in first("td")] == ["(1) lines", f"relu_lines() in {FILE}"]
    assert [cell.text for cell in second("td")] == ["(2) a step", "–"]
    links = [a["href"] for a in first("a")]
    assert links == ["#equation-eq-a", "#relu_spectrum.spectrum.relu_lines"]
