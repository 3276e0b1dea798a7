"""Where long names of code break, in the pages."""

import small_sphinx

PAGE = """# Title

```{table}
:class: relu-evidence

| `dc_experiment/training.py` | aten::_addmm_activation at 1 |
|---|---|
| `nn.TransformerEncoderLayer` | $a_{long} = formula/quotient$ |
```

`dc_experiment/training.py`
"""


def test_long_names_break_at_their_joints_in_tables_of_evidence(tmp_path):
    page, warnings = small_sphinx.write(tmp_path, PAGE, "long_names")
    assert not warnings
    for joint in page("wbr"):
        joint.replace_with("|")
    cells = [cell.get_text() for cell in page.table(["th", "td"])]
    assert cells[:3] == [
        "dc_experiment/|training.py",
        "aten::|_addmm_|activation at 1",
        "nn.Transformer|Encoder|Layer",
    ]
    assert "|" not in cells[3]
    assert page("p")[-1].get_text() == "dc_experiment/training.py"
