"""Every row of the page "What the probe sees"."""

import pytest

from relu_spectrum.probe.cases import CASES, INVISIBLE, REFUSED, SEEN, TOLD


@pytest.mark.parametrize("case", CASES, ids=[case.what for case in CASES])
def test_what_happens_is_what_the_page_says(case):
    verdict, words = case.run()
    assert verdict == case.verdict, words
    if verdict == SEEN:
        assert words == case.words
    elif verdict != INVISIBLE:
        assert case.words in words


def test_each_verdict_has_cases_and_none_is_there_twice():
    assert {case.verdict for case in CASES} == {SEEN, TOLD, REFUSED, INVISIBLE}
    assert len({case.what for case in CASES}) == len(CASES)
    assert all(case.words for case in CASES)
