import pytest

from relu_spectrum.rate_errors import rate_errors


def test_every_number_by_hand():
    found = rate_errors([65, 72, 80, 60], [60, 70, 90, 80])  # errors 5, 2, -10, -20
    assert found == {
        "count": 4,
        "bias, bpm": pytest.approx(-5.75),
        "MAE, bpm": pytest.approx(9.25),
        "spread, bpm": pytest.approx(((4.25**2 + 7.25**2 + 0.75**2 + 10.75**2) / 4) ** 0.5),
        "within 5 bpm, %": 50.0,
        "within 10 bpm, %": 75.0,
    }
    assert next(iter(found)) == "count"


@pytest.mark.parametrize(
    ("found", "true", "message"),
    [
        ([1, 2], [1], r"not \(2,\) and \(1,\)"),
        (1.0, 1.0, r"not \(\)"),
        ([float("nan")], [1], "found must be finite"),
        ([], [], "found is empty"),
    ],
)
def test_bad_input_gets_a_clear_error(found, true, message):
    with pytest.raises(ValueError, match=message):
        rate_errors(found, true)
