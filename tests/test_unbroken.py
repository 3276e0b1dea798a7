"""What belongs together, as the pages have it."""

import small_sphinx


def test_units_stay_with_numbers_and_commas_with_formulas(tmp_path):
    text = (
        "At 10 Hz *94 %* or **94** % of 3 tones, `94 %`, $94 %$ and *5*, $x$, $y$. (All $z$) ($w$)"
    )
    page, warnings = small_sphinx.write(tmp_path, f"# Title\n\n{text}\n", "unbroken")
    assert not warnings
    assert "At 10\xa0Hz 94\xa0% or 94\xa0% of 3 tones, 94 %," in page.get_text()
    assert page.code.get_text() == "94 %"
    assert page.select("em")[1].next_sibling == ", "
    together = [span.get_text() for span in page.select(".relu-one")]
    assert together == ["\\(x\\),", "\\(y\\).", "\\(z\\))", "(\\(w\\))", "(\\(w\\)"]
    assert page.p.get_text().endswith(" and 5, \\(x\\), \\(y\\). (All \\(z\\)) (\\(w\\))")


def test_spreads_and_counts_stay_whole(tmp_path):
    page, _ = small_sphinx.write(
        tmp_path, "# Title\n\n0.5 ± 0.1, n = 10, in = 10, × 2\n", "unbroken"
    )
    assert page.p.get_text() == "0.5 ±\xa00.1, n\xa0=\xa010, in = 10, ×\xa02"


def test_examples_of_code_stay_as_they_are(tmp_path):
    text = "# Title\n\n```{eval-rst}\n>>> print('94 %')\n94 %\n```\n"
    page, _ = small_sphinx.write(tmp_path, text, "unbroken")
    assert "print('94 %')\n94 %" in page.pre.get_text()
