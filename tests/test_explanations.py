"""Explanations in the page: definitions of the words it links to, meanings of its symbols."""

import bs4
from small_sphinx import write

from explanations import explain_symbols  # isort: skip  (small_sphinx says where it is)
from symbol_table import Symbol  # isort: skip
from typeset_maths import _run_mathjax  # isort: skip

GLOSSARY = """# Page

```{glossary}
line
  One sinusoid, see {term}`spectrum`, of $x$.

  More about it.

spectrum
  $X$ has all lines.
```

A {term}`line`, twice {term}`lines <line>`.
"""
BIAS = Symbol("b", "b", "a constant", ("page",), ("SpectrumExplorer.bias",), "input")
SCALE = Symbol("A", "A", "a scale", ("page",), ("TaylorExplorer.scale",))


def test_a_page_has_the_first_paragraph_of_the_terms_that_it_links_to(tmp_path):
    page, warnings = write(tmp_path, GLOSSARY, "explanations")
    assert warnings == ""
    texts = {line["id"]: line.text for line in page.select(".relu-explanations[hidden] > p")}
    assert texts["explained-term-line"] == r"line: One sinusoid, see spectrum, of \(x\)."
    assert texts["explained-term-spectrum"] == r"spectrum: \(X\) has all lines."
    assert list(texts) == ["explained-term-spectrum", "explained-term-line"]


def test_a_page_without_links_to_terms_stays_as_it_is(tmp_path):
    page, _ = write(tmp_path, "# Page\n\nA line.", "explanations")
    assert page.select(".relu-explanations") == []


def test_symbols_say_which_controls_of_the_page_they_move():
    text = '<article><div data-explorer="SpectrumExplorer"></div></article>'
    page = bs4.BeautifulSoup(explain_symbols(text, [SCALE], [BIAS, SCALE]), "html.parser")
    bias, scale = page.select("article > .relu-explanations > p")
    assert bias.text == "b: a constant."
    assert (bias["data-settings"], bias["data-labels"]) == ("SpectrumExplorer.bias",) * 2
    assert (scale["data-settings"], scale["data-labels"]) == ("", "")


def test_a_page_without_symbols_stays_as_it_is():
    assert explain_symbols("<article></article>", [], [BIAS]) == "<article></article>"


def marked(tex):
    """The symbols that are marked in a formula: name and how often."""
    symbols = {"one": "a_1", "plain": "a", "bold": r"\mathbf p", "phi": r"\varphi", "n": "a_n"}
    formulas = [{"tex": tex, "display": False}]
    (page,) = _run_mathjax([{"fonts": "f", "formulas": formulas, "symbols": symbols}])
    soup = bs4.BeautifulSoup(page["html"][0], "html.parser")
    assert soup.select("mjx-assistive-mml [data-symbol]") == []
    found = [node["data-symbol"] for node in soup.select("mjx-math [data-symbol]")]
    assert set(found) == set(page["symbols"])
    return found


def test_symbols_are_found_in_formulas():
    assert marked(r"\frac{a_1}{2} + \sqrt{a} \cos a^2") == ["one", "plain", "plain"]
    assert marked(r"\varphi \cdot \mathbf p") == ["phi", "bold"]
    assert sorted(marked(r"\sum_{a=0}^{a_1} a_n^2")) == ["n", "one", "plain"]


def test_a_letter_with_another_subscript_accent_or_prime_is_not_the_symbol():
    assert marked(r"a_2 + a_{n+1} + \hat a + a' + a^* + p + \mathrm{a}") == []
