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


def test_names_of_rows_break_into_lines(tmp_path):
    rows = "".join(
        f"<tr><th>{name}</th><td>1 to 2</td></tr>"
        for name in ("3 Hz", "1, √2, 2 + √2", "raw, as z-scores", "no network: always the mean")
    )
    head = "<thead><tr><th>a long head</th><th>two words</th></tr></thead>"
    text = f"# Title\n\n<table>{head}<tbody>{rows}</tbody></table>\n"
    page, _ = small_sphinx.write(tmp_path, text, "unbroken")
    assert [name.get_text().split(" ") for name in page.select("tbody th")] == [
        ["3\xa0Hz"],
        ["1,\xa0√2,", "2\xa0+\xa0√2"],
        ["raw,\xa0as", "z‑scores"],
        ["no\xa0network:", "always\xa0the", "mean"],
    ]
    assert page.select_one("td").get_text() == "1 to 2"
    assert page.select_one("thead th").get_text() == "a long head"


def test_examples_of_code_stay_as_they_are(tmp_path):
    text = "# Title\n\n```{eval-rst}\n>>> print('94 %')\n94 %\n```\n"
    page, _ = small_sphinx.write(tmp_path, text, "unbroken")
    assert "print('94 %')\n94 %" in page.pre.get_text()
