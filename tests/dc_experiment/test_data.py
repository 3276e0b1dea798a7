import numpy as np
import pytest

from relu_spectrum.dc_experiment.data import CLASS_DC, SAME_DC, draw


def random():
    return np.random.default_rng(5)


def test_signals_are_cosines_at_32_hz():
    signals = draw(random(), per_class=50)
    f = random().normal(np.repeat([3.0, 5.0, 10.0], 50), 0.1)
    n = np.arange(256)
    np.testing.assert_allclose(signals.x, np.cos(np.outer(f, 2 * np.pi * n / 32)), atol=1e-12)


def test_frequencies_have_the_papers_means_and_spread():
    signals = draw(random(), per_class=2000)
    # with phase 0, x[1] = cos(2 pi f / 32)
    frequency = np.arccos(signals.x[:, 1]) * 32 / (2 * np.pi)
    for label, mean in enumerate((3, 5, 10)):
        own = frequency[signals.label == label]
        assert own.size == 2000
        assert own.mean() == pytest.approx(mean, abs=4 * 0.1 / 2000**0.5)
        assert own.std() == pytest.approx(0.1, rel=0.07)


def test_each_class_gets_its_constant():
    signals = draw(random(), per_class=2)
    changed = signals.changed(20.0, CLASS_DC)
    np.testing.assert_allclose(
        (changed - 20 * signals.x).mean(axis=1),
        np.repeat([0.35355339, 1.76776695, 6.71751442], 2),
        rtol=1e-7,
    )


def test_the_same_constant_is_the_mean_of_the_classes():
    assert pytest.approx([np.mean(CLASS_DC)] * 3) == SAME_DC


def test_an_empty_class_is_refused():
    with pytest.raises(ValueError, match="per_class must be at least 1"):
        draw(random(), per_class=0)
