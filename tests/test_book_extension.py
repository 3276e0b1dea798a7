"""The book's local Sphinx extension, as far as it can be tested without building the book."""

import hashlib
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import bs4
import pandas as pd
import pydata_sphinx_theme
import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx.errors import ExtensionError

from relu_spectrum.models.published import FetchError

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "book" / "_ext"))

import explorer_files  # noqa: E402
import page_text  # noqa: E402
import stills  # noqa: E402
from live_pages import OURS, _wanted, theme_script  # noqa: E402
from numbered_tables import NumberTables, TableFigure  # noqa: E402
from typeset_maths import FORMULA, _formula, _run_mathjax  # noqa: E402

THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme"


@pytest.mark.parametrize(
    ("name", "sha256"),
    [
        ("layout.html", "fe5c35806042db60aacb114cbe8ae2a2601721ff7376f500961b2ce0fc456d3e"),
        (
            "static/webpack-macros.html",
            "b1f893e4416c7cc7cf9ed5f2e7a46cf9f94f653cd8c848138bf45a2fda166f67",
        ),
        (
            "components/search-button-field.html",
            "518dda81dd8cd06ab2268f86b25c8257189f237f1b71836afececaa511f40e69",
        ),
    ],
)
def test_theme_files_that_ours_replace_have_not_changed(name, sha256):
    """If one has, look at what is new in it, carry it over to book/_templates, note its hash."""
    assert hashlib.sha256((THEME / name).read_bytes()).hexdigest() == sha256


def test_the_themes_script_does_not_ask_all_boxes_whether_they_scroll(monkeypatch):
    assert 'addEventListener("load"' not in theme_script()
    monkeypatch.setattr("live_pages.ASKING", "gone")
    with pytest.raises(ExtensionError, match="in another way than it did"):
        theme_script()


VIEW = '<script type="application/vnd.jupyter.widget-view+json">{"model_id": "box"}</script>'
STATE = json.dumps(
    {
        "state": {
            "box": {"state": {"children": ["IPY_MODEL_grid", "IPY_MODEL_view"]}},
            "grid": {"state": {"children": []}},
            "view": {"state": {"_anywidget_id": "relu_spectrum.explorers.x.TaylorExplorer"}},
        }
    }
)


def test_a_widget_gets_a_place_that_names_its_explorer():
    soup = bs4.BeautifulSoup(page_text.place_widgets(f"<p>a</p>{VIEW}", STATE), "html.parser")
    place = soup.select_one(".relu-place > .relu-widgets")
    assert place["data-explorer"] == "TaylorExplorer"
    assert str(place.script) == VIEW
    assert place.noscript.text


@pytest.mark.parametrize("change", [0, 1])
def test_an_explorer_without_javascript_shows_its_still_if_it_begins_so(change):
    words = json.loads(stills.words_text())["taylor"]
    settings = {name: {"initial": value} for name, value in words["start"].items()}
    settings["n_terms"]["initial"] += change
    soup = bs4.BeautifulSoup(stills.still("taylor", settings), "html.parser")
    assert stills.WITHOUT in soup.text
    assert len(soup.find_all("img", alt=words["shows"], loading="lazy")) == 1 - change
    assert len(soup.find_all("tr")) == (1 - change) * len(words["readouts"])


def widgets(*ids):
    """A view of a box of one slider, and a link that holds both, saved in any order."""
    box, slider, link = ids
    models = {
        slider: {"state": {"layout": "fixed"}},
        link: {"state": {"source": [f"IPY_MODEL_{slider}", "value"], "target": f"IPY_MODEL_{box}"}},
        box: {"state": {"children": [f"IPY_MODEL_{slider}"]}},
    }
    view = VIEW.replace('"box"', json.dumps(box))
    return view, json.dumps({"state": dict(sorted(models.items())), "version_major": 2})


def test_widgets_get_the_same_ids_whatever_theirs_were():
    first = page_text.steady_ids(*widgets("a" * 32, "b" * 32, "c" * 32))
    second = page_text.steady_ids(*widgets("9" * 32, "1" * 32, "5" * 32))
    assert first == second
    body, state = first
    assert '"model_id": "widget-0"' in body
    models = json.loads(state)["state"]
    assert list(models) == ["widget-0", "widget-1", "widget-2"]
    assert models["widget-0"]["state"]["children"] == ["IPY_MODEL_widget-1"]
    assert models["widget-2"]["state"]["source"] == ["IPY_MODEL_widget-1", "value"]


def test_a_page_without_widgets_keeps_its_text():
    text = f"<p>{'a' * 32}</p>"
    assert page_text.steady_ids(text, "") == (text, "")


def test_a_widget_without_an_explorer_has_no_name():
    assert 'data-explorer=""' in page_text.place_widgets(VIEW, "")


def test_tables_have_scopes_and_one_row_of_heads():
    frame = pd.DataFrame({"exact": ["-0.3 (-0.4 to 1e-5)"]}, index=pd.Index([10], name="Hz"))
    table = bs4.BeautifulSoup(page_text.tidy_tables(frame._repr_html_()), "html.parser").table
    assert "border" not in table.attrs
    assert [(head.text, head["scope"]) for head in table.thead.find_all("th")] == [
        ("Hz", "col"),
        ("exact", "col"),
    ]
    assert table.tbody.th["scope"] == "row"
    assert table.tbody.td.text == "−0.3 (−0.4 to 1e-5)"


def test_names_of_rows_break_into_lines():
    names = ["3 Hz", "1, √2, 2 + √2", "raw, as z-scores", "no network: always the mean"]
    frame = pd.DataFrame({"two words": "1 to 2"}, index=pd.Index(names, name="a long head"))
    table = bs4.BeautifulSoup(page_text.tidy_tables(frame._repr_html_()), "html.parser").table
    assert [name.text.split(" ") for name in table.select("tbody th")] == [
        ["3\xa0Hz"],
        ["1,\xa0√2,", "2\xa0+\xa0√2"],
        ["raw,\xa0as", "z‑scores"],
        ["no\xa0network:", "always\xa0the", "mean"],
    ]
    assert table.td.text == "1 to 2"
    assert table.th.text == "a long head"


def test_tables_with_two_levels_of_heads_keep_them():
    columns = pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")])
    table = page_text.tidy_tables(pd.DataFrame([[1, 2]], columns=columns)._repr_html_())
    assert len(bs4.BeautifulSoup(table, "html.parser").thead.find_all("tr")) == 2


@pytest.mark.parametrize(
    ("text", "tex", "display"),
    [
        (r'<span class="math notranslate nohighlight">\(a &lt; b\)</span>', "a < b", False),
        (r'<div class="math notranslate nohighlight">' "\n" r"\[x\]</div>", "x", True),
        (
            '<div class="math notranslate nohighlight" id="equation-e">\n<span class="eqno">(1)'
            '<a class="headerlink" href="#e">#</a></span>'
            r"\[\begin{split}x\\y\end{split}\]</div>",
            r"\begin{split}x\\y\end{split}",
            True,
        ),
        (
            r'<div class="amsmath math notranslate nohighlight">\begin{align}x\end{align}</div>',
            r"\begin{align}x\end{align}",
            True,
        ),
    ],
)
def test_formulas_are_found_as_sphinx_writes_them(text, tex, display):
    match = FORMULA.search(text)
    assert match[0] == text
    assert _formula(match) == {"tex": tex, "display": display}


@pytest.mark.parametrize("text", [r"<code>\(x\)</code>", '<span class="math notranslate">x</span>'])
def test_other_text_is_left_alone(text):
    assert FORMULA.search(text) is None


def test_mathjax_sets_formulas_and_names_a_wrong_one():
    job = {
        "fonts": "assets/fonts",
        "formulas": [{"tex": r"\relu(x)", "display": False}],
        "symbols": {},
    }
    (page,) = _run_mathjax([job])
    assert "<mjx-container" in page["html"][0]
    assert "<mi>ReLU</mi>" in page["html"][0]
    assert 'url("assets/fonts/MathJax_Main-Regular.woff")' in page["css"]
    with pytest.raises(Exception, match=r"Undefined control sequence \\nothing"):
        _run_mathjax(
            [{"fonts": "f", "formulas": [{"tex": r"\nothing", "display": True}], "symbols": {}}]
        )


def test_outputs_named_tab_become_tables_with_the_caption_above():
    document = new_document("test")
    figures = {}
    for name in ("tab-lines", "fig-lines"):
        figure = nodes.figure(
            "", nodes.paragraph("", "body"), nodes.caption("", "text"), ids=[name]
        )
        figure["names"].append(name)
        document += figure
        document.ids[name] = figures[name] = figure
    NumberTables(document).apply()
    table = document[0]
    assert isinstance(table, TableFigure)
    assert isinstance(table[0], nodes.caption)
    assert document.ids["tab-lines"] is table
    assert document[1] is figures["fig-lines"]


@pytest.mark.parametrize(
    ("name", "body", "wanted"),
    [
        ("_static/clipboard.min.js", "<p>prose</p>", False),
        ("_static/clipboard.min.js", '<div class="highlight">', True),
        ("_static/doctools.js", "<p>prose</p>", True),
    ],
)
def test_files_of_other_extensions_go_where_they_are_used(name, body, wanted):
    assert _wanted(name, body) == wanted


def test_every_file_of_ours_has_a_source():
    """Of the book's pages, or of the explorers."""
    sources = (ROOT / "book" / "_ext" / "web", ROOT / "src" / "relu_spectrum" / "explorers")
    for name in set(OURS) - {"theme.js"}:
        stem = name.partition(".")[0]
        assert any((folder / found).exists() for folder in sources for found in (name, stem)), name


def app_with(folder, html):
    """A stand-in for Sphinx with one written page."""
    (folder / "assets").mkdir()
    (folder / "page.html").write_text(html)
    return SimpleNamespace(outdir=str(folder), builder=SimpleNamespace(format="html"))


@pytest.mark.parametrize("used", [True, False])
def test_an_explorers_file_is_written_where_a_page_has_the_explorer(tmp_path, monkeypatch, used):
    sign = 'data-explorer="HeartRateExplorer"'
    monkeypatch.setitem(explorer_files.FILES, sign, ("weights.js", lambda: "data"))
    app = app_with(tmp_path, f"<div {sign}></div>" if used else "<div></div>")
    explorer_files.write_files(app, None)
    assert [path.name for path in (tmp_path / "assets").iterdir()] == ["weights.js"] * used


def test_data_that_cannot_be_had_end_the_build_with_a_reason(tmp_path, monkeypatch):
    def missing():
        raise FetchError("run `relu-spectrum fetch`")

    sign = 'data-explorer="HeartRateExplorer"'
    monkeypatch.setitem(explorer_files.FILES, sign, ("weights.js", missing))
    with pytest.raises(ExtensionError, match=r"weights\.js cannot be written: run `relu-spectrum"):
        explorer_files.write_files(app_with(tmp_path, sign), None)


def test_arrows_of_the_contents_say_what_they_open():
    inside = "<details><summary><i></i></summary><ul><li><a>Its page</a></li></ul></details>"
    named = page_text.name_toggles(f'<ul><li><a href="#">1. A chapter</a>{inside}</li></ul>')
    summary = bs4.BeautifulSoup(named, "html.parser").summary
    assert summary["aria-label"] == "Pages of 1. A chapter"
