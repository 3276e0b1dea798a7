"""Statistics over repetitions: those of NumPy, whatever the order of the rows."""

import numpy as np
import pandas as pd
import pytest

from relu_spectrum.statistics.repetitions import by_repetition, centre_and_spread, final_values

RUNS = np.random.default_rng(0).lognormal(0, 1, (7, 5))


def frame_of(runs, arm="relu"):
    """A frame like `dc_experiment.load`'s, in no particular order."""
    repetition, epoch = np.indices(runs.shape)
    columns = {"repetition": repetition.ravel(), "epoch": epoch.ravel(), "loss": runs.ravel()}
    return pd.DataFrame({"arm": arm, **columns}).sample(frac=1, random_state=0)


def test_repetitions_are_rows_in_order():
    both = pd.concat([frame_of(RUNS), frame_of(RUNS + 1, "linear")])
    np.testing.assert_array_equal(by_repetition(both, "relu", "loss"), RUNS)
    np.testing.assert_array_equal(by_repetition(both, "linear", "loss"), RUNS + 1)


def test_centre_and_spread_are_mean_and_sample_deviation():
    low, centre, high = centre_and_spread(RUNS)
    np.testing.assert_allclose(centre, RUNS.mean(axis=0))
    np.testing.assert_allclose(high - centre, np.sqrt(RUNS.var(axis=0, ddof=1)))
    np.testing.assert_allclose(centre - low, high - centre)


def test_logarithms_give_the_geometric_mean_and_a_factor():
    low, centre, high = centre_and_spread(RUNS, log=True)
    np.testing.assert_allclose(centre, RUNS.prod(axis=0) ** (1 / 7))
    np.testing.assert_allclose(high / centre, np.exp(np.log(RUNS).std(axis=0, ddof=1)))
    np.testing.assert_allclose(low * high, centre**2)


def test_final_values_are_written_to_one_decimal_place():
    runs = np.array([[1.0, 7.3456], [1.0, 7.5456]])
    both = pd.concat([frame_of(runs), frame_of(1e-5 * runs, "abs"), frame_of(0 * runs, "frozen")])
    arms = {"abs": "absolute value", "relu": "ReLU", "frozen": "frozen"}
    table = final_values(both, arms, ["loss"])
    assert table.index.tolist() == list(arms.values())
    assert table["loss"].tolist() == ["(7.45 ± 0.14) × 10⁻⁵", "7.45 ± 0.14", "0"]
    assert table["repetitions"].tolist() == [2, 2, 2]
    assert final_values(both, arms, ["loss"], epoch=0).loc["ReLU", "loss"] == "1.00 ± 0.00"
    assert final_values(both, arms, ["loss"], digits=2).loc["ReLU", "loss"] == "7.4 ± 0.1"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: by_repetition(frame_of(RUNS), "abs", "loss"), "no arm 'abs'; there are relu"),
        (lambda: by_repetition(frame_of(RUNS), "relu", "l"), "no column 'l'; there are arm,"),
        (lambda: by_repetition(frame_of(RUNS)[1:], "relu", "loss"), "loss of relu is missing in"),
        (lambda: centre_and_spread(RUNS[:1]), r"two repetitions, .* \(1, 5\)"),
        (lambda: centre_and_spread(RUNS - 3, log=True), "above 0 for their logarithms, not -"),
        (
            lambda: final_values(frame_of(RUNS), {"relu": "ReLU"}, ["loss"], epoch=9),
            "no epoch 9; there are 0 to 4",
        ),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
