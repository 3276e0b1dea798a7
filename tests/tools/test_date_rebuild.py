"""The README says when all was built from scratch last, in one line."""

from datetime import date

import pytest
from date_rebuild import README, dated


def test_the_date_replaces_the_one_before():
    text = README.read_text("utf-8")
    once = dated(text, date(2031, 2, 3))
    assert "\nLast built and tested from scratch by the weekly workflow: 3 February 2031.\n" in once
    assert dated(once, date(2031, 12, 30)).replace("30 December", "3 February") == once
    assert len(once.splitlines()) == len(text.splitlines())


def test_without_its_line_it_says_so():
    with pytest.raises(ValueError, match="0 lines"):
        dated("# A README\n", date(2031, 2, 3))
