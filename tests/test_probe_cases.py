"""The tables of the page "What the probe sees"."""

import re
from pathlib import Path

import pytest
from small_sphinx import write

from relu_spectrum.probe.cases import CASES

PAGE = Path(__file__).parents[1] / "book" / "probe_sees.md"


def test_every_case_is_on_the_page_once():
    text = PAGE.read_text("utf-8")
    verdicts = re.findall(r"```{probe-cases} (.+)", text)
    assert sorted(verdicts) == sorted({case.verdict for case in CASES})


@pytest.mark.parametrize("verdict", sorted({case.verdict for case in CASES}))
def test_a_table_has_the_cases_of_its_verdict(tmp_path, verdict):
    page, warnings = write(
        tmp_path, f"# Page\n\n```{{probe-cases}} {verdict}\n```\n", "probe_cases"
    )
    assert warnings == ""
    rows = [[cell.text for cell in row.find_all("td")] for row in page.select("tbody tr")]
    wanted = [case for case in CASES if case.verdict == verdict]
    assert [first for first, _ in rows] == [case.what.replace("`", "") for case in wanted]
    assert [last for _, last in rows] == [case.words for case in wanted]


def test_another_verdict_is_an_error(tmp_path):
    _, warnings = write(tmp_path, "# Page\n\n```{probe-cases} unheard of\n```\n", "probe_cases")
    assert "no case is 'unheard of'" in warnings
