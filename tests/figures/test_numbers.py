"""The numbers of a figure: those that were drawn, each once."""

import json

import numpy as np
import plotly.graph_objects as go
import plotly.io as pio
import pytest

from relu_spectrum.figures import (
    bars,
    curve,
    figure,
    figure_numbers,
    panel,
    repetition_curves,
    stems,
)


def test_numbers_are_those_of_the_curves_also_after_json():
    x, y = np.geomspace(1, 1000, 7), np.arange(7.0) ** 2
    top = panel(curve(x, y, name="squares", role="model"), x="terms", y="error", log="x")
    spectrum = ([0.0, 10.0, 20.0], [0.3, 0.5, 0.2])
    below = panel(stems(spectrum, name="ReLU", role="output"), x="frequency", y="dB", title="Lines")
    shown = figure(top, below, alt="Two panels.")
    for given in (shown, json.loads(pio.to_json(shown))):
        numbers = figure_numbers(given)
        assert numbers["panel"].tolist() == ["1"] * 7 + ["Lines"] * 3
        assert numbers["x axis"].tolist() == ["number of terms N"] * 7 + ["frequency (Hz)"] * 3
        np.testing.assert_allclose(numbers["x"].astype(float), [*x, *spectrum[0]], rtol=1e-6)
        np.testing.assert_allclose(numbers["y"], [*y, *spectrum[1]], rtol=1e-6)


def test_a_band_stands_beside_its_curve():
    values = np.random.default_rng(0).normal(5, 1, (20, 4))
    band = repetition_curves(range(4), {"ReLU": (values, "output")}, axes=("epoch", "loss"))
    shown = figure(band, alt="A band.")
    numbers = figure_numbers(shown)
    assert (numbers["curve"] == "ReLU").all()
    assert len(numbers) == 4
    mean, deviation = values.mean(axis=0), values.std(axis=0, ddof=1)
    np.testing.assert_allclose(numbers["y"], mean, rtol=1e-6)
    np.testing.assert_allclose(numbers["low"], mean - deviation, rtol=1e-6)
    np.testing.assert_allclose(numbers["high"], mean + deviation, rtol=1e-6)


def test_words_on_x_stay_words():
    shown = figure(bars(["a", "b"], [1, 2], name="n", role="input"), alt="Bars.", x="x", y="y")
    assert figure_numbers(shown)["x"].tolist() == ["a", "b"]


def test_what_has_no_points_is_refused():
    pie = go.Figure(go.Pie(values=[1, 2]))
    with pytest.raises(ValueError, match="a pie has none"):
        figure_numbers(pie)
