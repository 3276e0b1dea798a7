"""Signals from tables: the cases of csv_cases.json, what other programs write, and lost rows."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_spectrum.signals.csv_signals import read_csv

CASES = json.loads(Path(__file__).with_name("csv_cases.json").read_text("utf-8"))
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.floats(-1e9, 1e9), min_size=width, max_size=width), min_size=2, max_size=9
    )
)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    path = tmp_path_factory.mktemp("tables") / "x.csv"

    def write_and_read(text):
        path.write_bytes(text.encode("utf-8"))
        return read_csv(path)

    return write_and_read


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"])[:40])
def test_each_table_is_read_or_refused(read, case):
    if "error" in case:
        with pytest.raises(ValueError) as caught:  # noqa: PT011
            read(case["text"])
        assert case["error"] in str(caught.value)
        assert "\n" not in str(caught.value)
    else:
        samples, rate = read(case["text"])
        np.testing.assert_array_equal(samples, case["samples"])
        assert rate == case["rate"]


@given(
    TABLES, st.sampled_from([",", ";", "\t", " "]), st.booleans(), st.booleans(), st.booleans(),
    st.sampled_from(["\n", "\r\n", "\r"]),
)  # fmt: skip
def test_what_pandas_writes_comes_back(read, rows, sep, index, quoted, comma, end):
    x = np.array(rows)
    names = [f"lead {column}" if sep != " " else f"v{column}" for column in range(x.shape[1])]
    text = pd.DataFrame(x, columns=names).to_csv(
        sep=sep, index=index, quoting=1 if quoted else 0, decimal="," if comma else ".",
        lineterminator=end,
    )  # fmt: skip
    try:
        samples, _ = read(text)
    except ValueError as error:
        if sep == " " and index:  # the name of the index is empty, and so is lost between spaces
            assert "cells" in str(error), text  # noqa: PT017
            return
        assert comma  # without quotes, or three digits after each
        assert not quoted or "thousand" in str(error), text  # noqa: PT017
    else:
        np.testing.assert_array_equal(np.atleast_2d(samples), x.T)


@given(st.lists(st.floats(-1e9, 1e9), min_size=3, max_size=30), st.data())
def test_a_lost_cell_line_or_row_is_never_silent(read, x, data):
    frame = pd.DataFrame({"ecg": x}).reset_index(names="")
    lines = frame.to_csv(index=False).splitlines()
    lost = data.draw(st.integers(2, len(lines) - 2))
    for spoiled in ([], [""], [","], ["#N/A"], [f"{lost - 1},"], [f"{lost - 1},#N/A"], ["# x"]):
        with pytest.raises(ValueError, match=rf"line {lost + 1}[:, ]"):
            read("\n".join([*lines[:lost], *spoiled, *lines[lost + 1 :]]))
