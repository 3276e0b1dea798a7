"""The directive `predict`: what it writes, and what it says of a question that is not whole."""

import pytest
from small_sphinx import write

QUESTION = """# Page

:::{{predict}}
{}
:::
"""
WHOLE = """Is $x$ here?

A second paragraph.

- [ ] no :: it is,
  look
- [x] **yes** with $y$ :: because :: of $z$
"""


@pytest.fixture
def ask(tmp_path):
    return lambda content: write(tmp_path, QUESTION.format(content), "predictions")


def test_a_question_has_radio_buttons_and_folded_answers(ask):
    page, warnings = ask(WHOLE)
    assert warnings == ""
    box = page.select_one("div.relu-predict[data-kind=choices]")
    assert [p.text for p in box.select("fieldset > div > p")] == [
        r"Is \(x\) here?",
        "A second paragraph.",
    ]
    names = box.fieldset["aria-labelledby"].split()
    assert [page.find(id=name).name for name in names] == ["legend", "div"]
    labels = [label.text for label in box.select("label")]
    assert labels == ["Ano", r"Byes with \(y\)"]
    assert {button["name"] for button in box.select("label > input[type=radio]")} == {box["id"]}
    answers = box.select("details li")
    assert [answer.get("data-right") for answer in answers] == [None, "yes"]
    reasons = [answer.select_one(".relu-predict-reason").text for answer in answers]
    assert reasons == ["it is, look", r"because :: of \(z\)"]
    assert box.select_one("[role=status]").text == ""


def test_questions_of_a_page_have_names_of_their_own(tmp_path):
    page, _ = write(tmp_path, QUESTION.format(WHOLE) + QUESTION.format(WHOLE)[6:], "predictions")
    assert [box["id"] for box in page.select(".relu-predict")] == ["predict-1", "predict-2"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("Why?\n\n- [ ] a :: r\n- [ ] b :: r", "0 answers are marked [x], exactly one must be"),
        ("Why?\n\n- [x] a :: r\n- [X] b :: r", "2 answers are marked [x], exactly one must be"),
        ("Why?\n\n- [x] a :: r\n- [ ] b", "write 'b' as 'answer :: reason'"),
        ("Why?\n\n- [x] a :: r\n- [ ] b ::", "write 'b ::' as 'answer :: reason'"),
        ("Why?\n\n- [x] a :: r", "1 answers, there must be 2 to 8"),
        ("- [x] a :: r\n- [ ] b :: r", "there is no question above the answers"),
        ("Why?\n\n- [x] a :: r\n- [ ] b :: r\n\nMore.", "after the answers there is 'More.'"),
    ],
)
def test_a_question_that_is_not_whole_is_a_warning(ask, content, complaint):
    page, warnings = ask(content)
    assert f"predict: {complaint}" in warnings
    assert page.select(".relu-predict") == []
