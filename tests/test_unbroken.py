"""What belongs together, as the pages have it."""

import small_sphinx


def test_units_stay_with_numbers_and_commas_with_formulas(tmp_path):
    text = "At 10 Hz *94 %* or **94** % of 3 tones, `94 %`, $94 %$ and *5*, $x$, $y$. (All $z$)"
    page, warnings = small_sphinx.write(tmp_path, f"# Title\n\n{text}\n", "unbroken")
    assert not warnings
    assert "At 10\xa0Hz 94\xa0% or 94\xa0% of 3 tones, 94 %," in page.get_text()
    assert page.code.get_text() == "94 %"
    assert page.select("em")[1].next_sibling == ", "
    assert [span.get_text()[-2:] for span in page.select(".relu-one")] == ["),", ").", "))"]
    assert page.p.get_text().endswith(" and 5, \\(x\\), \\(y\\). (All \\(z\\))")


def test_examples_of_code_stay_as_they_are(tmp_path):
    text = "# Title\n\n```{eval-rst}\n>>> print('94 %')\n94 %\n```\n"
    page, _ = small_sphinx.write(tmp_path, text, "unbroken")
    assert "print('94 %')\n94 %" in page.pre.get_text()
