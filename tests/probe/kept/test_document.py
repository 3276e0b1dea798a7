"""Records as JSON: parts that do not fit each other are refused."""

import json

import numpy as np
import pytest
from bad_probes import PARTS, X, document

from relu_spectrum.probe.kept.document import read, written
from relu_spectrum.probe.kept.limits import Limits
from relu_spectrum.probe.kept.reducing import reduced
from relu_spectrum.probe.record import Record


def equal(one, other):
    """Whether two reduced records are the same in every part, NaN too."""
    for key, value in vars(one).items():
        own = getattr(other, key)
        if hasattr(value, "grid") or hasattr(value, "width"):
            equal(value, own)
        else:
            np.testing.assert_equal(own, value, err_msg=key)


@pytest.mark.parametrize("rate", [8.0, None, float("nan")])
def test_a_record_comes_back(rate):
    one = reduced(Record("act", X, sample_rate=rate, time_axis=1), Limits.of(1))
    equal(one, read(json.loads(json.dumps(written(one), allow_nan=False))))


@pytest.mark.parametrize(
    ("rate", "unit", "told"),
    [(8.0, "Hz", 8.0), (None, "cycles per sample", None), (float("nan"), "Hz", None)],
)
def test_the_unit_of_frequencies_is_told(rate, unit, told):
    found = document(rate)
    assert (found["unit"], found["sample_rate"]) == (unit, told)


@pytest.mark.parametrize(("found", "why"), PARTS)
def test_parts_that_do_not_fit_each_other(found, why):
    with pytest.raises(ValueError, match=why):
        read(found)
