"""Records as JSON: parts that do not fit each other are refused."""

import json

import numpy as np
import pytest
import torch

from relu_spectrum.probe.kept.document import read, written
from relu_spectrum.probe.kept.limits import Limits
from relu_spectrum.probe.kept.packed import INDICES, packed
from relu_spectrum.probe.kept.reducing import reduced
from relu_spectrum.probe.record import Record

X = torch.randn(3, 40, generator=torch.Generator().manual_seed(1))


def document(rate=8.0):
    return written(
        reduced(Record("act", X, sample_rate=rate, path="act", module=True), Limits.of(1))
    )


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


def wrong(part, **changes):
    found = document()
    (found[part] if part else found).update(changes)
    return found


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (wrong("channels", kept=packed([0, 2, 1], INDICES)), r"must ascend and be below 3, not"),
        (wrong("channels", kept=packed([0, 1, 3], INDICES)), r"below 3, not \[0, 1, 3\]"),
        (wrong("channels", dc=packed([1])), "act: dc holds 4 bytes, and 3 values"),
        (wrong("spectra", groups=20), "21 lines of 40 samples, 1 of them together, cannot make 20"),
        (wrong("spectra", samples=50), "21 lines of 50 samples"),
        (wrong("spectra", width=2), "cannot make 21 groups"),
        (wrong("spectra", before=packed([1, 2])), "act: before holds 8 bytes, and 63 values"),
        (wrong("spectra", mean_after=packed([1])), "act: mean_after holds 4 bytes, and 21"),
        (wrong("waves", channels=packed([9], INDICES)), "waves of channels that are not kept"),
        (wrong("waves", points=7), "act: wave before holds 480 bytes, and 21 values"),
    ],
)
def test_parts_that_do_not_fit_each_other(found, why):
    with pytest.raises(ValueError, match=why):
        read(found)
