"""Explorers that give data to their view: asked, they answer, with the data or with a reason."""

import json

import pytest

from relu_spectrum.explorers import HeartRateExplorer
from relu_spectrum.explorers.supplied import Supplied, script


class Numbers(HeartRateExplorer):
    """An explorer with some bundle and data of its own."""

    _kind = "numbers"

    def _supply(self):
        return {"first": [1, 2.5]}


@pytest.fixture
def sent(monkeypatch):
    """Send messages to an explorer, from its page; gives what the explorer sends back."""

    def ask(explorer, *contents):
        answers = []
        monkeypatch.setattr(explorer, "send", answers.append)
        for content in contents:
            explorer._handle_custom_msg(content, [])
        return answers

    return ask


def test_an_explorer_answers_for_its_own_kind_only(sent):
    assert issubclass(Numbers, Supplied)
    answers = sent(Numbers(), {"kind": "weights"}, {}, {"kind": "numbers"})
    assert answers == [{"kind": "numbers", "numbers": {"first": [1, 2.5]}}]


def test_an_error_reaches_the_page_and_the_kernel(monkeypatch):
    def fail(_):
        raise FileNotFoundError("no file")

    monkeypatch.setattr(Numbers, "_supply", fail)
    explorer, answers = Numbers(), []
    monkeypatch.setattr(explorer, "send", answers.append)
    with pytest.raises(FileNotFoundError, match="no file"):
        explorer._answer(explorer, {"kind": "numbers"}, [])
    assert answers == [{"kind": "numbers", "error": "no file"}]


def test_a_script_sets_a_variable_to_the_data():
    data = {"words": 'a "quoted" ä', "numbers": [1, 2.5]}
    text = script("reluThings", data, notice="/* whose */\n")
    head, _, rest = text.partition("globalThis.reluThings = ")
    assert head == "/* whose */\n"
    assert json.loads(rest.removesuffix(";\n")) == data
    assert text.isascii()
