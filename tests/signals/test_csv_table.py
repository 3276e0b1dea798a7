"""Tables of numbers: names, numbers and lines, in every encoding."""

import numpy as np
import pytest

from relu_spectrum.signals.csv_table import read_table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_names_numbers_and_lines(tmp_path, encoding):
    path = tmp_path / "x.csv"
    path.write_bytes("# from a watch\n\nµV;mm\n0,5;1\n0,25;2\n".encode(encoding))
    names, values, lines = read_table(path)
    assert names[1] == "mm"
    np.testing.assert_array_equal(values, [[0.5, 1], [0.25, 2]])
    assert lines == [4, 5]


def test_a_table_without_names_has_none(tmp_path):
    (tmp_path / "x.csv").write_text("1,2\n3,4\n")
    assert read_table(tmp_path / "x.csv")[0] is None
