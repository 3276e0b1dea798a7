"""Numbers and their units, as the pages have them."""

import small_sphinx


def test_a_unit_stays_with_its_number(tmp_path):
    page, warnings = small_sphinx.write(
        tmp_path, "# Title\n\nAt 10 Hz *94 %* of 3 tones, `94 %`, $94 %$ and 5 sums.\n", "units"
    )
    assert not warnings
    assert "At 10\xa0Hz 94\xa0% of 3 tones, 94 %," in page.get_text()
    assert page.code.get_text() == "94 %"
    assert "and 5 sums" in page.get_text()
