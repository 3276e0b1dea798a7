"""The table of symbols: what it may say, and that what it names exists."""

import json
import re

import pytest
import yaml
from small_sphinx import EXTENSIONS, write

from relu_spectrum import explorers

from symbol_table import SOURCE, Symbol, read_symbols, symbols_of  # isort: skip

STYLE = EXTENSIONS.parents[1] / "src" / "relu_spectrum" / "figures" / "style.json"
TOC = EXTENSIONS.parents[1] / "_toc.yml"
SYMBOLS = read_symbols()


@pytest.mark.parametrize("symbol", SYMBOLS, ids=lambda symbol: symbol.text)
def test_settings_pages_and_roles_exist(symbol):
    for setting in symbol.settings:
        explorer, name = setting.split(".")
        assert name in getattr(explorers, explorer).class_traits()
    chapters = [word for word in TOC.read_text().split() if word not in ("file:", "-")]
    assert set(symbol.pages or ()) <= set(chapters)
    assert not symbol.role or symbol.role in json.loads(STYLE.read_text())["light"]
    assert not symbol.meaning.endswith(".")


def test_a_symbol_labels_the_controls_that_show_it():
    by_tex = {symbol.tex: symbol for symbol in SYMBOLS}
    assert by_tex["a_1"].labels() == ["SpectrumExplorer.amplitude"]
    assert by_tex["a"].labels() == ["PhaseExplorer.amplitude", "ReadoutExplorer.amplitude"]
    assert by_tex["x"].labels() == []


def test_every_symbol_on_a_control_is_explained():
    """Labels such as "Phase φ" and "Tap w₀"."""
    labels = {
        f"{explorer}.{name}": trait.label
        for explorer in explorers.__all__
        for name, trait in getattr(explorers, explorer).class_traits().items()
        if re.fullmatch(r".* \w[₀-₉]?", getattr(trait, "label", ""))
    }
    assert len(labels) >= 20
    assert sorted(labels) == sorted(name for symbol in SYMBOLS for name in symbol.labels())


def test_a_page_has_its_own_symbols_and_the_common_ones():
    table = [Symbol("x", "x", "m"), Symbol("a", "a", "m", ("one",)), Symbol("c", "c", "m", ())]
    assert [symbol.text for symbol in symbols_of("one", table)] == ["x", "a"]
    assert [symbol.text for symbol in symbols_of("two", table)] == ["x"]


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ([{"tex": "a", "text": "a"}], "missing 1 required positional argument: 'meaning'"),
        ([{"tex": "a", "text": "a", "meaning": "m", "page": "x"}], "unexpected keyword"),
        ([{"tex": "a", "text": "a", "meaning": "m"}] * 2, "a page would have a twice"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(tmp_path, table, complaint):
    source = tmp_path / "symbols.yml"
    source.write_text(yaml.safe_dump(table))
    with pytest.raises(ValueError, match=complaint):
        read_symbols(source)


def test_the_glossary_lists_all_of_them(tmp_path):
    page, warnings = write(tmp_path, "# Page\n\n```{symbols}\n```\n", "symbol_table")
    assert warnings == ""
    rows = page.select("table tbody tr")
    meanings = [row.select("td")[1].text.replace("’", "'") for row in rows]
    assert meanings == [symbol.meaning for symbol in SYMBOLS]
    where = {row.select("td")[2].text for row in rows}
    assert {"everywhere", "on controls", "derivation, convergence"} <= where
    assert str(SOURCE).endswith("book/symbols.yml")
