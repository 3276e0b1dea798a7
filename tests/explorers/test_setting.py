"""What all settings have: names, and how they are written in an address and read from it."""

import pytest

from relu_spectrum.explorers.explorer import Explorer
from relu_spectrum.explorers.settings import Number


class Small(Explorer):
    _bundle = "spectrum"
    tap_0 = Number(0.25, -1.0, 1.0, 0.05, label="Tap", unit="V")
    rate = Number(2, 1, 9, 1, key="fs", label="Rate")


def test_the_key_is_short_or_the_name_with_hyphens():
    assert [Small.tap_0.key, Small.rate.key] == ["tap-0", "fs"]


@pytest.mark.parametrize(("value", "text"), [(0.1 + 0.2, "0.3"), (-0.0, "0"), (2, "2")])
def test_a_value_is_written_short_and_read_again(value, text):
    assert Small.tap_0.written(value) == text
    if abs(value) <= 1:
        assert Small.tap_0.read(text) == pytest.approx(value)


def test_an_address_that_is_no_number_or_not_allowed_is_refused():
    with pytest.raises(ValueError, match="tap_0 must be a number, not 'x'"):
        Small.tap_0.read("x")
    with pytest.raises(ValueError, match="not 3"):
        Small.tap_0.read("3")


def test_the_page_is_told_names_and_what_reset_restores():
    told = Small.tap_0.described(0.5)
    assert {key: told[key] for key in ("key", "label", "unit", "initial")} == {
        "key": "tap-0", "label": "Tap", "unit": "V", "initial": 0.5,
    }  # fmt: skip
