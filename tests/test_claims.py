"""What book/claims.yml says, beside what the chapters computed (their stored outputs)."""

import dataclasses
import re

import nbformat
import pytest
import yaml
from small_sphinx import EXTENSIONS

from claims import (  # isort: skip
    HOLDS,
    LIMITS,
    NOT,
    UNTESTED,
    Claim,
    Figure,
    Obtained,
    contradictions,
    read_claims,
    verdict,
)
from output_tables import tables_of_notebook  # isort: skip

BOOK = EXTENSIONS.parent
PAGES = sorted(path.stem for path in BOOK.glob("*.ipynb"))
CLAIMS = read_claims()
# What is no prose: formulas, addresses, and roles.
APART = re.compile(r"`{3}\{math\}.*?`{3}|\$\$.*?\$\$|\$.*?\$|\]\([^)]*\)|`[^`]*`", re.DOTALL)
TYPED = re.compile(r"(?<![\w.,–−-])\d+(?:\.\d+)?(?![\w–]|\.\d)")


def notebook(page):
    return nbformat.read(BOOK / f"{page}.ipynb", as_version=4)


def prose(page):
    return "\n\n".join(cell.source for cell in notebook(page).cells if cell.cell_type == "markdown")


@pytest.fixture(scope="module")
def obtained():
    return Obtained(lambda page: tables_of_notebook(notebook(page)))


def table(**cells):
    """Tables of one page "p": each column of the table "t" has one row, "r"."""
    heads = "".join(f"<th>{name}</th>" for name in cells)
    data = "".join(f"<td>{value}</td>" for value in cells.values())
    return Obtained(
        lambda page: {
            "t": f"<table><thead><tr><th></th>{heads}</tr></thead>"
            f"<tbody><tr><th>r</th>{data}</tr></tbody></table>"
        }
    )


def figure(column, **more):
    return Figure(what=column, cell=("p", "t", "r", column), **more)


def claim(*figures, verdict=HOLDS):
    named = {one.what: one for one in figures}
    return Claim("C0", "it is so", "abstract", False, ("p",), verdict, "", "", "", named)


def test_the_eleven_claims():
    assert [one.id for one in CLAIMS] == [f"C{n}" for n in range(1, 12)]
    assert [one.label for one in CLAIMS if one.summaries] == ["C8*", "C9*", "C10*", "C11*"]
    for one in CLAIMS:
        assert set(one.chapters) <= set(PAGES)
        assert one.why
        assert one.obstacles
        assert re.fullmatch(r"\[.+\]\(\w+\.ipynb#[a-z-]+\?.+\)", one.see)


@pytest.mark.parametrize("one", CLAIMS, ids=lambda one: one.id)
def test_a_verdict_follows_from_what_the_chapters_computed(one, obtained):
    assert contradictions([one], obtained) == []
    assert verdict(one, obtained) == one.verdict


@pytest.mark.parametrize("page", PAGES)
def test_no_text_types_a_figure_of_a_claim(page, obtained):
    typed = set(TYPED.findall(APART.sub(" ", prose(page))))
    own = {
        obtained.number(one): name
        for claim in CLAIMS
        for name, one in claim.figures.items()
        if page in (one.cell[0], "index")
    }
    told = {number for number in own if len(number.replace(".", "").strip("0−")) > 1}
    assert not {own[number] for number in typed & told}, "write {obtained}`name` in its place"


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_that_a_text_tells_exists(page):
    figures = {name: one for claim in CLAIMS for name, one in claim.figures.items()}
    told = set(re.findall(r"\{obtained(?:-whole)?\}`([^`]*)`", prose(page)))
    assert told <= set(figures)


@pytest.mark.parametrize(
    ("first", "second", "drawn"),
    [(5, 5, HOLDS), (5, 9, LIMITS), (9, 5, NOT), (9, 9, NOT)],
)
def test_a_verdict_is_drawn_from_what_is_expected(first, second, drawn):
    one = claim(
        figure("a", tests="claim", expected=5, tolerance=0.5),
        figure("b", tests="limit", at_most=6),
        figure("c"),
    )
    assert verdict(one, table(a=first, b=second, c=1)) == drawn


def test_a_claim_that_nothing_tests_is_not_testable():
    assert verdict(claim(figure("a")), table(a=1)) == UNTESTED


def test_a_verdict_that_does_not_follow_is_told_with_its_numbers():
    one = claim(figure("a", tests="claim", at_least=5))
    assert contradictions([one], table(a="7 ± 1")) == []
    (complaint,) = contradictions([one], table(a="−4 ± 1"))
    assert complaint == (
        "C0 is said to be 'holds', but 'not supported': a: −4 ± 1, expected at least 5"
    )
    assert contradictions([dataclasses.replace(one, verdict=NOT)], table(a="−4 ± 1")) == []
    (complaint,) = contradictions([one], table(b=1))
    assert complaint == "C0: p, t has no r / a, but r / b"


def test_numbers_are_written_with_their_spread_and_count():
    o = table(a="-1.25", s="0.5", n="30", k="97 of 100")
    one = figure("a", digits=1, spread=("p", "t", "r", "s"), count=("p", "t", "r", "n"))
    assert (o.number(one), o.whole(one)) == ("−1.2", "−1.25 ± 0.5, n = 30")
    one = figure("a", count=("p", "t", "r", "k"))
    assert (o.number(one), o.whole(one)) == ("−1.25", "−1.25, n = 100")


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({"tests": "claim", "expected": 0, "tolerance": 0.000001}, "0 ± 0.000001"),
        ({"tests": "claim", "at_least": 0.9}, "at least 0.9"),
        ({"tests": "limit", "at_most": -5}, "at most −5"),
        ({}, "–"),
    ],
)
def test_what_is_expected_is_said(more, wanted):
    assert figure("a", **more).wanted() == wanted


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"tests": "all"}, "tests must be claim or limit"),
        ({"tests": "claim"}, "has one of expected"),
        ({"at_least": 1}, "has one of expected"),
        ({"tests": "claim", "at_least": 1, "at_most": 2}, "has one of expected"),
        ({"tests": "claim", "expected": 1}, "belong together"),
        ({"typo": 1}, "unexpected keyword"),
    ],
)
def test_a_list_that_is_not_whole_is_refused(tmp_path, change, complaint):
    parts = {field.name: "x" for field in dataclasses.fields(Claim)}
    one = {"what": "w", "cell": ["p", "t", "r", "c"]} | change
    (tmp_path / "claims.yml").write_text(yaml.safe_dump([parts | {"figures": {"a": one}}]))
    with pytest.raises(ValueError, match=complaint):
        read_claims(tmp_path / "claims.yml")


def test_two_figures_of_one_name_are_refused(tmp_path):
    parts = {field.name: "x" for field in dataclasses.fields(Claim)}
    one = parts | {"figures": {"a": {"what": "w", "cell": ["p", "t", "r", "c"]}}}
    (tmp_path / "claims.yml").write_text(yaml.safe_dump([one, one]))
    with pytest.raises(ValueError, match="two figures are called a"):
        read_claims(tmp_path / "claims.yml")
