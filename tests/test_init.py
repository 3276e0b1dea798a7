import subprocess
import sys

import relu_spectrum


def test_every_exported_name_exists_and_is_documented():
    assert sorted(relu_spectrum.__all__) == list(relu_spectrum.__all__)
    for name in relu_spectrum.__all__:
        assert getattr(relu_spectrum, name).__doc__


def test_the_maths_loads_no_figures_widgets_or_torch():
    code = (
        "import sys, relu_spectrum\n"
        "heavy = {'plotly', 'ipywidgets', 'anywidget', 'torch', 'matplotlib', 'mpmath'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
