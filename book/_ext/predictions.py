"""Questions that the reader answers before the text does: the directive ``predict``.

    :::{predict}
    The question.

    - [ ] a wrong answer :: the reason, shown when it is chosen
    - [x] the right answer :: the reason
    :::

The page has a group of radio buttons, and all answers with their reasons folded below it: for
readers without JavaScript, and for paper. `web/predictions.js` shows the reason of what is chosen.
"""

import re
from dataclasses import dataclass
from string import ascii_uppercase

import html_tags
from docutils import nodes
from docutils.statemachine import StringList
from html_tags import HtmlTag, tag
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

CHOICE = re.compile(r"[-*] \[(?P<mark>[ xX])\]\s+(?P<text>.*)")


@dataclass
class Choice:
    """One answer, as it is written."""

    right: bool
    text: str
    line: int

    def parts(self) -> tuple[str, str]:
        """Give the answer and its reason; the reason is empty if there is none."""
        answer, _, reason = re.sub(r"\s+", " ", self.text).partition(" :: ")
        return answer.removesuffix("::").strip(), reason.strip()


class Question(SphinxDirective):
    """What the kinds of questions share: a numbered box, parsing, complaints."""

    has_content = True

    def name_box(self) -> str:
        """Return an id that no other question of the page has."""
        return f"predict-{self.env.new_serialno('predict') + 1}"

    def parse(self, first: int, last: int) -> list[nodes.Node]:
        """Parse lines of the content as Markdown."""
        parent = nodes.Element()
        self.state.nested_parse(self.content[first:last], self.content_offset + first, parent)
        return parent.children

    def inline(self, text: str, line: int) -> list[nodes.Node]:
        """Parse a text without paragraphs."""
        found, messages = self.state.inline_text(text, self.lineno + line)
        return [*found, *messages]

    def folded(self, *children: nodes.Node) -> HtmlTag:
        """Fold the answer: what there is without JavaScript, and on paper."""
        return tag("details", tag("summary", "Answer"), *children, class_="relu-predict-answer")


class Predict(Question):
    """A question with answers to choose from, one of them right."""

    def run(self) -> list[nodes.Node]:
        """Make the box."""
        start, choices = self.read(self.content)
        box = self.name_box()
        options, answers = [], []
        for letter, choice in zip(ascii_uppercase, choices, strict=False):
            answer, reason = choice.parts()
            right = "yes" if choice.right else None
            button = tag("input", type="radio", name=box, class_="pst-js-only")
            text = tag("span", *self.inline(answer, choice.line))
            options.append(
                tag("label", button, tag("b", letter), text, class_="relu-predict-choice")
            )
            words = tag("strong", f"{letter} is {'right' if choice.right else 'not so'}: ")
            again = tag("span", *self.inline(answer, choice.line))
            because = tag("p", *self.inline(reason, choice.line), class_="relu-predict-reason")
            answers.append(tag("li", tag("p", words, again), because, data_right=right))
        fieldset = tag(
            "fieldset",
            tag("legend", "Predict", id=f"{box}-kind", class_="relu-predict-kind"),
            tag("div", *self.parse(0, start), id=f"{box}-question"),
            *options,
            aria_labelledby=f"{box}-kind {box}-question",
        )
        status = tag("div", role="status", class_="relu-predict-status")
        folded = self.folded(tag("ul", *answers))
        attributes = {"class_": "relu-predict", "data_kind": "choices", "id": box}
        return [tag("div", fieldset, status, folded, **attributes)]

    def read(self, content: StringList) -> tuple[int, list[Choice]]:
        """Find the answers and the line of the first; complain about what is missing."""
        choices, start = [], len(content)
        for line, text in enumerate(content):
            match = CHOICE.match(text)
            if match:
                start = min(start, line)
                choices.append(Choice(match["mark"] != " ", match["text"], line))
            elif choices and text.startswith((" ", "\t")):
                choices[-1].text += f" {text.strip()}"
            elif choices and text.strip():
                raise self.error(f"predict: after the answers there is {text!r}")
        if not any(line.strip() for line in content[:start]):
            raise self.error("predict: there is no question above the answers")
        if not 2 <= len(choices) <= 8:
            raise self.error(f"predict: {len(choices)} answers, there must be 2 to 8")
        right = sum(choice.right for choice in choices)
        if right != 1:
            raise self.error(f"predict: {right} answers are marked [x], exactly one must be")
        for choice in choices:
            answer, reason = choice.parts()
            if not answer or not reason:
                raise self.error(f"predict: write {choice.text!r} as 'answer :: reason'")
        return start, choices


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.setup_extension(html_tags.__name__)
    app.add_directive("predict", Predict)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
