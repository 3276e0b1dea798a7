from xml.etree import ElementTree

import numpy as np
import pytest

from relu_spectrum.probe.line_chart import HEIGHT, WIDTH, chart, thinned


def test_the_chart_is_labelled_svg():
    drawn = chart(
        np.arange(4), {"input": [0, -5, 3, -80], "output": [1, 1, 1, 1]},
        x="frequency (Hz)", y="amplitude (dB)", alt='Two <"curves">',
    )  # fmt: skip
    root = ElementTree.fromstring(drawn)
    assert root.get("aria-label") == 'Two <"curves">'
    assert root.get("role") == "img"
    words = [text.text for text in root.iter("text")]
    assert words[-2:] == ["frequency (Hz)", "amplitude (dB)"]
    assert {"0", "-80", "1", "3"} <= set(words)
    paths = {path.get("class"): path.get("d") for path in root.iter("path")}
    assert set(paths) == {"grid", "input", "output"}
    points = [pair.split() for pair in paths["input"][1:].split("L")]
    across, down = np.array(points, dtype=float).T
    assert (np.diff(across) > 0).all()
    assert across.min() > 0
    assert across.max() < WIDTH
    assert down.argmin() == 2  # the highest level
    assert down.argmax() == 3
    assert down.max() <= HEIGHT


def test_thinning_keeps_every_peak():
    x = np.arange(10_000)
    y = np.zeros(10_000)
    y[[17, 5000, 9999]] = [3, 2, 1]
    few_x, few_y = thinned(x, y, most=300)
    assert few_x.size == 300
    assert {17, 5000, 9999} <= set(few_x)
    assert sorted(few_y)[-3:] == [1, 2, 3]
    np.testing.assert_array_equal(thinned(x[:5], y[:5], most=300)[0], x[:5])


def test_flat_curves_and_bad_arrays():
    assert "NaN" not in chart([0, 1], {"input": [2, 2]}, x="x", y="y", alt="Flat.")
    with pytest.raises(ValueError, match="finite"):
        chart([0, 1], {"input": [2, np.inf]}, x="x", y="y", alt="Infinite.")
    with pytest.raises(ValueError, match="most must be at least 1"):
        thinned([1], [1], most=0)
