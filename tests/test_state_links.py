"""Links to states in Markdown: how they are written, and which are warned of."""

import json
import sys
from types import ModuleType

import pytest
from small_sphinx import write
from state_links import check

from relu_spectrum.explorers import HeartRateExplorer, SpectrumExplorer, TaylorExplorer


def saved(*explorers):
    """The explorers of a page as `check` takes them: by name, as the page saves them."""
    return {explorer._name: explorer.get_state() for explorer in explorers}


def models(*explorers):
    """The same, as a notebook saves it."""
    states = {f"model{n}": {"state": e.get_state()} for n, e in enumerate(explorers)}
    return json.dumps({"state": states}, default=str)


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Write a page that has a SpectrumExplorer, beside another that has a TaylorExplorer."""

    def save(app, env, names):
        env.nb_metadata = {
            name: {"js_files": {"ipywidgets_state": (None, {"body": models(explorer)})}}
            for name, explorer in [("index", SpectrumExplorer()), ("other", TaylorExplorer())]
        }

    module = ModuleType("saved_explorers")
    module.setup = lambda app: app.connect("env-before-read-docs", save) and {}
    monkeypatch.setitem(sys.modules, "saved_explorers", module)
    (tmp_path / "other.md").write_text("---\norphan: true\n---\n# Other\n", "utf-8")
    return lambda text: write(tmp_path, f"# Page\n\n{text}", "saved_explorers", "state_links")


def test_links_keep_their_states(page):
    soup, warnings = page(
        "[Raise *b*](#spectrum?bias=1.2&f1=7) or [more terms](other.md#taylor?N=9)."
    )
    assert warnings == ""
    here, there = soup.select("a.relu-state")
    assert here["href"] == "#spectrum?bias=1.2&f1=7"
    assert str(here.em) == "<em>b</em>"
    assert there["href"] == "other.html#taylor?N=9"
    assert there.text == "more terms"


def test_links_to_places_are_left_alone(page):
    soup, warnings = page("(here)=\n## Here\n\n[a place](#here), [none](#there)")
    assert "'myst' cross-reference target not found: 'there'" in warnings
    assert soup.select("a.relu-state") == []
    assert soup.find("a", string="a place")["href"] == "#here"


@pytest.mark.parametrize(
    ("link", "complaint"),
    [
        ("#taylor?N=3", "the page has no explorer taylor (it has: spectrum)"),
        ("other.md#spectrum?f1=7", "the page has no explorer spectrum (it has: taylor)"),
        ("other.md#taylor?N=0", "n_terms must be from 1 to 500, not 0"),
        ("#spectrum?bias=9", "bias must be from -2 to 2, not 9"),
        ("#spectrum?speed=9", "must name each of f1, f2, a1, a2, bias, fs, dB at most once"),
    ],
)
def test_a_link_to_no_state_is_a_warning(page, link, complaint):
    _, warnings = page(f"[Look]({link})")
    assert "index.md:3" in warnings
    assert complaint in warnings


@pytest.mark.parametrize(
    ("fragment", "complaint"),
    [
        ("spectrum?f1=7.3", "multiple of 0.5 Hz"),
        ("spectrum?f1=x", "frequency must be a number, not 'x'"),
        ("spectrum?f1=", "frequency must be a number, not ''"),
        ("spectrum?f1=nan", "from 1 to 60 Hz, not nan"),
        ("spectrum?fs=300", "one of 128, 256, 512, 1024 Hz, not 300"),
        ("spectrum?dB=yes", "decibels must be 0 or 1, not 'yes'"),
        ("spectrum?f1=7&f1=8", "at most once"),
        ("heart-rate?layer=1&channel=40", "channel must be from 0 to 32 in layer 1, not 40"),
        ("heart-rate?layer=2.5", "multiple of 1"),
    ],
)
def test_values_are_checked_with_the_explorers_rules(fragment, complaint):
    with pytest.raises(ValueError, match=complaint):
        check(fragment, saved(SpectrumExplorer(), HeartRateExplorer()))


def test_what_is_left_out_is_the_pages_initial_value():
    check("heart-rate?channel=40", saved(HeartRateExplorer(layer=5)))
    with pytest.raises(ValueError, match="in layer 3, not 40"):
        check("heart-rate?channel=40", saved(HeartRateExplorer()))
