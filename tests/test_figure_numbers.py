"""The tables of numbers under the book's figures."""

import json
import sys
from pathlib import Path

import bs4
import numpy as np
import pandas as pd
import plotly.io as pio

from relu_spectrum.figures import bars, curve, figure, figure_numbers, panel, points

sys.path.insert(0, str(Path(__file__).parents[1] / "book" / "_ext"))

from figure_numbers import ROWS, add_numbers, table


class App:
    def __init__(self, folder):
        self.outdir = folder


def rows(text):
    soup = bs4.BeautifulSoup(text, "html.parser")
    return soup.caption.text, [[c.text for c in row.find_all(["th", "td"])] for row in soup("tr")]


def of(*content, **axes):
    return figure_numbers(figure(*content, alt="A figure.", **axes))


def test_curves_stand_beside_each_other_in_the_order_of_x():
    a = curve([0.5, 2, 10], [1, -2, 3e-7], name="a", role="input")
    b = curve([2, 10, 11], [4, 5, 6], name="b", role="output")
    caption, shown = rows(table(of(a, b, x="x", y="height")))
    assert caption == "height"
    assert shown == [
        ["x", "a", "b"],
        ["0.5", "1", "–"],
        ["2", "−2", "4"],
        ["10", "3e-07", "5"],
        ["11", "–", "6"],
    ]


def test_a_long_curve_is_shown_at_some_places_and_says_so():
    x = np.arange(500) / 500
    caption, shown = rows(table(of(curve(x, x, name="a", role="input"), x="time", y="signal")))
    assert caption == f"signal, at {ROWS} of 500 places"
    assert (len(shown), shown[1], shown[-1]) == (ROWS + 1, ["0", "0"], ["0.998", "0.998"])


def test_marks_on_a_long_curve_are_all_shown():
    x = np.arange(500) / 500
    line, marks = (
        curve(x, x, name="a", role="input"),
        points([0.11, 0.3], [1, 2], name="b", role="output"),
    )
    caption, shown = rows(table(of(line, marks, x="time", y="signal")))
    assert [row for row in shown[1:] if row[2] != "–"] == [
        ["0.11", "0.11", "1"],
        ["0.3", "0.3", "2"],
    ]
    assert caption.endswith(f" {len(shown) - 1} of 500 places")


def test_several_values_at_one_place_are_a_span():
    channels = [curve([0, 1], [-1, y], name="channels", role="input") for y in (3, 5, 4)]
    mean = curve([0, 1], [-1, 4], name="mean", role="output")
    _, shown = rows(table(of(*channels, mean, x="x", y="y")))
    assert shown[1:] == [["0", "−1", "−1"], ["1", "3 to 5", "4"]]


def test_words_keep_their_order():
    _, shown = rows(table(of(bars(["z", "a"], [1, 2], name="n", role="input"), x="x", y="y")))
    assert [row[0] for row in shown] == ["x", "z", "a"]


def test_the_page_has_a_table_a_panel_and_the_file_has_every_point(tmp_path):
    x = np.arange(40) / 7
    panels = [panel(curve(x, x**n, name="a", role="input"), x="x", y="y", title=f"x^{n}<")
              for n in (1, 2)]  # fmt: skip
    made = figure(*panels, alt="Two powers.")
    data = json.dumps(json.loads(pio.to_json(made))).replace("</", "<\\/")
    box = f'<div class="relu-figure"><script type="application/json">{data}</script></div>'
    context = {"body": box, "pathto": lambda path, resource: path}
    add_numbers(App(tmp_path), "page", "", context, None)
    soup = bs4.BeautifulSoup(context["body"], "html.parser")
    captions = [caption.text for caption in soup("caption")]
    assert captions == [f"x^{n}<: y, at {ROWS} of 40 places" for n in (1, 2)]
    stored = pd.read_csv(tmp_path / soup.a["href"])
    np.testing.assert_allclose(stored["x"], [*x, *x], rtol=1e-6)
    np.testing.assert_allclose(stored["y"], [*x, *x**2], rtol=1e-6)


def test_a_page_without_figures_gets_no_file(tmp_path):
    context = {"body": "<p>Words.</p>"}
    add_numbers(App(tmp_path), "page", "", context, None)
    assert context["body"] == "<p>Words.</p>"
    assert list(tmp_path.iterdir()) == []
