"""Lines and cells of text files."""

import pytest

from relu_spectrum.signals.csv_cells import lines_of, split


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_lines_in_every_encoding(encoding, ending):
    lines = ["µV", " 1 ", "", "2", "", ""]
    assert lines_of(ending.join(lines).encode(encoding)) == ["µV", "1", "", "2"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32"])
def test_text_that_could_be_anything_is_refused(encoding):
    with pytest.raises(ValueError, match="it is no text"):
        lines_of("1\n2\n".encode(encoding))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["1,2", "", "3,4"], "line 2 is blank"),
        (["1,2", "3"], "line 2 has 1 cells, and line 1 has 2"),
        (["1,2", '"3,4', '5",6'], "line 2 has a quote that does not end"),
        (["1,2", '"3"4,5'], "line 2: .*expected after"),
    ],
)
def test_lines_that_are_no_rows_are_refused(lines, message):
    with pytest.raises(ValueError, match=message):
        list(split(lines, 0, ","))
